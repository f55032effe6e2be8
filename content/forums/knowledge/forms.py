"""Which posts become a draft, and which one."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from content.core.typed_text import TypedField
from content.forums.models import Post

if TYPE_CHECKING:
    from content.forums.models import Topic
    from content.writing.registry import Outline, WritingKind

MOST_POSTS = 30
LONGEST_ID = 18


class KnowledgeForm(forms.Form):
    """
    `ways` are the kinds and outlines that may be chosen. The posts stand in the page as `post` each; what is not a
    visible post of the topic is left out without a word.
    """

    title = TypedField(
        label=gettext_lazy("Title of the draft"),
        max_length=255,
        error_messages={
            "required": gettext_lazy("Give the draft a title; it can be changed later."),
            "max_length": gettext_lazy("The title has %(show_value)d characters; at most 255 fit."),
        },
    )
    way = forms.ChoiceField(
        label=gettext_lazy("What it becomes"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose what it becomes.")},
    )
    key = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: object, topic: Topic, ways: list[tuple[WritingKind, Outline]], **kwargs: object) -> None:
        self.ways = {f"{kind.name}:{outline.value}": (kind, outline) for kind, outline in ways}
        initial = {"title": topic.title, "way": next(iter(self.ways)), "key": uuid4(), **kwargs.pop("initial", {})}
        super().__init__(*args, initial=initial, **kwargs)
        self.topic = topic
        self.fields["way"].choices = [(value, way.label) for value, (_kind, way) in self.ways.items()]
        self.selected = selected_posts(topic, self.data.getlist("post") if self.is_bound else [])

    def clean_title(self) -> str:
        return " ".join(self.cleaned_data["title"].split())

    def clean_key(self) -> UUID:
        """A form that has lost its name gets a new one."""
        return self.cleaned_data["key"] or uuid4()

    def clean(self) -> dict[str, object]:
        values = super().clean()
        if not self.selected:
            self.add_error(None, _("Choose at least one post below."))
        elif len(self.selected) > MOST_POSTS:
            self.add_error(
                None,
                _("%(count)d posts are chosen; at most %(limit)d make one draft. Leave out what only repeats.")
                % {"count": len(self.selected), "limit": MOST_POSTS},
            )
        return values

    @property
    def way_rows(self) -> list[dict[str, object]]:
        """The choices with what each is good for."""
        chosen = self["way"].value()
        return [
            {"value": value, "label": outline.label, "purpose": outline.purpose, "is_chosen": value == chosen}
            for value, (_kind, outline) in self.ways.items()
        ]


def selected_posts(topic: Topic, typed: list[str]) -> list[Post]:
    """The visible posts of the topic among these ids, in reading order."""
    ids = {int(pk) for pk in typed if pk.isascii() and pk.isdigit() and len(pk) <= LONGEST_ID}
    # More than can be chosen is asked for, so that the form can say how many there are.
    posts = Post.objects.visible().filter(topic=topic, pk__in=sorted(ids)[: 10 * MOST_POSTS])
    return list(posts.select_related("author__profile").in_order())
