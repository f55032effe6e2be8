"""The taxonomy in the admin: one menu, searches that read codes leniently."""

from __future__ import annotations

from functools import reduce
from operator import and_, or_
from typing import TYPE_CHECKING

from django import forms
from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.chooser import ChooseResultsView, ChooseView, SnippetChooserViewSet
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet, SnippetViewSetGroup

from content.taxonomy.models import (
    Competency,
    CurriculumVersion,
    DesiredCharacteristic,
    Grade,
    HonestSchoolTrait,
    Indicator,
    LearningArea,
    Pillar,
    Standard,
    Strand,
    Tag,
)
from content.taxonomy.querysets import search_words

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpRequest


class WordIndexView(IndexView):
    """Finds records holding every word of the search somewhere in `search_fields`."""

    def search_queryset(self, queryset: QuerySet) -> QuerySet:
        if not self.is_searching:
            return queryset
        conditions = [
            reduce(or_, (Q(**{f"{field}__icontains": word}) for field in self.search_fields))
            for word in search_words(self.search_query)
        ]
        return queryset.filter(reduce(and_, conditions, Q()))


class IndicatorIndexView(IndexView):
    """Finds indicators by a leniently written code, by its beginning, or by words."""

    def search_queryset(self, queryset: QuerySet) -> QuerySet:
        return queryset.matching(self.search_query) if self.is_searching else queryset


class IndicatorFilterForm(BaseFilterForm):
    q = forms.CharField(
        label=_("Search by code or words"),
        required=False,
        widget=forms.TextInput(attrs={"placeholder": _("For example ว1.1ป5")}),
    )

    def filter(self, objects: QuerySet) -> QuerySet:
        text = self.cleaned_data.get("q")
        if not text:
            return objects
        self.is_searching, self.search_query = True, text
        return objects.matching(text)


class IndicatorChooserMixin:
    filter_form_class = IndicatorFilterForm

    def get_object_list(self) -> QuerySet:
        return super().get_object_list().select_related("curriculum_version", "grade")

    @property
    def columns(self) -> list[Column]:
        return [
            *super().columns,
            Column("text", label=_("wording")),
            Column("curriculum_version", label=_("curriculum version")),
        ]


class IndicatorChooseView(IndicatorChooserMixin, ChooseView):
    pass


class IndicatorChooseResultsView(IndicatorChooserMixin, ChooseResultsView):
    pass


class IndicatorChooserViewSet(SnippetChooserViewSet):
    choose_view_class = IndicatorChooseView
    choose_results_view_class = IndicatorChooseResultsView


class TaxonomyViewSet(SnippetViewSet):
    """Common to all: the search by words, and lists long enough to be read at once."""

    index_view_class = WordIndexView
    list_per_page = 50


class LearningAreaViewSet(TaxonomyViewSet):
    model = LearningArea
    icon = "folder-open-inverse"
    list_display = ["name", "letter", "slug", "order"]
    search_fields = ["name", "name_en", "letter", "slug"]


class StrandViewSet(TaxonomyViewSet):
    model = Strand
    icon = "list-ul"
    list_display = ["__str__", "curriculum_version"]
    list_filter = ["curriculum_version", "area"]
    search_fields = ["name", "area__name"]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return Strand.objects.select_related("area", "curriculum_version")


class StandardViewSet(TaxonomyViewSet):
    model = Standard
    icon = "list-ol"
    list_display = ["code", "strand", "text"]
    list_filter = ["strand__curriculum_version", "strand__area"]
    search_fields = ["code", "text", "strand__name"]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return Standard.objects.select_related("strand__area", "strand__curriculum_version")


class IndicatorViewSet(TaxonomyViewSet):
    model = Indicator
    icon = "list-ul"
    index_view_class = IndicatorIndexView
    chooser_viewset_class = IndicatorChooserViewSet
    list_display = ["code", "text", "grade", "kind", "checked", "curriculum_version"]
    list_filter = ["curriculum_version", "standard__strand__area", "grade", "kind", "checked"]
    search_fields = ["code", "text"]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return Indicator.objects.select_related("curriculum_version", "grade")


class GradeViewSet(TaxonomyViewSet):
    model = Grade
    icon = "order"
    list_display = ["code", "name", "level", "order"]
    search_fields = ["code", "name", "slug"]


class TermViewSet(TaxonomyViewSet):
    list_display = ["name", "slug", "order"]
    search_fields = ["name", "slug"]


class CompetencyViewSet(TermViewSet):
    model = Competency
    icon = "pick"


class DesiredCharacteristicViewSet(TermViewSet):
    model = DesiredCharacteristic
    icon = "success"


class HonestSchoolTraitViewSet(TermViewSet):
    model = HonestSchoolTrait
    icon = "check"


class PillarViewSet(TermViewSet):
    model = Pillar
    icon = "grip"


class CurriculumVersionViewSet(TaxonomyViewSet):
    model = CurriculumVersion
    icon = "history"
    list_display = ["code", "name"]
    search_fields = ["code", "name"]


class TagViewSet(TaxonomyViewSet):
    model = Tag
    icon = "tag"
    list_display = ["name", Column("page_count", label=_("Pages with this tag"), sort_key="page_count")]
    search_fields = ["name"]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return Tag.objects.annotate(page_count=Count("tagged_pages"))


class TaxonomyGroup(SnippetViewSetGroup):
    menu_label = _("Taxonomy")
    menu_icon = "tag"
    menu_order = 320
    items = (
        TagViewSet,
        IndicatorViewSet,
        StandardViewSet,
        StrandViewSet,
        LearningAreaViewSet,
        GradeViewSet,
        CompetencyViewSet,
        DesiredCharacteristicViewSet,
        HonestSchoolTraitViewSet,
        PillarViewSet,
        CurriculumVersionViewSet,
    )
