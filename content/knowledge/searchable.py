"""
The filters of the knowledge bank, and how their values read.

The kinds register themselves in the `searchable.py` of their own apps; index pages only list and are not found.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from content.people.models import School, WorkGroup
from content.taxonomy.models import Grade, LearningArea, Pillar
from search.service import register_facet

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from django.db.models import Model


def names_of(model: type[Model], field: str = "name") -> Callable[[Collection[str]], Mapping[str, str]]:
    """A resolver of slugs into the `field` of a model, in the model's own order."""

    def resolve(values: Collection[str]) -> Mapping[str, str]:
        return dict(model.objects.filter(slug__in=values).values_list("slug", field))

    return resolve


register_facet("kind", _("Kind"), order=10)
register_facet("grade", _("Grade"), names_of(Grade, "code"), order=20, listed="as_given")
register_facet("area", _("Learning area"), names_of(LearningArea), order=30, listed="as_given")
register_facet("group", _("Work group"), names_of(WorkGroup), order=40, listed="as_given")
register_facet("school", _("School"), names_of(School), order=50)
register_facet("year", _("Academic year"), order=60)
register_facet("pillar", _("Pillar"), names_of(Pillar), order=70, listed="as_given")
register_facet("role", _("Author role"), order=75)
register_facet("tag", _("Tag"), order=80)
