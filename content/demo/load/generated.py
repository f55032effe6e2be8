"""Bodies of website pages: blocks from plain data, and parts that are generated from other files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.html import escape

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from content.demo.load.context import Load

    Block = tuple[str, object]


def paragraph(text: str) -> Block:
    return ("paragraph", f"<p>{escape(text)}</p>")


def bullets(lines: Iterable[str]) -> Block:
    return ("paragraph", "<ul>" + "".join(f"<li>{escape(line)}</li>" for line in lines) + "</ul>")


def heading(text: str, level: str = "h2") -> Block:
    return ("heading", {"text": text, "level": level})


def table(caption: str, head: Sequence[str], rows: Iterable[Sequence[object]]) -> Block:
    """A table whose first row heads the columns. Right below a heading of its own it needs no caption."""
    value = {
        "table_caption": caption,
        "table_header_choice": "row",
        "first_row_is_table_header": True,
        "first_col_is_header": False,
        "data": [list(head), *([str(cell) for cell in row] for row in rows)],
    }
    return ("table", value)


def body_of(load: Load, entries: Iterable[dict]) -> list[Block]:
    """The stream of a page as the data describe it."""
    blocks: list[Block] = []
    for entry in entries:
        if "heading" in entry:
            blocks.append(heading(entry["heading"]))
        if "text" in entry:
            blocks.append(paragraph(entry["text"]))
        if "list" in entry:
            blocks.append(bullets(entry["list"]))
        if "steps" in entry:
            blocks.append(("steps", {"heading": "", "steps": [{"title": step, "text": ""} for step in entry["steps"]]}))
        if "generated" in entry:
            blocks += GENERATED[entry["generated"]](load)
        if "action" in entry:
            blocks.append(_action(load, entry["action"]))
    return blocks


def _action(load: Load, action: dict) -> Block:
    return (
        "call_to_action",
        {"text": "", "label": action["label"], "page": page_named(load, action["page"]), "url": ""},
    )


def page_named(load: Load, slug: str) -> object:
    """The website page or index page with this slug of the site's data."""
    for key, page in load.pages.items():
        if key[0] in {"index", "site"} and page.slug == slug:
            return page
    raise KeyError(slug)


def _role(load: Load) -> list[Block]:
    office = load.district.office
    return [paragraph(office["role_statement"]), bullets([office["name"], office["name_en"], *office["parents"]])]


def _districts(load: Load) -> list[Block]:
    return [paragraph(load.words["districts"]), bullets(row["name"] for row in load.district.office["districts"])]


def _channels(load: Load) -> list[Block]:
    words, channels = load.words, load.district.office["channels"]
    rows = [(channel["name"], channel["purpose"]) for channel in channels]
    return [table("", (words["channel"], words["purpose"]), rows)]


def _management_model(load: Load) -> list[Block]:
    words, model = load.words, load.district.office["management_model"]
    blocks = [paragraph(model["name"]), heading(words["principle"]), paragraph(model["principle"])]
    blocks += [heading(words["objectives"]), bullets(model["objectives"])]
    for area in model["areas"]:
        blocks += [heading(area["name"]), bullets(item["text"] for item in area["items"])]
    return blocks


def _results(load: Load) -> list[Block]:
    blocks: list[Block] = []
    for name in ("results_office", "results_schools"):
        blocks += [heading(load.words[name]), bullets(line["text"] for line in load.district.office[name])]
    return blocks


def _information_systems(load: Load) -> list[Block]:
    words, groups = load.words, load.found["work_groups"]
    rows = [
        (system["code"], system["name"], groups[system["owner_group"]].name)
        for system in load.district.office["information_systems"]
    ]
    return [table(words["systems"], (words["system_code"], words["system_name"], words["owner"]), rows)]


GENERATED: dict[str, Callable[[Load], list[Block]]] = {
    "role": _role,
    "districts": _districts,
    "channels": _channels,
    "management_model": _management_model,
    "results": _results,
    "information_systems": _information_systems,
}
