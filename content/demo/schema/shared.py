"""What several shapes of knowledge share."""

from __future__ import annotations

from content.demo.schema.fields import Flag, ListOf, Record, Reference, Text

VISIBILITIES = ("public", "staff")
TAGS = ListOf(Text(max_length=60))
DEMO = {"is_demo": Flag()}

RELATED = Record(
    {},
    {
        "learning_unit": Reference("learning_units"),
        "mind_map": Reference("mind_maps"),
        "focus_groups": ListOf(Reference("focus_groups")),
        "standards": ListOf(Reference("standards")),
        "one_pages": ListOf(Reference("one_pages")),
        "notes": ListOf(Reference("notes")),
    },
)
