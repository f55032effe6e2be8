import django.core.validators
import django.db.models.deletion
import modelcluster.fields
from django.conf import settings
from django.db import migrations, models

import content.taxonomy.models.tags
import content.taxonomy.years


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.WAGTAIL_PAGE_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Competency",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=150, unique=True, verbose_name="name")),
                (
                    "slug",
                    models.SlugField(
                        help_text="Stands in web addresses: small letters a-z, digits and hyphens. Links break when it changes.",
                        unique=True,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[a-z0-9]+(?:-[a-z0-9]+)*\\Z", "Use only small letters a-z, digits and single hyphens."
                            )
                        ],
                        verbose_name="address word",
                    ),
                ),
                (
                    "order",
                    models.PositiveSmallIntegerField(
                        default=0, help_text="Place in lists; the smallest number comes first.", verbose_name="order"
                    ),
                ),
            ],
            options={
                "verbose_name": "key competency",
                "verbose_name_plural": "key competencies",
                "ordering": ["order", "pk"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CurriculumVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "code",
                    models.CharField(
                        help_text="For example 2551-2560.",
                        max_length=30,
                        unique=True,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[a-z0-9]+(?:-[a-z0-9]+)*\\Z", "Use only small letters a-z, digits and single hyphens."
                            )
                        ],
                        verbose_name="code",
                    ),
                ),
                ("name", models.CharField(max_length=300, verbose_name="name")),
                (
                    "valid_from",
                    content.taxonomy.years.AcademicYearField(
                        blank=True,
                        help_text="Year of the Buddhist era in which the school year begins, such as 2569.",
                        null=True,
                        verbose_name="valid from academic year",
                    ),
                ),
                ("note", models.TextField(blank=True, verbose_name="note")),
            ],
            options={
                "verbose_name": "curriculum version",
                "verbose_name_plural": "curriculum versions",
                "ordering": ["valid_from", "code"],
            },
        ),
        migrations.CreateModel(
            name="DesiredCharacteristic",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=150, unique=True, verbose_name="name")),
                (
                    "slug",
                    models.SlugField(
                        help_text="Stands in web addresses: small letters a-z, digits and hyphens. Links break when it changes.",
                        unique=True,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[a-z0-9]+(?:-[a-z0-9]+)*\\Z", "Use only small letters a-z, digits and single hyphens."
                            )
                        ],
                        verbose_name="address word",
                    ),
                ),
                (
                    "order",
                    models.PositiveSmallIntegerField(
                        default=0, help_text="Place in lists; the smallest number comes first.", verbose_name="order"
                    ),
                ),
            ],
            options={
                "verbose_name": "desired characteristic",
                "verbose_name_plural": "desired characteristics",
                "ordering": ["order", "pk"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Grade",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "code",
                    models.CharField(help_text="For example ป.5.", max_length=10, unique=True, verbose_name="code"),
                ),
                (
                    "slug",
                    models.SlugField(
                        help_text="Stands in web addresses: small letters a-z, digits and hyphens. Links break when it changes.",
                        max_length=10,
                        unique=True,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[a-z0-9]+(?:-[a-z0-9]+)*\\Z", "Use only small letters a-z, digits and single hyphens."
                            )
                        ],
                        verbose_name="address word",
                    ),
                ),
                ("name", models.CharField(max_length=100, verbose_name="name")),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("early-childhood", "Early childhood level"),
                            ("primary", "Primary level"),
                            ("lower-secondary", "Lower secondary level"),
                            ("upper-secondary", "Upper secondary level"),
                        ],
                        max_length=20,
                        verbose_name="level",
                    ),
                ),
                (
                    "order",
                    models.PositiveSmallIntegerField(
                        help_text="Place in lists; the smallest number comes first.", verbose_name="order"
                    ),
                ),
            ],
            options={
                "verbose_name": "grade",
                "verbose_name_plural": "grades",
                "ordering": ["order", "pk"],
            },
        ),
        migrations.CreateModel(
            name="HonestSchoolTrait",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=150, unique=True, verbose_name="name")),
                (
                    "slug",
                    models.SlugField(
                        help_text="Stands in web addresses: small letters a-z, digits and hyphens. Links break when it changes.",
                        unique=True,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[a-z0-9]+(?:-[a-z0-9]+)*\\Z", "Use only small letters a-z, digits and single hyphens."
                            )
                        ],
                        verbose_name="address word",
                    ),
                ),
                (
                    "order",
                    models.PositiveSmallIntegerField(
                        default=0, help_text="Place in lists; the smallest number comes first.", verbose_name="order"
                    ),
                ),
            ],
            options={
                "verbose_name": "honest-school trait",
                "verbose_name_plural": "honest-school traits",
                "ordering": ["order", "pk"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="LearningArea",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "letter",
                    models.CharField(
                        help_text="Stands before each code, such as ว.",
                        max_length=1,
                        unique=True,
                        verbose_name="letter of the area",
                    ),
                ),
                (
                    "slug",
                    models.SlugField(
                        help_text="Stands in web addresses: small letters a-z, digits and hyphens. Links break when it changes.",
                        max_length=20,
                        unique=True,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[a-z0-9]+(?:-[a-z0-9]+)*\\Z", "Use only small letters a-z, digits and single hyphens."
                            )
                        ],
                        verbose_name="address word",
                    ),
                ),
                ("name", models.CharField(max_length=100, unique=True, verbose_name="name")),
                ("name_en", models.CharField(blank=True, max_length=100, verbose_name="name in English")),
                (
                    "order",
                    models.PositiveSmallIntegerField(
                        default=0, help_text="Place in lists; the smallest number comes first.", verbose_name="order"
                    ),
                ),
            ],
            options={
                "verbose_name": "learning area",
                "verbose_name_plural": "learning areas",
                "ordering": ["order", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Pillar",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=150, unique=True, verbose_name="name")),
                (
                    "slug",
                    models.SlugField(
                        help_text="Stands in web addresses: small letters a-z, digits and hyphens. Links break when it changes.",
                        unique=True,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[a-z0-9]+(?:-[a-z0-9]+)*\\Z", "Use only small letters a-z, digits and single hyphens."
                            )
                        ],
                        verbose_name="address word",
                    ),
                ),
                (
                    "order",
                    models.PositiveSmallIntegerField(
                        default=0, help_text="Place in lists; the smallest number comes first.", verbose_name="order"
                    ),
                ),
            ],
            options={
                "verbose_name": "pillar",
                "verbose_name_plural": "pillars",
                "ordering": ["order", "pk"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Tag",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", content.taxonomy.models.tags.TagNameField(max_length=100, unique=True, verbose_name="name")),
                ("slug", models.SlugField(editable=False, max_length=100, unique=True, verbose_name="address word")),
                ("sort_key", models.CharField(db_index=True, editable=False, max_length=400)),
            ],
            options={
                "verbose_name": "tag",
                "verbose_name_plural": "tags",
                "ordering": ["sort_key", "name"],
            },
        ),
        migrations.CreateModel(
            name="Strand",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField(verbose_name="number")),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="strands",
                        to="taxonomy.learningarea",
                        verbose_name="learning area",
                    ),
                ),
                (
                    "curriculum_version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="strands",
                        to="taxonomy.curriculumversion",
                        verbose_name="curriculum version",
                    ),
                ),
            ],
            options={
                "verbose_name": "strand",
                "verbose_name_plural": "strands",
                "ordering": ["curriculum_version", "area__order", "number"],
            },
        ),
        migrations.CreateModel(
            name="Standard",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField(verbose_name="number")),
                ("code", models.CharField(blank=True, editable=False, max_length=10, verbose_name="code")),
                ("text", models.TextField(blank=True, verbose_name="text of the standard")),
                (
                    "strand",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="standards",
                        to="taxonomy.strand",
                        verbose_name="strand",
                    ),
                ),
            ],
            options={
                "verbose_name": "standard",
                "verbose_name_plural": "standards",
                "ordering": ["strand__curriculum_version", "strand__area__order", "strand__number", "number"],
            },
        ),
        migrations.CreateModel(
            name="TaggedPage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "content_object",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="tagged_items",
                        to=settings.WAGTAIL_PAGE_MODEL,
                        verbose_name="page",
                    ),
                ),
                (
                    "tag",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="tagged_pages",
                        to="taxonomy.tag",
                        verbose_name="tag",
                    ),
                ),
            ],
            options={
                "verbose_name": "tagged page",
                "verbose_name_plural": "tagged pages",
            },
        ),
        migrations.CreateModel(
            name="Indicator",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "code",
                    models.CharField(
                        help_text="For example ว 1.1 ป.5/2. Thai digits and missing spaces are put right.",
                        max_length=30,
                        verbose_name="code",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(blank=True, editable=False, verbose_name="number")),
                ("text", models.TextField(verbose_name="wording")),
                (
                    "kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("must_know", "must know"),
                            ("should_know", "should know"),
                            ("interim", "interim"),
                            ("terminal", "terminal"),
                        ],
                        help_text="As the Ministry's lists mark it; leave empty when unknown.",
                        max_length=20,
                        verbose_name="kind of indicator",
                    ),
                ),
                (
                    "checked",
                    models.CharField(
                        choices=[
                            ("text", "code and wording checked against a public source"),
                            ("code", "code checked, wording not"),
                            ("none", "not checked yet"),
                        ],
                        default="none",
                        help_text="Whether somebody compared this indicator with the official document.",
                        max_length=10,
                        verbose_name="state of checking",
                    ),
                ),
                (
                    "curriculum_version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="indicators",
                        to="taxonomy.curriculumversion",
                        verbose_name="curriculum version",
                    ),
                ),
                (
                    "grade",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        help_text="Empty for indicators of a whole stage (ม.4-6).",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="indicators",
                        to="taxonomy.grade",
                        verbose_name="grade",
                    ),
                ),
                (
                    "standard",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="indicators",
                        to="taxonomy.standard",
                        verbose_name="standard",
                    ),
                ),
            ],
            options={
                "verbose_name": "indicator",
                "verbose_name_plural": "indicators",
                "ordering": ["standard__strand__area__order", "standard__code", "grade__order", "number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("curriculum_version", "code"),
                        name="one_indicator_code_a_version",
                        violation_error_message="This curriculum version already has an indicator with this code.",
                    )
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="strand",
            constraint=models.UniqueConstraint(
                fields=("curriculum_version", "area", "number"),
                name="one_strand_number_an_area",
                violation_error_message="This curriculum version already has a strand with this number.",
            ),
        ),
        migrations.AddConstraint(
            model_name="standard",
            constraint=models.UniqueConstraint(
                fields=("strand", "number"),
                name="one_standard_number_a_strand",
                violation_error_message="This strand already has a standard with this number.",
            ),
        ),
        migrations.AddConstraint(
            model_name="taggedpage",
            constraint=models.UniqueConstraint(fields=("content_object", "tag"), name="one_tag_once_a_page"),
        ),
    ]
