"""Where people talk: spaces, and the categories in them."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from content.core.slugs import make_slug
from content.forums.querysets.places import CategoryQuerySet, SpaceQuerySet
from content.people.models import School, StaffTeam, WorkGroup

SLUG_LENGTH = 60


class Emblem(models.TextChoices):
    """Signs the theme draws beside the name of a space or category."""

    TALK = "talk", _("Talk")
    BOOK = "book", _("Book")
    BRANCHES = "branches", _("Branches of a mind map")
    LOTUS = "lotus", _("Lotus")
    SCHOOL = "school", _("School")
    OFFICE = "office", _("Office")
    PEOPLE = "people", _("People")
    SHIELD = "shield", _("Shield")


class Readers(models.TextChoices):
    PUBLIC = "public", _("Everyone")
    MEMBERS = "members", _("Members: anyone signed in from the office or a school")
    WORK_GROUP = "work_group", _("The work group named below")
    TEAM = "team", _("The staff team named below")
    SCHOOL = "school", _("The school named below")


class Place(models.Model):
    """What a space and a category share: a name, an order, and whom it is for."""

    slug = models.SlugField(_("short name in addresses"), max_length=SLUG_LENGTH, unique=True, blank=True)
    name = models.CharField(_("name"), max_length=120)
    description = models.TextField(_("description"), max_length=500, blank=True)
    emblem = models.CharField(_("emblem"), max_length=12, choices=Emblem.choices, default=Emblem.TALK)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    work_group = models.ForeignKey(
        WorkGroup, verbose_name=_("work group"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    team = models.ForeignKey(
        StaffTeam, verbose_name=_("staff team"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    school = models.ForeignKey(
        School, verbose_name=_("school"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    # Saved with every count of its posts: the admin's index of references would be written each time.
    wagtail_reference_index_ignore = True

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    def save(self, *args: object, **kwargs: object) -> None:
        if not self.slug:
            self.slug = self._free_slug()
        super().save(*args, **kwargs)

    def _free_slug(self) -> str:
        base = make_slug(self.name, SLUG_LENGTH - 4)
        taken = set(type(self).objects.filter(slug__startswith=base).values_list("slug", flat=True))
        return next(slug for n in range(1, len(taken) + 2) if (slug := base if n == 1 else f"{base}-{n}") not in taken)

    def _check_named(self, readers: str) -> None:
        """A place for a group, a team or a school must say which."""
        needed = {Readers.WORK_GROUP: "work_group", Readers.TEAM: "team", Readers.SCHOOL: "school"}.get(readers)
        if needed and getattr(self, f"{needed}_id") is None:
            raise ValidationError({needed: _("Choose which one may read here, or choose other readers above.")})


class Space(Place):
    """A stage of the executive board, a work group, a team or the schools. It holds categories."""

    readers = models.CharField(_("who may read"), max_length=12, choices=Readers.choices, default=Readers.MEMBERS)

    objects = SpaceQuerySet.as_manager()

    class Meta:
        ordering = ["order", "name"]
        verbose_name = _("forum space")
        verbose_name_plural = _("forum spaces")

    def clean(self) -> None:
        super().clean()
        self._check_named(self.readers)


class Category(Place):
    """
    One theme of a space. Its audience decides who reads every topic in it; `content.forums.audience` works it out.

    `as_space` takes the readers, and the group, team or school, of its space.
    """

    AS_SPACE = "as_space"

    class Starters(models.TextChoices):
        READERS = "readers", _("Every member who may read it")
        GROUP = "group", _("Only people of the named group, team or school")
        MODERATORS = "moderators", _("Only its moderators")

    space = models.ForeignKey(Space, verbose_name=_("space"), on_delete=models.PROTECT, related_name="categories")
    readers = models.CharField(
        _("who may read"),
        max_length=12,
        choices=[(AS_SPACE, _("As its space")), *Readers.choices],
        default=AS_SPACE,
    )
    starters = models.CharField(
        _("who may start topics"), max_length=12, choices=Starters.choices, default=Starters.READERS
    )
    moderators = models.ManyToManyField(
        settings.AUTH_USER_MODEL, verbose_name=_("moderators"), blank=True, related_name="moderated_categories"
    )
    slow_seconds = models.PositiveIntegerField(
        _("slow mode: seconds between two posts of a person"),
        default=0,
        validators=[MaxValueValidator(86_400)],
        help_text=_("0 switches it off."),
    )
    holds_every_topic = models.BooleanField(_("a moderator lets in every new topic"), default=False)
    is_closed = models.BooleanField(_("closed: can be read, nothing new is written"), default=False)
    # Kept by `content.forums.services.counting`, in the transaction that changes what they count.
    topic_count = models.PositiveIntegerField(default=0, editable=False)
    post_count = models.PositiveIntegerField(default=0, editable=False)
    last_topic = models.ForeignKey(
        "forums.Topic", null=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )

    objects = CategoryQuerySet.as_manager()

    class Meta:
        ordering = ["space__order", "order", "name"]
        verbose_name = _("forum category")
        verbose_name_plural = _("forum categories")
        permissions = [("moderate_every_category", _("Can moderate every category of the forums"))]

    def get_absolute_url(self) -> str:
        return reverse("forums_category", args=[self.slug])

    def clean(self) -> None:
        super().clean()
        self._check_named(self.readers)
        if self.starters == self.Starters.GROUP and self.owner is None:
            raise ValidationError({"starters": _("Name a group, team or school here or in the space first.")})

    @property
    def effective_readers(self) -> str:
        return self.space.readers if self.readers == self.AS_SPACE else self.readers

    @property
    def owner(self) -> WorkGroup | StaffTeam | School | None:
        """The group, team or school it belongs to; its own first, else that of its space."""
        for place in (self, self.space) if self.space_id else (self,):
            for owner in (place.work_group, place.team, place.school):
                if owner is not None:
                    return owner
        return None


class CategoryAudience(models.Model):
    """One token that lets a viewer read a category (see `content.core.audiences`)."""

    category = models.ForeignKey(Category, on_delete=models.CASCADE, related_name="audience_tokens")
    token = models.CharField(max_length=200)

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["category", "token"], name="one_token_once_a_category")]
        indexes = [models.Index(fields=["token"], name="category_audience_token")]

    def __str__(self) -> str:
        return f"{self.category_id}: {self.token}"
