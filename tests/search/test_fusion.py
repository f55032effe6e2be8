from __future__ import annotations

from search.fusion import fused


def keys(by_words, cosines):
    return [key for key, _ in fused(by_words, cosines)]


def test_without_meaning_the_words_decide():
    assert keys({"a": 1.0, "b": 3.0, "c": 2.0}, {}) == ["b", "c", "a"]


def test_meaning_lifts_what_the_words_rank_alike():
    assert keys({"a": 2.0, "b": 2.0}, {"b": 0.4}) == ["b", "a"]


def test_near_meaning_outweighs_a_poor_match_of_words():
    assert keys({"words": 1.0, "meaning": 0.0, "poor": 0.2}, {"meaning": 0.4}) == ["words", "meaning", "poor"]


def test_no_nearer_than_chance_counts_nothing():
    assert fused({"a": 1.0}, {"a": 0.1}) == fused({"a": 1.0}, {"a": -0.5}) == [("a", 1.0)]


def test_only_documents_of_the_answer_are_ranked():
    assert keys({"a": 1.0}, {"hidden": 0.9}) == ["a"]


def test_equals_stay_in_the_order_of_the_words():
    assert keys({"a": 1.0, "b": 1.0, "c": 1.0}, {}) == ["a", "b", "c"]


def test_scale_of_the_words_does_not_matter():
    small = fused({"a": 1.0, "b": 0.5}, {"b": 0.3})
    assert fused({"a": 40.0, "b": 20.0}, {"b": 0.3}) == small


def test_nothing_found_gives_nothing():
    assert fused({}, {"a": 0.9}) == []
    assert keys({"a": 0.0, "b": 0.0}, {"b": 0.5}) == ["b", "a"]
