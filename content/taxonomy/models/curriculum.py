"""The core curriculum as data: a version, its learning areas, strands, standards and indicators."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

from content.taxonomy.codes import parse_indicator_code, read_parts
from content.taxonomy.models.terms import ADDRESS_HELP, ORDER_HELP, Grade, validate_ascii_slug
from content.taxonomy.querysets import CurriculumVersionQuerySet, IndicatorQuerySet
from content.taxonomy.years import AcademicYearField


class CurriculumVersion(models.Model):
    """
    One edition of the curriculum.

    A code means different things in different editions, so units, strands and indicators always name theirs.
    """

    code = models.CharField(
        _("code"), max_length=30, unique=True, validators=[validate_ascii_slug], help_text=_("For example 2551-2560.")
    )
    name = models.CharField(_("name"), max_length=300)
    valid_from = AcademicYearField(_("valid from academic year"), null=True, blank=True)
    note = models.TextField(_("note"), blank=True)

    objects = CurriculumVersionQuerySet.as_manager()

    panels = [FieldPanel("code"), FieldPanel("name"), FieldPanel("valid_from"), FieldPanel("note")]

    class Meta:
        ordering = ["valid_from", "code"]
        verbose_name = _("curriculum version")
        verbose_name_plural = _("curriculum versions")

    def __str__(self) -> str:
        return self.code


class LearningArea(models.Model):
    """กลุ่มสาระการเรียนรู้. The areas are the same in all versions; strands and standards are not."""

    letter = models.CharField(
        _("letter of the area"), max_length=1, unique=True, help_text=_("Stands before each code, such as ว.")
    )
    slug = models.SlugField(
        _("address word"), max_length=20, unique=True, validators=[validate_ascii_slug], help_text=ADDRESS_HELP
    )
    name = models.CharField(_("name"), max_length=100, unique=True)
    name_en = models.CharField(_("name in English"), max_length=100, blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0, help_text=ORDER_HELP)

    panels = [FieldPanel("letter"), FieldPanel("name"), FieldPanel("name_en"), FieldPanel("slug"), FieldPanel("order")]

    class Meta:
        ordering = ["order", "pk"]
        verbose_name = _("learning area")
        verbose_name_plural = _("learning areas")

    def __str__(self) -> str:
        return self.name


class Strand(models.Model):
    """สาระ: a numbered part of a learning area in one version of the curriculum."""

    curriculum_version = models.ForeignKey(
        CurriculumVersion, verbose_name=_("curriculum version"), on_delete=models.PROTECT, related_name="strands"
    )
    area = models.ForeignKey(
        LearningArea, verbose_name=_("learning area"), on_delete=models.PROTECT, related_name="strands"
    )
    number = models.PositiveSmallIntegerField(_("number"))
    name = models.CharField(_("name"), max_length=200)

    panels = [FieldPanel("curriculum_version"), FieldPanel("area"), FieldPanel("number"), FieldPanel("name")]

    class Meta:
        ordering = ["curriculum_version", "area__order", "number"]
        verbose_name = _("strand")
        verbose_name_plural = _("strands")
        constraints = [
            models.UniqueConstraint(
                fields=["curriculum_version", "area", "number"],
                name="one_strand_number_an_area",
                violation_error_message=_("This curriculum version already has a strand with this number."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.area.letter} {self.number} {self.name}"


class Standard(models.Model):
    """มาตรฐานการเรียนรู้, such as ว 1.1."""

    strand = models.ForeignKey(Strand, verbose_name=_("strand"), on_delete=models.PROTECT, related_name="standards")
    number = models.PositiveSmallIntegerField(_("number"))
    code = models.CharField(_("code"), max_length=10, blank=True, editable=False)
    text = models.TextField(_("text of the standard"), blank=True)

    panels = [FieldPanel("strand"), FieldPanel("number"), FieldPanel("text")]

    class Meta:
        ordering = ["strand__curriculum_version", "strand__area__order", "strand__number", "number"]
        verbose_name = _("standard")
        verbose_name_plural = _("standards")
        constraints = [
            models.UniqueConstraint(
                fields=["strand", "number"],
                name="one_standard_number_a_strand",
                violation_error_message=_("This strand already has a standard with this number."),
            )
        ]

    def __str__(self) -> str:
        return self.code

    def save(self, *args: object, **kwargs: object) -> None:
        self.code = f"{self.strand.area.letter} {self.strand.number}.{self.number}"
        super().save(*args, **kwargs)


class Indicator(models.Model):
    """
    ตัวชี้วัด. An editor types version, code and text; standard, grade and number are read from the code by `clean`.
    """

    class Kind(models.TextChoices):
        MUST_KNOW = "must_know", _("must know")
        SHOULD_KNOW = "should_know", _("should know")
        INTERIM = "interim", _("interim")
        TERMINAL = "terminal", _("terminal")

    class Checked(models.TextChoices):
        TEXT = "text", _("code and wording checked against a public source")
        CODE = "code", _("code checked, wording not")
        NONE = "none", _("not checked yet")

    curriculum_version = models.ForeignKey(
        CurriculumVersion, verbose_name=_("curriculum version"), on_delete=models.PROTECT, related_name="indicators"
    )
    code = models.CharField(
        _("code"), max_length=30, help_text=_("For example ว 1.1 ป.5/2. Thai digits and missing spaces are put right.")
    )
    # The fields read from the code may be empty until `clean` has read it.
    standard = models.ForeignKey(
        Standard,
        verbose_name=_("standard"),
        on_delete=models.PROTECT,
        related_name="indicators",
        blank=True,
        editable=False,
    )
    grade = models.ForeignKey(
        Grade,
        verbose_name=_("grade"),
        on_delete=models.PROTECT,
        related_name="indicators",
        null=True,
        blank=True,
        editable=False,
        help_text=_("Empty for indicators of a whole stage (ม.4-6)."),
    )
    number = models.PositiveSmallIntegerField(_("number"), blank=True, editable=False)
    text = models.TextField(_("wording"))
    kind = models.CharField(
        _("kind of indicator"),
        max_length=20,
        choices=Kind,
        blank=True,
        help_text=_("As the Ministry's lists mark it; leave empty when unknown."),
    )
    checked = models.CharField(
        _("state of checking"),
        max_length=10,
        choices=Checked,
        default=Checked.NONE,
        help_text=_("Whether somebody compared this indicator with the official document."),
    )

    objects = IndicatorQuerySet.as_manager()

    panels = [
        MultiFieldPanel([FieldPanel("curriculum_version"), FieldPanel("code")], heading=_("Code")),
        FieldPanel("text"),
        FieldPanel("kind"),
        FieldPanel("checked"),
    ]

    class Meta:
        ordering = ["standard__strand__area__order", "standard__code", "grade__order", "number"]
        verbose_name = _("indicator")
        verbose_name_plural = _("indicators")
        constraints = [
            models.UniqueConstraint(
                fields=["curriculum_version", "code"],
                name="one_indicator_code_a_version",
                violation_error_message=_("This curriculum version already has an indicator with this code."),
            ),
        ]

    def __str__(self) -> str:
        return self.code

    def clean(self) -> None:
        try:
            self.code = parse_indicator_code(self.code)
            if self.curriculum_version_id:
                self.read_code()
        except ValidationError as error:
            raise ValidationError({"code": error}) from error

    def read_code(self) -> None:
        """Set standard, grade and number from a strict code; `ValidationError` when the curriculum lacks one."""
        parts = read_parts(self.code)
        standards = Standard.objects.filter(strand__curriculum_version=self.curriculum_version_id)
        standard = standards.filter(code=parts.standard_code).select_related("strand__area").first()
        if standard is None:
            raise ValidationError(
                _("The curriculum version has no standard %(standard)s."), params={"standard": parts.standard_code}
            )
        grade = Grade.objects.filter(code=parts.grade).first()
        if grade is None and "-" not in parts.grade:
            raise ValidationError(_("There is no grade %(grade)s."), params={"grade": parts.grade})
        self.standard, self.grade, self.number = standard, grade, parts.number
