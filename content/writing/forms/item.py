"""
The form of the writing frame. A kind subclasses it with its own fields.

Nothing is required while one writes: what a published item must have is checked when it is submitted. Fields that are
not valid keep their former value, so that an automatic save of the others goes on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Page

from content.core.audiences import audiences_of
from content.core.buddhist_era import BuddhistDateField, BuddhistYearField
from content.core.typed_text import TypedField
from content.files.pictures import PictureField
from content.knowledge.models import KnowledgeItem
from content.people.models import School, StaffTeam, WorkGroup
from content.taxonomy.models import Grade, LearningArea, Pillar
from content.writing.forms.applying import apply_common
from content.writing.forms.fields import FilesField, PeopleField, TagNamesField
from content.writing.permissions import possible_reviewers

if TYPE_CHECKING:
    from content.people.models import User

MOST_RELATED = 20


class ReviewerField(forms.ModelChoiceField):
    """Reviewers are shown by position; several may hold the same one, so their group stands behind it."""

    def label_from_instance(self, person: User) -> str:
        group = person.profile.work_group if hasattr(person, "profile") else None
        return f"{person.public_name} ({group})" if group else person.public_name


class ItemForm(forms.Form):
    """`page` is the newest version of the item, or None where it is new."""

    # Fields that a kind shows with its text instead of with what the item is about.
    beside_the_text: tuple[str, ...] = ()
    # Static files of a kind's own, after the scripts of the frame.
    scripts: tuple[str, ...] = ()

    title = TypedField(
        label=gettext_lazy("Title"),
        max_length=255,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "enterkeyhint": "next"}),
        error_messages={"max_length": gettext_lazy("The title has %(show_value)d characters; at most 255 fit.")},
    )
    summary = TypedField(
        label=gettext_lazy("Summary"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "class": "textarea--short"}),
        help_text=gettext_lazy("One or two sentences for lists and search results. At most 300 characters."),
    )
    tags = TagNamesField(
        label=gettext_lazy("Tags"),
        required=False,
        help_text=gettext_lazy("Words people would look for. Put a comma after each tag."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "data-suggest": "tags"}),
    )
    learning_areas = forms.ModelMultipleChoiceField(
        LearningArea.objects.all(),
        label=gettext_lazy("Learning areas"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    grades = forms.ModelMultipleChoiceField(
        Grade.objects.all(), label=gettext_lazy("Grades"), required=False, widget=forms.CheckboxSelectMultiple
    )
    academic_year = BuddhistYearField(label=gettext_lazy("Academic year"), required=False)
    pillar = forms.ModelChoiceField(Pillar.objects.all(), label=gettext_lazy("Pillar"), required=False)
    work_group = forms.ModelChoiceField(WorkGroup.objects.all(), label=gettext_lazy("Work group"), required=False)
    school = forms.ModelChoiceField(School.objects.all(), label=gettext_lazy("School"), required=False)
    team = forms.ModelChoiceField(StaffTeam.objects.all(), label=gettext_lazy("Staff team"), required=False)
    audience = forms.ChoiceField(
        label=gettext_lazy("Who may read it"), choices=KnowledgeItem.Audience.choices, required=False
    )
    readers = PeopleField(
        label=gettext_lazy("Named readers"),
        required=False,
        help_text=gettext_lazy("Needed only where the audience is “Only the named readers”."),
    )
    coauthors = PeopleField(label=gettext_lazy("Authors beside you"), required=False)
    licence = forms.ChoiceField(label=gettext_lazy("Licence"), choices=KnowledgeItem.Licence.choices, required=False)
    dated = BuddhistDateField(
        label=gettext_lazy("Date"),
        required=False,
        help_text=gettext_lazy("When it was made or took place. Without it, lists show the day of publication."),
    )
    review_date = BuddhistDateField(
        label=gettext_lazy("Check again by"),
        required=False,
        help_text=gettext_lazy("After this day readers are told it may be out of date."),
    )
    publish_on = BuddhistDateField(
        label=gettext_lazy("Publish not before"),
        required=False,
        help_text=gettext_lazy("Once approved it waits until this day, 8.30 in the morning. Left empty: at once."),
    )
    cover_file = PictureField(label=gettext_lazy("Cover picture"), required=False)
    cover_words = TypedField(
        label=gettext_lazy("What the picture shows"),
        max_length=255,
        required=False,
        help_text=gettext_lazy("For those who cannot see it."),
    )
    cover_away = forms.BooleanField(label=gettext_lazy("Take the cover picture away"), required=False)
    files = FilesField(label=gettext_lazy("Add files"), required=False)
    files_kept = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)
    related = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Related items"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )
    reviewer = ReviewerField(
        None,
        label=gettext_lazy("Reviewer"),
        required=False,
        empty_label=gettext_lazy("The reviewers of the work group"),
    )

    def __init__(self, *args: object, page: KnowledgeItem | None, user: User, **kwargs: object) -> None:
        self.page = page
        self.user = user
        initial = initial_of(page) if page is not None else initial_for(user)
        super().__init__(*args, initial=initial | kwargs.pop("initial", {}), **kwargs)
        self.fields["reviewer"].queryset = possible_reviewers(page, user)
        self.kept_files = list(page.item_attachments.all()) if page is not None else []
        self.fields["files_kept"].choices = [(str(row.document_id), row.document.title) for row in self.kept_files]
        self.fields["related"].choices = self._related_choices()
        for name in ("publish_on", "dated", "review_date"):
            self.fields[name].widget.attrs["inputmode"] = "text"

    def _related_choices(self) -> list[tuple[int, str]]:
        """What is linked now or ticked in this form, as far as this person may read it."""
        wanted = list(self.initial.get("related", ()))
        if self.is_bound:
            ticked = self.data.getlist(self.add_prefix("related"))[:MOST_RELATED]
            wanted += [int(pk) for pk in ticked if pk.isascii() and pk.isdigit() and len(pk) < 10]
        pages = Page.objects.live().filter(pk__in=wanted, audience_tokens__token__in=audiences_of(self.user))
        return [(page.pk, page.title) for page in pages.distinct()]

    def clean_audience(self) -> str:
        return self.cleaned_data["audience"] or KnowledgeItem.Audience.PUBLIC

    def clean_licence(self) -> str:
        return self.cleaned_data["licence"] or KnowledgeItem.Licence.CC_BY

    def typed_title(self) -> str:
        """The title as far as it can be kept."""
        self.is_valid()
        return " ".join(self.cleaned_data.get("title", "").split())

    @property
    def variant(self) -> str:
        """Which of a kind's forms this is: text kept on a device belongs to a form with the same fields."""
        return ""

    def forget_uploads(self) -> None:
        """Take what was uploaded with this form as kept already."""
        self.is_valid()
        for name in ("cover_file", "files"):
            self.cleaned_data.pop(name, None)

    def apply_to(self, page: KnowledgeItem, user: User) -> None:
        """Write every valid value onto the page. A kind adds its own fields."""
        self.is_valid()
        apply_common(page, self.cleaned_data, user)

    def add_page_errors(self, errors: dict[str, list[str]]) -> None:
        """Tell what the page itself found wrong, beside the field it is about; a kind may rename fields."""
        for name, messages in errors.items():
            field = {"go_live_at": "publish_on", "item_authors": "coauthors"}.get(name, name)
            for message in messages:
                self.add_error(field if field in self.fields else None, message)


def initial_for(user: User) -> dict[str, object]:
    """A new item belongs where its writer works."""
    profile = getattr(user, "profile", None)
    return {
        "work_group": profile.work_group_id if profile else None,
        "school": profile.school_id if profile else None,
        "audience": KnowledgeItem.Audience.PUBLIC,
        "licence": KnowledgeItem.Licence.CC_BY,
    }


def initial_of(page: KnowledgeItem) -> dict[str, object]:
    plain = ("summary", "academic_year", "audience", "licence", "dated", "review_date")
    chosen = ("pillar_id", "work_group_id", "school_id", "team_id")
    values = {name: getattr(page, name) for name in plain}
    values |= {name.removesuffix("_id"): getattr(page, name) for name in chosen}
    others = [row.user for row in page.item_authors.all() if row.user_id != page.owner_id]
    goes_live = page.go_live_at
    return {
        **values,
        "title": "" if page.title == _("Untitled draft") else page.title,
        "tags": [row.tag.name for row in page.tagged_items.all()],
        "learning_areas": list(page.learning_areas.all()),
        "grades": list(page.grades.all()),
        "readers": [row.user for row in page.item_readers.all()],
        "coauthors": others,
        "publish_on": timezone.localdate(goes_live) if goes_live and goes_live > timezone.now() else None,
        "cover_words": page.cover.description if page.cover else "",
        "files_kept": [str(row.document_id) for row in page.item_attachments.all()],
        "related": [row.target_id for row in page.related_links.all()],
    }
