"""From what people type to HTML that can hurt nobody."""

from __future__ import annotations

import re
import time

import pytest

from content.core import markdown
from content.core.markdown import clean_html, plain_text, read_document, render_markdown, rendering_key
from content.core.markdown_work import is_tangled

LONGEST = 200_000
ATTACKS = [
    "<script>alert(1)</script>",
    "<ScRiPt src=//evil.invalid/x.js></sCrIpT>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)><animate onbegin=alert(1)></svg>",
    "<iframe src=https://evil.invalid></iframe>",
    "<a href='javascript:alert(1)'>กด</a>",
    "[กด](javascript:alert(1))",
    "[กด](JaVaScRiPt&#58;alert(1))",
    "[กด](data:text/html;base64,PHNjcmlwdD4=)",
    "[กด](vbscript:msgbox)",
    "<style>p{background:url(https://evil.invalid)}</style>",
    "<p style='background:url(https://evil.invalid)' onclick='alert(1)'>ก</p>",
    "<form action=https://evil.invalid><input name=password></form>",
    "<base href=https://evil.invalid/>",
    "<meta http-equiv=refresh content='0;url=https://evil.invalid'>",
    "<math><mtext></p><style><img src=x onerror=alert(1)></style></mtext></math>",
    "```\n</code></pre><script>alert(1)</script>\n```",
    "<noscript><p title='</noscript><script>alert(1)</script>'>",
    "# หัวข้อ {: onclick=alert(1) }",
    '![ก](x" onerror="alert(1))',
]
FORBIDDEN = [
    "<script",
    "<style",
    "<iframe",
    "<svg",
    "<form",
    "<input",
    "<base",
    "<meta",
    " onerror=",
    " onclick=",
    " style=",
]


@pytest.mark.parametrize("attack", ATTACKS)
def test_attack_leaves_nothing_that_runs(attack: str) -> None:
    html = read_document(render_markdown(f"ก่อน\n\n{attack}\n\nหลัง")).html.lower()
    tags = " ".join(re.findall(r"<[^>]*>", html))

    assert [part for part in FORBIDDEN if part in tags] == []
    assert 'href="javascript' not in html
    assert 'href="data:' not in html
    assert 'src="' not in html


def test_bold_thai_beside_quotation_marks_is_bold() -> None:
    assert "<strong>“ไทย”</strong>ต่อ" in render_markdown("**“ไทย”**ต่อ")


def test_line_break_stays_a_line_break() -> None:
    assert "<br>" in render_markdown("บรรทัดหนึ่ง\nบรรทัดสอง")


def test_table_says_which_cells_head_a_column() -> None:
    html = render_markdown("| ช่วง | ป.3 |\n|---|--:|\n| คิด | เล่า |")

    assert '<th scope="col">ช่วง</th>' in html
    assert "<td>เล่า</td>" in html
    assert "style=" not in html


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("# ก\n\n## ข", ["<h2>ก</h2>", "<h3>ข</h3>"]),
        ("## ก\n\n### ข", ["<h2>ก</h2>", "<h3>ข</h3>"]),
        ("### ก", ["<h2>ก</h2>"]),
        ("# ก\n\n###### ข", ["<h2>ก</h2>", "<h6>ข</h6>"]),
    ],
)
def test_highest_heading_is_h2(text: str, tags: list[str]) -> None:
    html = render_markdown(text)

    assert [tag for tag in tags if tag not in html] == []
    assert "<h1" not in html


@pytest.mark.parametrize(
    "address", ["https://evil.invalid/x.png", "//evil.invalid/x.png", "/\\evil.invalid/x.png", "http:x.png", "x.png"]
)
def test_picture_from_elsewhere_leaves_its_words(address: str) -> None:
    assert render_markdown(f"![นกอีโก้ง]({address})") == "<p>นกอีโก้ง</p>"


def test_address_that_hides_its_host_behind_a_tab_is_refused() -> None:
    assert "src" not in clean_html('<img src="/\t/evil.invalid/x.png" alt="">')


def test_own_picture_stays() -> None:
    assert '<img alt="นก" src="/media/bird.png">' in render_markdown("![นก](/media/bird.png)")


def test_picture_without_words_says_that_it_is_decoration() -> None:
    assert 'alt=""' in clean_html('<img src="/media/bird.png">')


def test_words_of_a_lost_picture_cannot_become_tags() -> None:
    assert "<b" not in clean_html('<img alt="&lt;b onclick=x&gt;">')


def test_link_out_carries_no_referrer() -> None:
    assert 'rel="nofollow noopener noreferrer"' in render_markdown("[สพฐ.](https://www.obec.go.th)")


def test_nul_and_windows_line_ends_do_no_harm() -> None:
    assert render_markdown("ก\x00ข\r\n\r\nค") == "<p>กข</p>\n<p>ค</p>"


def test_empty_text_is_empty() -> None:
    assert render_markdown("") == ""


def test_footnote_leads_there_and_back() -> None:
    html = render_markdown("ดู[^1]\n\n[^1]: เชิงอรรถ")

    assert 'href="#fn:1"' in html
    assert '<li id="fn:1">' in html


def test_typed_ids_cannot_take_over_the_page() -> None:
    html = clean_html('<li id="main">ก</li><li id="fn:1">ข</li><li id="fn:1">ค</li>')

    assert 'id="main"' not in html
    assert html.count('id="fn:1"') == 1


def test_headings_get_anchors_in_their_order() -> None:
    document = read_document(render_markdown("## บริบท\n\n### ย่อย **ตัวหนา**\n\n#### ลึก"))

    assert [(h.title, h.anchor, h.level) for h in document.headings] == [
        ("บริบท", "part-1", 2),
        ("ย่อย ตัวหนา", "part-2", 3),
    ]
    assert '<h2 id="part-1">บริบท</h2>' in document.html


def test_reading_again_what_was_kept_changes_nothing() -> None:
    kept = render_markdown(
        "## ก\n\n![ข](/media/x.png) [ค](https://example.invalid) <kbd>Enter</kbd>\n\n| ง |\n|---|\n| จ |"
    )

    assert clean_html(kept) == kept


def test_key_changes_with_the_text_and_with_the_renderer(monkeypatch: pytest.MonkeyPatch) -> None:
    before = rendering_key("ก")

    assert rendering_key("ข") != before
    monkeypatch.setattr(markdown, "RENDERER_VERSION", markdown.RENDERER_VERSION + 1)
    assert rendering_key("ก") != before


def test_plain_text_keeps_thai_words_whole() -> None:
    assert plain_text("<p><strong>บูรณา</strong>การ</p><p>ต่อ &amp; ไป</p>") == "บูรณาการ ต่อ & ไป"


def test_plain_text_holds_the_words_of_pictures_where_they_are_wanted() -> None:
    html = clean_html('<p>ก่อน<img src="/a.png" alt="นก &quot;น้ำ&quot; &lt;สีแดง&gt;">หลัง</p><p><img src="/b.png"></p>')
    assert plain_text(html) == "ก่อน หลัง"
    assert plain_text(html, with_pictures=True) == 'ก่อน นก "น้ำ" <สีแดง> หลัง'


def test_long_ordinary_text_is_read_in_reasonable_time() -> None:
    paragraph = "## เรื่องที่ทำ\n\nนักเรียน **อ่าน** แล้ว *เล่า* ตาม[ลิงก์](/a) ที่ครูให้\n\n- ข้อหนึ่ง\n- ข้อสอง\n\n"
    text = (paragraph * (LONGEST // len(paragraph) + 1))[:LONGEST]

    started = time.perf_counter()
    html = render_markdown(text)

    assert "<h2>" in html
    assert time.perf_counter() - started < 20


@pytest.mark.parametrize(
    "piece",
    [
        "[",
        "![",
        "[a](",
        "*[",
        "\\",
        "`",
        "*",
        "<",
        "<a ",
        "&#1",
        "> ",
        "# a\n",
        "a\n",
        "```\n",
        "a\n: b\n",
        "[^1]",
        "<!--",
    ],
)
def test_tangled_text_is_shown_as_it_was_typed(piece: str) -> None:
    text = (piece * LONGEST)[:LONGEST]

    started = time.perf_counter()
    html = render_markdown(text)

    assert html.startswith("<p>") or html == ""
    assert time.perf_counter() - started < 20


def test_text_nested_too_deeply_is_shown_as_it_was_typed(caplog: pytest.LogCaptureFixture) -> None:
    html = render_markdown("".join(f"{'    ' * depth}- ก\n" for depth in range(300)))

    assert html.startswith("<p>- ก<br>")
    assert "nested too deeply" in caplog.text


def test_ordinary_texts_are_not_called_tangled() -> None:
    table = "|ก|ข|\n|---|---|\n" + "| ข้อความในช่อง | อีกช่อง |\n" * 300

    assert not is_tangled(table)
    assert not is_tangled("[ก](/a) " * 200)
    assert not is_tangled("ภาษาไทยติดกันไม่มีวรรค" * 9000)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("- [ ] ยังไม่ทำ\n- [x] ทำแล้ว", ["\u2610 ยังไม่ทำ", "\u2611 ทำแล้ว"]),
        ("- [X] **หนา**", ["\u2611 <strong>หนา</strong>"]),
        ("1. [ ] มีเลข", ["\u2610 มีเลข"]),
        ("- [ ] ห่าง\n\n- [x] กัน", ["\u2610 ห่าง", "\u2611 กัน"]),
    ],
)
def test_checklist_shows_what_is_done(text: str, shown: list[str]) -> None:
    html = render_markdown(text)

    assert [part for part in shown if part not in html] == []
    assert "<input" not in html


def test_brackets_elsewhere_stay_as_typed() -> None:
    assert "[ ] ไม่ใช่รายการ" in render_markdown("[ ] ไม่ใช่รายการ")
    assert "[y] อื่น" in render_markdown("- [y] อื่น")
