from __future__ import annotations

import gzip
import os
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from tests.themes.stylesheets import THEMES
from themes import css_bundle
from themes.finders import BUNDLE_PATH, CSSBundleFinder

CSS_FOLDERS = [THEMES / "base/static/css", THEMES / "phatthalung2/static/css"]


@pytest.fixture
def folders(tmp_path, settings):
    """A base with two parts and a theme that overrides one of them."""
    settings.THEME_FOLDERS = [tmp_path / "own", tmp_path / "base"]
    settings.DATA_DIR = tmp_path / "data"
    css = [tmp_path / name / "static" / "css" for name in ("base", "own")]
    for folder in css:
        folder.mkdir(parents=True)
    (css[0] / "bundle.txt").write_text("tokens.css\n?theme.css\nrow.css  # a part\n")
    (css[0] / "tokens.css").write_text(":root { --ink: black; }")
    (css[0] / "row.css").write_text(".row { color: var(--ink); }")
    (css[1] / "theme.css").write_text(":root { --ink: green; }")
    return css


def test_every_stylesheet_is_in_the_bundle():
    bundled = set(css_bundle.parts(CSS_FOLDERS))

    written = {path for folder in CSS_FOLDERS for path in folder.rglob("*.css")}

    assert written - bundled == set()


def test_a_class_is_described_in_one_stylesheet():
    """All of them come in one bundle: the later of two would change what the earlier describes, on every page."""
    homes = {}
    for path in css_bundle.parts([THEMES / "base/static/css"]):
        for name in set(re.findall(r"^(\.[a-z][\w-]*) \{", path.read_text("utf-8"), re.MULTILINE)):
            homes.setdefault(name, []).append(path.name)

    assert {name: files for name, files in homes.items() if len(files) > 1} == {}


def test_the_theme_follows_what_it_overrides(folders):
    css = css_bundle.build(folders)

    assert css.index("black") < css.index("green") < css.index(".row")


def test_a_listed_part_that_nobody_has_is_named(folders):
    (folders[0] / "bundle.txt").write_text("lost.css\n")

    with pytest.raises(css_bundle.MissingPart, match=r"lost\.css"):
        css_bundle.parts(folders)
    assert [error.id for error in CSSBundleFinder().check()] == ["themes.E001"]


def test_a_changed_part_is_in_the_very_next_answer(folders):
    finder = CSSBundleFinder()
    before = finder.fresh().read_text()
    (folders[0] / "row.css").write_text(".row { color: red; }")
    os.utime(folders[0] / "row.css", ns=(1, 1))

    after = Path(finder.find(BUNDLE_PATH)).read_text()

    assert "red" not in before
    assert "red" in after


def test_a_part_that_a_theme_adds_later_is_found(folders):
    finder = CSSBundleFinder()
    finder.fresh()
    (folders[1] / "row.css").write_text(".row { margin: 0; }")

    assert "margin:0" in finder.fresh().read_text()


def test_the_bundle_is_found_and_listed_like_a_file():
    path = finders.find(BUNDLE_PATH)

    assert Path(path).read_text(encoding="utf-8") == css_bundle.build(CSS_FOLDERS)
    assert [name for name, _ in CSSBundleFinder().list(None)] == [BUNDLE_PATH]
    assert CSSBundleFinder().find("css/other.css") == []
    assert CSSBundleFinder().find(BUNDLE_PATH, find_all=True) == [path]


def test_the_bundle_is_light():
    css = css_bundle.build(CSS_FOLDERS).encode()

    # About a fifth of it goes over the wire. The forums took 6 kB: each page shows what no page had before them.
    assert len(css) < 70_000
    assert len(gzip.compress(css)) < 14_500


def test_minifying_keeps_strings_and_the_space_in_selectors():
    css = 'a b > c ,\n d::before { content: " ;  x " ; /* no */ margin : 0 calc(1px + 2px) ; }'

    assert css_bundle.minify(css) == 'a b>c,d::before{content:" ;  x ";margin :0 calc(1px + 2px)}'


def test_addresses_stand_only_where_their_path_holds():
    deeper = [path for folder in CSS_FOLDERS for path in folder.glob("*/**/*.css") if "url(" in path.read_text()]

    assert deeper == []
