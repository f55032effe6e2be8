"""Short ordered lists that knowledge is sorted by: grades, competencies, traits, pillars."""

from __future__ import annotations

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

ADDRESS_HELP = _("Stands in web addresses: small letters a-z, digits and hyphens. Links break when it changes.")
ORDER_HELP = _("Place in lists; the smallest number comes first.")

validate_ascii_slug = RegexValidator(
    r"^[a-z0-9]+(?:-[a-z0-9]+)*\Z", _("Use only small letters a-z, digits and single hyphens.")
)


class Term(models.Model):
    """A named choice with an ASCII slug for addresses and an explicit order."""

    name = models.CharField(_("name"), max_length=150, unique=True)
    slug = models.SlugField(
        _("address word"), max_length=50, unique=True, validators=[validate_ascii_slug], help_text=ADDRESS_HELP
    )
    order = models.PositiveSmallIntegerField(_("order"), default=0, help_text=ORDER_HELP)

    panels = [FieldPanel("name"), FieldPanel("slug"), FieldPanel("order")]

    class Meta:
        abstract = True
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return self.name


class Competency(Term):
    """สมรรถนะสำคัญของผู้เรียน."""

    class Meta(Term.Meta):
        verbose_name = _("key competency")
        verbose_name_plural = _("key competencies")


class DesiredCharacteristic(Term):
    """คุณลักษณะอันพึงประสงค์."""

    class Meta(Term.Meta):
        verbose_name = _("desired characteristic")
        verbose_name_plural = _("desired characteristics")


class HonestSchoolTrait(Term):
    """คุณลักษณะของโครงการโรงเรียนสุจริต."""

    class Meta(Term.Meta):
        verbose_name = _("honest-school trait")
        verbose_name_plural = _("honest-school traits")


class Pillar(Term):
    """One of the three sides of the office's management model: ระบบ, คน, งาน."""

    class Meta(Term.Meta):
        verbose_name = _("pillar")
        verbose_name_plural = _("pillars")


class Grade(models.Model):
    """A school grade. Sorted by `order`: the codes as text would sort ป before ม but after อ by accident only."""

    class Level(models.TextChoices):
        EARLY_CHILDHOOD = "early-childhood", _("Early childhood level")
        PRIMARY = "primary", _("Primary level")
        LOWER_SECONDARY = "lower-secondary", _("Lower secondary level")
        UPPER_SECONDARY = "upper-secondary", _("Upper secondary level")

    code = models.CharField(_("code"), max_length=10, unique=True, help_text=_("For example ป.5."))
    slug = models.SlugField(
        _("address word"), max_length=10, unique=True, validators=[validate_ascii_slug], help_text=ADDRESS_HELP
    )
    name = models.CharField(_("name"), max_length=100)
    level = models.CharField(_("level"), max_length=20, choices=Level)
    order = models.PositiveSmallIntegerField(_("order"), help_text=ORDER_HELP)

    panels = [FieldPanel("code"), FieldPanel("name"), FieldPanel("level"), FieldPanel("slug"), FieldPanel("order")]

    class Meta:
        ordering = ["order", "pk"]
        verbose_name = _("grade")
        verbose_name_plural = _("grades")

    def __str__(self) -> str:
        return self.code
