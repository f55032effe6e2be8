"""Random texts made of attacks and marks: nothing that runs, loads or breaks the page comes out."""

from __future__ import annotations

from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from content.core import markdown
from content.core.markdown import read_document, render_markdown
from tests.content.core.test_markdown import ATTACKS

PIECES = st.one_of(
    st.sampled_from(ATTACKS),
    st.sampled_from(
        [
            "## ",
            "- ",
            "- [ ] ",
            "> ",
            "**",
            "`",
            "```\n",
            "|a|b|\n|---|---|\n|",
            "[^1]: ",
            "[^1]",
            "\n",
            "\n\n",
            "![",
            "](",
            ")",
        ]
    ),
    st.sampled_from(
        ["<", ">", '"', "'", "&lt;", "&#58;", "javascript:", "//evil.invalid/", "onload=", "<!--", "]]>", "\\"]
    ),
    st.text(alphabet="กาขำ่ aZ0:/=<>\"'&;\u200b\u2028\t", max_size=12),
    st.text(max_size=8),
)
HOLDS_ADDRESS = {"href", "src"}
ALLOWED_ANYWHERE = {"href", "title", "src", "alt", "start", "id", "colspan", "rowspan", "scope", "rel", "class"}


@given(st.lists(PIECES, max_size=25).map("".join))
def test_nothing_typed_makes_a_page_run_load_or_break(text: str) -> None:
    html = str(read_document(render_markdown(text)).html)
    page = BeautifulSoup(f"<main>{html}</main><footer></footer>", "html.parser")

    tags = page.main.find_all(True)
    assert {tag.name for tag in tags} <= markdown.ALLOWED_TAGS
    for tag in tags:
        assert set(tag.attrs) <= ALLOWED_ANYWHERE
        for name in HOLDS_ADDRESS & set(tag.attrs):
            address = tag[name].strip().lower()
            assert not address.startswith(("javascript:", "data:", "vbscript:"))
            assert tag.name != "img" or (address.startswith("/") and not address.startswith(("//", "/\\")))
    # Whatever was opened is closed: what follows the text stands outside it.
    assert page.footer.parent.name != "main"
    assert "\x00" not in html
