from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from content.taxonomy.codes import read_parts, tidy_code

if TYPE_CHECKING:
    from collections.abc import Iterable

    from content.taxonomy.models import CurriculumVersion, Indicator

# SQLite refuses a LIKE pattern of more than 50,000 bytes; nobody searches a list for more than this.
LONGEST_SEARCH = 200


def search_words(text: str) -> list[str]:
    """The words of a search in an admin list, without what a database refuses: NUL bytes and endless patterns."""
    return text.replace("\x00", " ")[:LONGEST_SEARCH].split()


class CurriculumVersionQuerySet(models.QuerySet):
    def in_force(self, academic_year: int) -> CurriculumVersionQuerySet:
        """Versions that were valid in an academic year (CE) or whose beginning is not known, the newest last."""
        return self.filter(Q(valid_from__lte=academic_year) | Q(valid_from=None))


class IndicatorQuerySet(models.QuerySet):
    def in_version(self, version: CurriculumVersion | str) -> IndicatorQuerySet:
        """Indicators of a version given as object or by its code."""
        if isinstance(version, str):
            return self.filter(curriculum_version__code=version)
        return self.filter(curriculum_version=version)

    def in_bulk_by_code(self, codes: Iterable[str]) -> dict[str, Indicator]:
        """The indicators by their code, within a queryset of one version."""
        return {indicator.code: indicator for indicator in self.filter(code__in=set(codes))}

    def matching(self, text: str) -> IndicatorQuerySet:
        """What a person looks for by a code, by its beginning (`ว1.1ป5`) or by words of the indicator."""
        parts = read_parts(text)
        if parts is None:
            words = search_words(text)
            found = self
            for word in words:
                found = found.filter(Q(text__icontains=word) | Q(code__icontains=tidy_code(word) or word))
            return found
        found = self.filter(standard__code=parts.standard_code)
        if parts.grade:
            found = found.filter(code__startswith=f"{parts.standard_code} {parts.grade}/")
        return found.filter(number=parts.number) if parts.number else found
