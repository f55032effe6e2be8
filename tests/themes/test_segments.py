from __future__ import annotations

from themes.templatetags.segments import highlighted


def test_what_was_sought_is_marked_and_everything_escaped():
    assert highlighted([("<b>", False), ("นก & <i>", True)]) == "&lt;b&gt;<mark>นก &amp; &lt;i&gt;</mark>"


def test_braces_are_text():
    assert highlighted([("{}{0}", True)]) == "<mark>{}{0}</mark>"


def test_nothing_shows_nothing():
    assert highlighted(()) == ""
