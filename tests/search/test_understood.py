"""The line above the results: what was sought instead is a way to search for that."""

from __future__ import annotations

from search.links import Links
from search.query import Replacement, SearchQuery, Understanding
from search.understood import shown_understanding


def shown(text: str, change: Replacement) -> str:
    links = Links("/search/", SearchQuery(text), {}, "relevance")
    return shown_understanding(Understanding(replacements=(change,)), links)["replacements"][0]["url"]


def test_misspelt_word_links_to_the_question_as_it_was_meant():
    assert shown("kow noraa", Replacement("spelling", "noraa", "nora")) == "/search/?q=kow+nora"


def test_question_on_another_keyboard_links_to_what_was_meant():
    assert shown("abc", Replacement("keyboard", "abc", "nora")) == "/search/?q=nora"


def test_synonym_and_word_in_pieces_link_nowhere():
    assert shown("nora", Replacement("synonym", "nora", "manora")) == ""
    assert shown("no ra", Replacement("spelling", "nora", "norah")) == ""
