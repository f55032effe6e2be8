"""The shared blocks of `content.core.blocks`: each renders from its preview, validates, and outlives what it shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import ValidationError
from wagtail.blocks import StructBlockValidationError

from content.core.blocks.body import BodyBlock, contents_of, stream_sections
from content.core.blocks.links import CallToActionBlock
from content.core.blocks.media import FilesBlock, PictureBlock, VideoLinkBlock
from content.core.blocks.structure import DataTableBlock
from tests.factories.website import StandardPageFactory

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.support.site_tree import SiteTree

pytestmark = pytest.mark.django_db
BODY = BodyBlock()
every_block = pytest.mark.parametrize("name", list(BODY.child_blocks))


@every_block
def test_block_renders_from_its_preview(name: str, make_image: Callable) -> None:
    make_image()
    block = BODY.child_blocks[name]

    html = block.render(block.get_preview_value(), context={})

    assert html.strip() or name == "files"


@every_block
def test_block_tells_editors_what_it_is(name: str) -> None:
    meta = BODY.child_blocks[name].meta

    assert meta.icon
    assert meta.label
    assert meta.description
    assert meta.template.startswith("blocks/")


@every_block
def test_block_shows_on_a_page_with_every_other(name: str, site_tree: SiteTree, html_of: Callable) -> None:
    block = BODY.child_blocks[name]
    value = block.get_prep_value(block.get_preview_value())

    assert html_of(StandardPageFactory(body=[{"type": name, "value": value}]).get_url())


def test_picture_is_offered_in_light_formats_with_its_own_words(make_image: Callable) -> None:
    picture = make_image("นกน้ำบนใบบัว")
    block = PictureBlock()
    value = block.to_python({"picture": {"image": picture.pk, "alt_text": "ฝูงนกบนบึงบัว", "decorative": False}})

    html = block.render(value)

    assert 'type="image/avif"' in html
    assert 'type="image/webp"' in html
    assert 'alt="ฝูงนกบนบึงบัว"' in html
    assert "width=" in html
    assert 'loading="lazy"' in html


def test_decorative_picture_is_silent(make_image: Callable) -> None:
    block = PictureBlock()

    html = block.render(block.to_python({"picture": {"image": make_image().pk, "alt_text": "x", "decorative": True}}))

    assert 'alt=""' in html


def test_picture_needs_words_or_to_be_decorative(make_image: Callable) -> None:
    block = PictureBlock()
    value = block.to_python({"picture": {"image": make_image().pk, "alt_text": "", "decorative": False}})

    with pytest.raises(StructBlockValidationError):
        block.clean(value)


def test_page_outlives_its_picture(site_tree: SiteTree, make_image: Callable, html_of: Callable) -> None:
    picture = make_image()
    body = [{"type": "picture", "value": {"picture": {"image": picture.pk, "alt_text": "x", "decorative": False}}}]
    page = StandardPageFactory(body=body)
    picture.delete()

    assert "<figure" not in html_of(page.get_url())


def test_files_block_survives_the_deletion_of_its_files() -> None:
    block = FilesBlock()

    assert block.render(block.to_python({"heading": "แบบฟอร์ม", "files": [987654]})).strip() == ""


def test_button_to_a_hidden_page_is_not_shown(site_tree: SiteTree, restrict: Callable, html_of: Callable) -> None:
    hidden = StandardPageFactory(title="ภายใน", slug="inner-page")
    restrict(hidden)
    body = [{"type": "call_to_action", "value": {"text": "", "label": "อ่านต่อ", "page": hidden.pk, "url": ""}}]

    assert "inner-page" not in html_of(StandardPageFactory(body=body).get_url())


def test_button_to_a_deleted_page_is_not_shown(site_tree: SiteTree, html_of: Callable) -> None:
    target = StandardPageFactory(title="จะถูกลบ")
    body = [{"type": "call_to_action", "value": {"text": "", "label": "อ่านต่อ", "page": target.pk, "url": ""}}]
    page = StandardPageFactory(body=body)
    target.delete()

    assert "อ่านต่อ" not in html_of(page.get_url())


@pytest.mark.parametrize(
    "url", ["", "javascript:alert(1)", "//evil.example/", "data:text/html,x", "http://[", "ftp://x/"]
)
def test_button_refuses_addresses_that_lead_nowhere_good(url: str) -> None:
    block = CallToActionBlock()

    with pytest.raises(StructBlockValidationError):
        block.clean(block.to_python({"text": "", "label": "ไป", "page": None, "url": url}))


@pytest.mark.parametrize("url", ["/search/?q=นก", "https://www.obec.go.th/", "tel:074671234", "mailto:a@example.org"])
def test_button_takes_paths_and_harmless_addresses(url: str) -> None:
    block = CallToActionBlock()

    assert block.clean(block.to_python({"text": "", "label": "ไป", "page": None, "url": url}))["url"] == url


def test_video_says_where_it_leads_and_embeds_nothing() -> None:
    block = VideoLinkBlock()

    html = block.render(block.get_preview_value())

    assert "youtube.com" in html
    assert "<iframe" not in html


@pytest.mark.parametrize("url", ["javascript:alert(1)", "ftp://example.org/x.mp4"])
def test_video_must_be_on_the_web(url: str) -> None:
    block = VideoLinkBlock()

    with pytest.raises(StructBlockValidationError):
        block.clean(block.to_python({"title": "x", "url": url}))


def test_table_heads_rows_and_columns() -> None:
    block = DataTableBlock()

    html = block.render(block.get_preview_value())

    assert html.count('scope="col"') == 2
    assert html.count('scope="row"') == 2
    assert "<caption>" in html


@pytest.mark.parametrize(
    "data", [[], [[None, ""], [" ", None]], [["x"]] * 201, [["x"] * 21]], ids=["none", "blank", "long", "wide"]
)
def test_table_refuses_what_is_no_table_for_a_page(data: list) -> None:
    with pytest.raises(ValidationError):
        DataTableBlock().clean({"table_header_choice": "row", "data": data})


def test_cells_are_plain_text() -> None:
    html = DataTableBlock().render({"table_header_choice": "row", "data": [["<b>หนา</b>", None]]})

    assert "&lt;b&gt;" in html


def test_headings_are_listed_with_anchors_that_exist(site_tree: SiteTree, html_of: Callable) -> None:
    body = [
        {"type": "heading", "value": {"text": "ซ้ำ", "level": "h2"}},
        {"type": "heading", "value": {"text": "ซ้ำ", "level": "h2"}},
        {"type": "heading", "value": {"text": "ย่อย", "level": "h3"}},
    ]
    page = StandardPageFactory(body=body)

    contents, html = contents_of(page.body), html_of(page.get_url())

    assert [row["title"] for row in contents] == ["ซ้ำ", "ซ้ำ"]
    assert len({row["anchor"] for row in contents}) == 2
    assert all(html.count(f'id="{row["anchor"]}"') == 1 for row in contents)


def test_all_words_of_a_body_can_be_searched(site_tree: SiteTree) -> None:
    body = [
        {"type": name, "value": block.get_prep_value(block.get_preview_value())}
        for name, block in BODY.child_blocks.items()
        if name not in {"picture", "files"}
    ]

    text = "\n".join(section.text for section in stream_sections(StandardPageFactory(body=body).body))

    for words in ("ขอใช้ห้องประชุม", "ขั้นตอนการขอรับบริการ", "ยื่นคำขอ", "ใครขอใช้ห้องประชุม", "เล่าเรื่องนก", "สาธิต"):
        assert words in text
    assert "<p>" not in text
