"""
The filters of the knowledge bank, and how their values read.

The kinds register themselves in the `searchable.py` of their own apps; index pages only list and are not found.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from content.people.models import School, WorkGroup
from content.taxonomy.models import Grade, LearningArea, Pillar, Tag
from search.documents import PUBLIC
from search.registry import Name
from search.service import register_facet

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping

    from django.db.models import Model


def names_of(model: type[Model], field: str = "name") -> Callable[[Collection[str]], Mapping[str, str]]:
    """A resolver of slugs into the `field` of a model, in the model's own order."""

    def resolve(values: Collection[str]) -> Mapping[str, str]:
        return dict(model.objects.filter(slug__in=values).values_list("slug", field))

    return resolve


# What teachers say instead of a learning area's full name. Words that mean much else stand only after "วิชา" or "area:".
CALLED = {
    "thai": (("ภาษาไทย", True), ("ไทย", False)),
    "math": (("คณิตศาสตร์", True), ("คณิต", True), ("เลข", False), ("math", True), ("maths", True)),
    "science": (("วิทยาศาสตร์", True), ("วิทย์", True), ("วิทยาการคำนวณ", False), ("science", True)),
    "social": (("สังคมศึกษา", True), ("สังคม", False), ("ประวัติศาสตร์", False), ("social studies", True)),
    "health": (("สุขศึกษา", True), ("พลศึกษา", True), ("พละ", False), ("สุขศึกษาพลศึกษา", True)),
    "art": (("ศิลปะ", True), ("ดนตรี", False), ("นาฏศิลป์", False), ("art", False), ("arts", False)),
    "career": (("การงานอาชีพ", True), ("การงาน", False), ("กอท", False)),
    "foreign": (("ภาษาต่างประเทศ", True), ("ภาษาอังกฤษ", True), ("อังกฤษ", False), ("english", False)),
}


def grade_names() -> Iterator[Name]:
    for slug, code, name in Grade.objects.values_list("slug", "code", "name"):
        yield Name(slug, code)
        yield Name(slug, name)
        yield Name(slug, slug, plain=False)


def area_names() -> Iterator[Name]:
    for slug, name, name_en in LearningArea.objects.values_list("slug", "name", "name_en"):
        yield Name(slug, name)
        yield Name(slug, name_en)
        yield Name(slug, slug, plain=False)
        for called, plain in CALLED.get(slug, ()):
            yield Name(slug, called, plain)


def group_names() -> Iterator[Name]:
    for slug, name, short in WorkGroup.objects.values_list("slug", "name", "short_name"):
        yield Name(slug, name)
        yield Name(slug, name.removeprefix("กลุ่ม"), plain=False)
        # "DLICT" names the group and nothing else; "กส." is also the end of many words.
        yield Name(slug, short, plain=short.isascii())
        yield Name(slug, slug, plain=False)


def tag_names() -> Iterator[Name]:
    """
    Tags of what everybody may see, so that "tag:ปี๒๕๖๙" is the tag "ปี 2569".

    Other tags must be typed as they are written: how they are spelt is told to nobody.
    """
    of_public = Tag.objects.filter(
        tagged_pages__content_object__live=True, tagged_pages__content_object__audience_tokens__token=PUBLIC
    )
    for name in of_public.order_by("name").values_list("name", flat=True).distinct():
        yield Name(name, name, plain=False)


def school_names() -> Iterator[Name]:
    for slug, name in School.objects.values_list("slug", "name"):
        yield Name(slug, name)
        # Without "โรงเรียน" before it most names are those of villages and temples.
        yield Name(slug, name.removeprefix("โรงเรียน"), plain=False)
        yield Name(slug, slug, plain=False)


register_facet("kind", _("Kind"), order=10)
register_facet(
    "grade",
    _("Grade"),
    names_of(Grade, "code"),
    order=20,
    listed="as_given",
    names=grade_names,
    markers=("ชั้น", "ระดับชั้น"),
)
register_facet(
    "area",
    _("Learning area"),
    names_of(LearningArea),
    order=30,
    listed="as_given",
    names=area_names,
    markers=("วิชา", "กลุ่มสาระ", "กลุ่มสาระการเรียนรู้"),
)
register_facet(
    "group",
    _("Work group"),
    names_of(WorkGroup),
    order=40,
    listed="as_given",
    names=group_names,
    markers=("กลุ่ม", "กลุ่มงาน"),
)
register_facet("school", _("School"), names_of(School), order=50, names=school_names, markers=("โรงเรียน", "รร"))
register_facet("year", _("Academic year"), order=60)
register_facet("pillar", _("Pillar"), names_of(Pillar), order=70, listed="as_given")
register_facet("role", _("Author role"), order=75)
register_facet("tag", _("Tag"), order=80, names=tag_names)
