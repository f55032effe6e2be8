from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest
from django.template import engines
from django.template.loader import get_template, render_to_string

from tests.themes.stylesheets import THEMES
from themes.build import gallery_samples

TEMPLATES = sorted(THEMES.glob("*/templates/**/*.html"))
NAMES = [str(path).partition("/templates/")[2] for path in TEMPLATES]
STATIC_TEXT = [
    path for suffix in ("css", "js", "svg", "webmanifest") for path in THEMES.glob(f"*/static/**/*.{suffix}")
]
COMMENT = re.compile(r"{#.*?#}|{% comment .*?{% endcomment %}", re.DOTALL)
NAMESPACES = ("http://www.w3.org/2000/svg", "https://example.org/thale-noi")
ICONS = THEMES / "base/static/img/icons.svg"


def text_of(path):
    return COMMENT.sub("", path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", NAMES)
def test_every_template_can_be_read_by_django(name):
    get_template(name)


@pytest.mark.parametrize("path", TEMPLATES, ids=NAMES)
def test_no_template_holds_inline_style_or_script(path):
    text = text_of(path)

    assert re.findall(r"<style\b|\sstyle=|\son\w+=\"|javascript:", text) == []
    assert [tag for tag in re.findall(r"<script\b[^>]*>", text) if "src=" not in tag] == []


@pytest.mark.parametrize("path", [*TEMPLATES, *STATIC_TEXT], ids=str)
def test_nothing_of_a_theme_leads_to_another_host(path):
    text = text_of(path)
    for namespace in NAMESPACES:
        text = text.replace(namespace, "")

    assert re.findall(r"(?:src|href|url|action)\s*[=(]\s*[\"']?(?:https?:)?//[^\"')\s]+", text) == []


def test_every_icon_named_in_a_template_is_drawn():
    drawn = set(re.findall(r'<symbol id="([\w-]+)"', ICONS.read_text()))

    named = {
        name
        for path in TEMPLATES
        for name in re.findall(r'components/icon\.html" with [^%]*?\bname="([\w-]+)"', path.read_text(encoding="utf-8"))
    }

    assert named - drawn == set()
    assert {"learning-unit", "mind-map", "focus-group", "reflection", "note", "forum"} <= drawn


def test_the_drawings_are_valid_and_light():
    for path in THEMES.glob("*/static/img/*.svg"):
        ElementTree.parse(path)
    assert ICONS.stat().st_size < 6_000
    assert (THEMES / "base/templates/components/horizon.html").stat().st_size < 2_000
    assert (THEMES / "base/static/js/site.js").stat().st_size < 2_000


@pytest.mark.parametrize("status", ["400", "403", "404", "500", "maintenance"])
def test_an_error_page_needs_neither_request_nor_database(status):
    html = render_to_string(f"errors/{status}.html")

    assert '<html lang="th">' in html
    assert html.count("<h1") == 1
    assert re.search(r"[ก-ฮ]", html)


def test_an_error_page_says_what_the_view_tells_it():
    html = render_to_string("errors/403.html", {"status": 403, "error_title": "แบบฟอร์มหมดเวลา", "is_csrf": True})

    assert "<h1>แบบฟอร์มหมดเวลา</h1>" in html
    assert "/accounts/login/" not in html


def test_the_gallery_shows_every_component():
    html = render_to_string("gallery.html", gallery_samples.context())

    assert "ทะเลน้อย บ้านของ<mark>นกน้ำ</mark>" in html
    assert html.count("<h1") == 1


def test_the_frame_stands_when_the_office_has_said_nothing_yet():
    html = render_to_string("base.html", {"office": {}, "menus": {"header": [], "footer": []}})

    assert 'href="/accounts/login/"' in html
    assert 'name="q"' in html
    assert 'href="#main"' in html
    assert '<html lang="th">' in html


class Reader:
    is_authenticated = True
    public_name = "ครูวิทยาศาสตร์"


@pytest.mark.parametrize(("may_edit", "shown"), [(True, True), (False, False)])
def test_only_those_who_may_manage_the_site_are_led_there(may_edit, shown):
    perms = {"wagtailadmin": {"access_admin": may_edit}}

    html = render_to_string("components/account.html", {"user": Reader(), "perms": perms})

    assert ('href="/admin/"' in html) is shown
    assert 'action="/accounts/logout/"' in html
    assert 'method="post"' in html


def test_visitors_are_offered_to_sign_in_and_nothing_else():
    html = render_to_string("components/account.html", {})

    assert "/accounts/login/" in html
    assert "/admin/" not in html


def test_text_of_people_is_escaped_in_components():
    source = '{% include "components/page_card.html" with title=t url="/x/" summary=t kind_label=t facts=l %}'

    html = engines["django"].from_string(source).render({"t": "<script>alert(1)</script>", "l": ["<b>"]})

    assert "<script>" not in html
    assert "<b>" not in html


def test_found_words_are_marked_without_spaces_between():
    segments = [{"text": "บ้านของ", "match": False}, {"text": "นกน้ำ", "match": True}, {"text": "แดง", "match": False}]

    html = render_to_string("components/segments.html", {"segments": segments})

    assert html.strip() == "บ้านของ<mark>นกน้ำ</mark>แดง"
