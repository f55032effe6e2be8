"""Pages about the office: about, policies, standards with indicators, public duties (OIT), contact."""

from __future__ import annotations

from typing import TYPE_CHECKING

from content.demo.load.context import Tally
from content.demo.load.generated import body_of, bullets, heading, paragraph, table
from content.demo.load.tree import HOME
from content.website.models import ContactPage, ContactPoint, StandardPage

if TYPE_CHECKING:
    from content.demo.load.context import Load
    from content.demo.load.generated import Block

STANDARDS_PAGE = ("site", "standards")
OIT_PAGE = ("site", "transparency")


def load_contact(load: Load) -> Tally:
    tally = Tally()
    record = load.district.site["contact"]

    def build() -> ContactPage:
        page = ContactPage(title=record["title"], summary=record["summary"], body=body_of(load, record["body"]))
        page.contact_points = [
            ContactPoint(name=point["name"], sort_order=number) for number, point in enumerate(record["points"])
        ]
        return page

    key = ("site", record["slug"])
    tally.count(made=load.add_page(key, load.pages[HOME], record["slug"], build, day=load.district.site["opened"]))
    return tally


def load_standard_pages(load: Load) -> Tally:
    tally = Tally()
    for record in load.district.site["pages"]:
        parent = load.pages["site", record["parent"]] if record["parent"] else load.pages[HOME]

        def build(record: dict = record) -> StandardPage:
            return StandardPage(title=record["title"], summary=record["summary"], body=body_of(load, record["body"]))

        key = ("site", record["slug"])
        tally.count(made=load.add_page(key, parent, record["slug"], build, day=load.district.site["opened"]))
    return tally


def load_standards(load: Load) -> Tally:
    """One page for each standard of the office, with its indicators in a table."""
    tally = Tally()
    for record in load.district.of("standards"):

        def build(record: dict = record) -> StandardPage:
            words = load.words
            return StandardPage(
                title=f"{words['standard']} {record['no']} {record['title']}",
                summary=record["description"][:300],
                body=_standard_body(load, record),
            )

        key = ("standards", record["slug"])
        parent = load.pages[STANDARDS_PAGE]
        tally.count(made=load.add_page(key, parent, record["slug"], build, day=load.district.site["opened"]))
    return tally


def _standard_body(load: Load, record: dict) -> list[Block]:
    words, groups = load.words, load.found["work_groups"]
    indicators = record["indicators"]
    levels = load.district.values["standards.json"]["levels"]
    results = [(f"{row['code']} {row['name']}", _value(load, row), row["demo_level_name"]) for row in indicators]
    measures = [
        (row["code"], row["measure"], ", ".join(row["evidence"]), groups[row["owner_group"]]) for row in indicators
    ]
    thresholds = [(row["code"], row["unit"], *(row["thresholds"][level] for level in "54321")) for row in indicators]
    checks = [(words[stage], record["pdca_checks"][stage]) for stage in "PDCA"]
    return [
        bullets([f"{words['area']}: {record['area']}", f"{words['average_level']}: {record['demo_average_level']}"]),
        heading(words["indicators"]),
        table("", (words["indicator"], words["value"], words["level"]), results),
        heading(words["measure"]),
        table("", (words["no"], words["measure"], words["evidence"], words["owner"]), measures),
        heading(words["thresholds"]),
        table("", (words["no"], words["unit"], *(levels[level] for level in "54321")), thresholds),
        heading(words["pdca"]),
        table("", (words["stage"], words["check"]), checks),
    ]


def _value(load: Load, row: dict) -> str:
    """A value with its unit, in the order in which Thai says them: ร้อยละ 72, but 3 วัน."""
    parts = (str(row["demo_value"]), row["unit"])
    return " ".join(reversed(parts) if row["unit"] == load.words["percent"] else parts)


def load_oit_years(load: Load) -> Tally:
    """The list of public data (OIT) of each fiscal year."""
    tally = Tally()
    for record in sorted(load.district.of("oit_years"), key=lambda year: -year["fiscal_year"]):

        def build(record: dict = record) -> StandardPage:
            words = load.words
            rows = [
                (item["no"], item["title"], words["seen_in_source" if item["checked"] else "from_memory"])
                for item in record["items"]
            ]
            caption = f"{words['oit_caption']} {record['total']} {words['items']}"
            return StandardPage(
                title=f"{words['oit_title']} {record['fiscal_year']}",
                summary=f"{caption} {record['scope']}",
                body=[
                    paragraph(record["checked_note"]),
                    table(caption, (words["no"], words["item"], words["checked"]), rows),
                ],
            )

        slug = f"oit-{record['fiscal_year']}"
        key = ("oit_years", slug)
        tally.count(made=load.add_page(key, load.pages[OIT_PAGE], slug, build, day=load.district.site["opened"]))
    return tally
