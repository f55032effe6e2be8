"""People of the office and its schools, and the groups they work in."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.models import AbstractUser, Group
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.search import index

from content.core.buddhist_era import CommonEraYearField
from content.core.lines import LinesField
from content.people.roles import RoleKey


def found_by(*names: str) -> list[index.BaseField]:
    """Fields by which the admin finds a record, half-typed words included."""
    return [field(name) for name in names for field in (index.SearchField, index.AutocompleteField)]


class User(index.Indexed, AbstractUser):
    """An account. Signs in by e-mail or user name; shown to others by position, never by name."""

    email = models.EmailField(_("e-mail address"), unique=True)

    REQUIRED_FIELDS = ["email"]
    search_fields = (
        *found_by("username", "email", "first_name", "last_name"),
        index.RelatedFields("profile", found_by("position")),
    )

    class Meta(AbstractUser.Meta):
        swappable = "AUTH_USER_MODEL"

    @property
    def public_name(self) -> str:
        """The role under which this person's work is published."""
        profile = getattr(self, "profile", None)
        return profile.position if profile and profile.position else str(_("Member"))


class Role(models.Model):
    """What an account may do. Each role is a Django group, so that Wagtail's permissions work on it."""

    key = models.CharField(_("role"), max_length=20, choices=RoleKey.choices, unique=True)
    group = models.OneToOneField(Group, on_delete=models.PROTECT, related_name="role", editable=False)

    class Meta:
        verbose_name = _("role")
        verbose_name_plural = _("roles")

    def __str__(self) -> str:
        return self.get_key_display()


class AudienceGroup(index.Indexed, models.Model):
    """Something people belong to and may write for. It owns a Django group that holds its people."""

    group_label = _("Group")

    slug = models.SlugField(_("short name in addresses"), max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=200)
    group = models.OneToOneField(
        Group, on_delete=models.PROTECT, related_name="%(class)s", editable=False, verbose_name=_("people")
    )

    search_fields = found_by("name")

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    def save(self, *args: object, **kwargs: object) -> None:
        # The group's name is what editors choose from in Wagtail's privacy settings. The slug keeps it unique.
        group_name = f"{self.name[:80]} ({self.slug})"
        if self.group_id is None:
            self.group = Group.objects.create(name=group_name)
        elif self.group.name != group_name:
            self.group.name = group_name
            self.group.save()
        super().save(*args, **kwargs)

    def delete(self, *args: object, **kwargs: object) -> tuple[int, dict[str, int]]:
        group = self.group
        result = super().delete(*args, **kwargs)
        group.delete()
        return result


class WorkGroup(AudienceGroup):
    """A work group of the office (กลุ่มงาน). Groups have been renamed before, so names are data."""

    short_name = models.CharField(_("abbreviation"), max_length=20, blank=True)
    mission = models.TextField(_("mission"), blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    head_position = models.CharField(_("position of its head"), max_length=200, blank=True)
    reviewer_group = models.OneToOneField(
        Group, on_delete=models.PROTECT, related_name="reviews_for", editable=False, verbose_name=_("reviewers")
    )

    search_fields = found_by("name", "short_name")

    class Meta:
        ordering = ["order", "name"]
        verbose_name = _("work group")
        verbose_name_plural = _("work groups")

    def save(self, *args: object, **kwargs: object) -> None:
        if self.reviewer_group_id is None:
            self.reviewer_group = Group.objects.create(name=f"{self.name[:70]} ({self.slug}, reviewers)")
        super().save(*args, **kwargs)

    def delete(self, *args: object, **kwargs: object) -> tuple[int, dict[str, int]]:
        reviewer_group = self.reviewer_group
        result = super().delete(*args, **kwargs)
        reviewer_group.delete()
        return result


def digits(length: int) -> RegexValidator:
    return RegexValidator(
        rf"^[0-9]{{{length}}}$", _("Type all digits of the code, with its leading zeros and nothing else.")
    )


class School(AudienceGroup):
    """
    A school of the area.

    Its three codes are strings whose leading digits matter; none is the key, for schools merge and close.
    """

    class Size(models.TextChoices):
        SMALL = "small", _("Small")
        MEDIUM = "medium", _("Medium")
        LARGE = "large", _("Large")
        EXTRA_LARGE = "extra_large", _("Extra large")

    smis_code = models.CharField(
        _("SMIS code (8 digits)"), max_length=8, null=True, blank=True, unique=True, validators=[digits(8)]
    )
    ministry_code = models.CharField(
        _("ministry code (10 digits)"), max_length=10, null=True, blank=True, unique=True, validators=[digits(10)]
    )
    obec_code = models.CharField(
        _("OBEC code (6 digits)"), max_length=6, null=True, blank=True, unique=True, validators=[digits(6)]
    )
    district = models.CharField(_("district"), max_length=80, blank=True, db_index=True)
    province = models.CharField(_("province"), max_length=80, blank=True)
    network = models.CharField(_("school network"), max_length=120, blank=True)
    levels = models.CharField(_("levels taught"), max_length=60, blank=True)
    is_expansion = models.BooleanField(_("teaches lower secondary (opportunity expansion)"), default=False)
    teacher_count = models.PositiveSmallIntegerField(_("teachers"), null=True, blank=True)
    size = models.CharField(_("size"), max_length=12, choices=Size.choices, blank=True, db_index=True)
    strengths = LinesField(_("strengths"), blank=True, help_text=_("One a line."))
    phone = models.CharField(_("telephone"), max_length=60, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)

    search_fields = found_by("name", "smis_code", "ministry_code", "obec_code")

    class Meta:
        ordering = ["name"]
        verbose_name = _("school")
        verbose_name_plural = _("schools")

    def clean(self) -> None:
        super().clean()
        # An empty code is absent: only so may several schools lack it.
        for field in ("smis_code", "ministry_code", "obec_code"):
            setattr(self, field, getattr(self, field) or None)


class StudentCount(models.Model):
    """Pupils of one grade of a school in one data round: totals only, never a child's record."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="student_counts")
    academic_year = CommonEraYearField(_("academic year"))
    as_of = models.DateField(_("counted on"), null=True, blank=True)
    grade = models.ForeignKey("taxonomy.Grade", on_delete=models.PROTECT, related_name="+")
    male = models.PositiveSmallIntegerField(_("boys"))
    female = models.PositiveSmallIntegerField(_("girls"))
    rooms = models.PositiveSmallIntegerField(_("rooms"), default=0)

    class Meta:
        ordering = ["-academic_year", "grade__order"]
        constraints = [
            models.UniqueConstraint(
                fields=["school", "academic_year", "grade"], name="one_student_count_a_school_year_and_grade"
            )
        ]
        verbose_name = _("student count")
        verbose_name_plural = _("student counts")

    def __str__(self) -> str:
        return f"{self.school} {self.grade} {self.academic_year}"

    @property
    def total(self) -> int:
        return self.male + self.female


class StaffTeam(AudienceGroup):
    """A team across work groups (Staff) with the flower its members agreed on and the rules they agreed to keep."""

    flower = models.CharField(_("flower"), max_length=60)
    colour = models.CharField(
        _("colour"),
        max_length=7,
        blank=True,
        validators=[RegexValidator(r"^#[0-9a-fA-F]{6}$", _("Write the colour as # and six hexadecimal digits."))],
    )
    meaning = models.TextField(_("what the flower means to the team"), blank=True)
    mission = models.TextField(_("mission"), blank=True)
    agreed_rules = LinesField(_("agreed rules"), blank=True, help_text=_("One a line."))
    lead_position = models.CharField(_("position of its lead"), max_length=200, blank=True)

    search_fields = found_by("name", "flower")

    class Meta:
        ordering = ["name"]
        verbose_name = _("staff team")
        verbose_name_plural = _("staff teams")


class Profile(models.Model):
    """What others see of a person: position, where they work, what they care about."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="profile")
    position = models.CharField(_("position"), max_length=200)
    work_group = models.ForeignKey(
        WorkGroup, verbose_name=_("work group"), null=True, blank=True, on_delete=models.SET_NULL, related_name="people"
    )
    school = models.ForeignKey(
        School, verbose_name=_("school"), null=True, blank=True, on_delete=models.SET_NULL, related_name="people"
    )
    interests = models.TextField(_("interests"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("profile")
        verbose_name_plural = _("profiles")

    def __str__(self) -> str:
        return self.position


class TeamMembership(models.Model):
    team = models.ForeignKey(StaffTeam, on_delete=models.CASCADE, related_name="memberships")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="team_memberships")
    is_lead = models.BooleanField(_("leads the team"), default=False)

    class Meta:
        ordering = ["-is_lead", "pk"]
        constraints = [models.UniqueConstraint(fields=["team", "user"], name="one_membership_a_team_and_user")]
        verbose_name = _("team membership")
        verbose_name_plural = _("team memberships")

    def __str__(self) -> str:
        return f"{self.team}: {self.user_id}"


# Django finds the models of an app in this module; these have one of their own.
from content.people.account.models import DataArchive  # noqa: E402, F401
from content.people.account_requests.models import AccountRequest  # noqa: E402, F401
from content.people.invitations.models import Invitation  # noqa: E402, F401
