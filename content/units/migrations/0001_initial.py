import django.core.validators
import django.db.models.deletion
import modelcluster.fields
import wagtail.fields
from django.conf import settings
from django.db import migrations, models

import content.core.lines
import content.knowledge.listing
import content.taxonomy.models.tags
import content.taxonomy.years


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("files", "0001_initial"),
        ("people", "0002_student_count"),
        ("taxonomy", "0001_create_taxonomy"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [
        migrations.CreateModel(
            name="LearningUnitIndexPage",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to=settings.WAGTAIL_PAGE_MODEL,
                    ),
                ),
                (
                    "summary",
                    models.TextField(
                        blank=True,
                        help_text="One or two sentences for lists, search results and link previews. At most 300 characters.",
                        max_length=300,
                        verbose_name="summary",
                    ),
                ),
                (
                    "cover",
                    models.ForeignKey(
                        blank=True,
                        help_text="Without one, the site draws a picture from the title.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="files.officeimage",
                        verbose_name="cover picture",
                    ),
                ),
            ],
            options={
                "verbose_name": "list of learning units",
                "verbose_name_plural": "lists of learning units",
            },
            bases=(content.knowledge.listing.ListingMixin, "wagtailcore.page"),
        ),
        migrations.CreateModel(
            name="LearningUnitPage",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to=settings.WAGTAIL_PAGE_MODEL,
                    ),
                ),
                (
                    "summary",
                    models.TextField(
                        blank=True,
                        help_text="One or two sentences for lists, search results and link previews. At most 300 characters.",
                        max_length=300,
                        verbose_name="summary",
                    ),
                ),
                (
                    "audience",
                    models.CharField(
                        choices=[
                            ("public", "Everyone"),
                            ("members", "Members: anyone signed in from the office or a school"),
                            ("work_group", "The work group named below"),
                            ("team", "The staff team named below"),
                            ("school", "The school named below"),
                            ("people", "Only the named readers"),
                        ],
                        db_index=True,
                        default="public",
                        max_length=12,
                        verbose_name="who may read it",
                    ),
                ),
                (
                    "academic_year",
                    content.taxonomy.years.AcademicYearField(
                        blank=True,
                        help_text="Year of the Buddhist era in which the school year begins, such as 2569.",
                        null=True,
                        verbose_name="academic year",
                    ),
                ),
                (
                    "licence",
                    models.CharField(
                        choices=[
                            ("cc-by-4.0", "CC BY 4.0"),
                            ("cc-by-sa-4.0", "CC BY-SA 4.0"),
                            ("cc-by-nc-4.0", "CC BY-NC 4.0"),
                            ("cc0-1.0", "CC0 1.0"),
                            ("reserved", "All rights reserved"),
                        ],
                        default="cc-by-4.0",
                        max_length=16,
                        verbose_name="licence",
                    ),
                ),
                (
                    "dated",
                    models.DateField(
                        blank=True,
                        help_text="When it was made or took place. Without it, lists show the day of publication.",
                        null=True,
                        verbose_name="date",
                    ),
                ),
                (
                    "review_date",
                    models.DateField(
                        blank=True,
                        help_text="After this day readers are told it may be out of date.",
                        null=True,
                        verbose_name="check again by",
                    ),
                ),
                ("unit_no", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="unit number")),
                ("subtitle", models.CharField(blank=True, max_length=200, verbose_name="subtitle")),
                (
                    "big_idea",
                    models.TextField(
                        help_text="The essence that pupils keep: one or two sentences.",
                        max_length=1500,
                        verbose_name="big idea",
                    ),
                ),
                (
                    "essential_questions",
                    content.core.lines.LinesField(
                        blank=True, default=list, help_text="One question a line.", verbose_name="essential questions"
                    ),
                ),
                (
                    "semester",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        choices=[(1, "First semester"), (2, "Second semester")],
                        help_text="Leave empty for the whole year.",
                        null=True,
                        verbose_name="semester",
                    ),
                ),
                (
                    "hours",
                    models.PositiveSmallIntegerField(
                        help_text="All hours of the unit. The hours by learning area and by activity add up to it.",
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(1000),
                        ],
                        verbose_name="hours",
                    ),
                ),
                (
                    "objectives_knowledge",
                    content.core.lines.LinesField(
                        blank=True, default=list, help_text="One objective a line.", verbose_name="knowledge (K)"
                    ),
                ),
                (
                    "objectives_process",
                    content.core.lines.LinesField(
                        blank=True,
                        default=list,
                        help_text="One objective a line.",
                        verbose_name="skills and processes (P)",
                    ),
                ),
                (
                    "objectives_attitude",
                    content.core.lines.LinesField(
                        blank=True, default=list, help_text="One objective a line.", verbose_name="attitudes (A)"
                    ),
                ),
                (
                    "core_content",
                    content.core.lines.LinesField(
                        blank=True, default=list, help_text="One topic a line.", verbose_name="core content"
                    ),
                ),
                (
                    "local_content",
                    content.core.lines.LinesField(
                        blank=True,
                        default=list,
                        help_text="What the area itself teaches; one topic a line.",
                        verbose_name="local content",
                    ),
                ),
                (
                    "activities",
                    wagtail.fields.StreamField(
                        [("activity", 6)],
                        blank=True,
                        block_lookup={
                            0: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "help_text": "For example: ask, explore, make, share.",
                                    "label": "Step",
                                    "max_length": 120,
                                },
                            ),
                            1: (
                                "wagtail.blocks.IntegerBlock",
                                (),
                                {"label": "Hours", "max_value": 200, "min_value": 1},
                            ),
                            2: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "help_text": "For example 5W1H or a Venn diagram.",
                                    "label": "Thinking tool",
                                    "max_length": 160,
                                    "required": False,
                                },
                            ),
                            3: (
                                "wagtail.blocks.TextBlock",
                                (),
                                {"label": "What the teacher does", "max_length": 3000, "rows": 3},
                            ),
                            4: (
                                "wagtail.blocks.TextBlock",
                                (),
                                {"label": "What the pupils do", "max_length": 3000, "rows": 3},
                            ),
                            5: (
                                "wagtail.blocks.TextBlock",
                                (),
                                {
                                    "help_text": "What shows that they have learned.",
                                    "label": "Evidence",
                                    "max_length": 1000,
                                    "required": False,
                                    "rows": 2,
                                },
                            ),
                            6: (
                                "wagtail.blocks.StructBlock",
                                [
                                    [
                                        ("name", 0),
                                        ("hours", 1),
                                        ("thinking_tool", 2),
                                        ("teacher", 3),
                                        ("students", 4),
                                        ("evidence", 5),
                                    ]
                                ],
                                {},
                            ),
                        },
                        verbose_name="activities",
                    ),
                ),
                (
                    "materials",
                    content.core.lines.LinesField(
                        blank=True, default=list, help_text="One thing a line.", verbose_name="materials"
                    ),
                ),
                (
                    "learning_sources",
                    content.core.lines.LinesField(
                        blank=True,
                        default=list,
                        help_text="Places and people; one a line.",
                        verbose_name="learning sources",
                    ),
                ),
                ("project_title", models.CharField(blank=True, max_length=200, verbose_name="title of the project")),
                ("project_question", models.CharField(blank=True, max_length=400, verbose_name="driving question")),
                (
                    "project_steps",
                    wagtail.fields.StreamField(
                        [("step", 2)],
                        blank=True,
                        block_lookup={
                            0: ("wagtail.blocks.CharBlock", (), {"label": "Step", "max_length": 160}),
                            1: (
                                "wagtail.blocks.TextBlock",
                                (),
                                {"label": "Detail", "max_length": 2000, "required": False, "rows": 2},
                            ),
                            2: ("wagtail.blocks.StructBlock", [[("name", 0), ("detail", 1)]], {}),
                        },
                        verbose_name="steps of the project",
                    ),
                ),
                ("project_product", models.CharField(blank=True, max_length=400, verbose_name="product")),
                (
                    "project_audience",
                    models.CharField(
                        blank=True, help_text="For whom the pupils make it.", max_length=400, verbose_name="shown to"
                    ),
                ),
                (
                    "assessment_methods",
                    content.core.lines.LinesField(
                        blank=True, default=list, help_text="One way a line.", verbose_name="ways of assessing"
                    ),
                ),
                (
                    "assessment_tools",
                    content.core.lines.LinesField(
                        blank=True, default=list, help_text="One tool a line.", verbose_name="tools of assessing"
                    ),
                ),
                ("pass_criteria", models.TextField(blank=True, max_length=1000, verbose_name="pass criteria")),
                (
                    "rubric",
                    wagtail.fields.StreamField(
                        [("criterion", 6)],
                        blank=True,
                        block_lookup={
                            0: ("wagtail.blocks.CharBlock", (), {"label": "Criterion", "max_length": 160}),
                            1: (
                                "wagtail.blocks.IntegerBlock",
                                (),
                                {
                                    "help_text": "The weights of all criteria add up to 100.",
                                    "label": "Weight",
                                    "max_value": 100,
                                    "min_value": 1,
                                },
                            ),
                            2: (
                                "wagtail.blocks.TextBlock",
                                (),
                                {"label": "Very good (4)", "max_length": 1000, "rows": 2},
                            ),
                            3: ("wagtail.blocks.TextBlock", (), {"label": "Good (3)", "max_length": 1000, "rows": 2}),
                            4: ("wagtail.blocks.TextBlock", (), {"label": "Fair (2)", "max_length": 1000, "rows": 2}),
                            5: (
                                "wagtail.blocks.TextBlock",
                                (),
                                {"label": "Needs improvement (1)", "max_length": 1000, "rows": 2},
                            ),
                            6: (
                                "wagtail.blocks.StructBlock",
                                [
                                    [
                                        ("name", 0),
                                        ("weight", 1),
                                        ("level_4", 2),
                                        ("level_3", 3),
                                        ("level_2", 4),
                                        ("level_1", 5),
                                    ]
                                ],
                                {},
                            ),
                        },
                        verbose_name="rubric",
                    ),
                ),
                ("sufficiency_moderation", models.TextField(blank=True, max_length=1000, verbose_name="moderation")),
                (
                    "sufficiency_reasonableness",
                    models.TextField(blank=True, max_length=1000, verbose_name="reasonableness"),
                ),
                ("sufficiency_immunity", models.TextField(blank=True, max_length=1000, verbose_name="immunity")),
                (
                    "sufficiency_knowledge",
                    models.TextField(blank=True, max_length=1000, verbose_name="condition: knowledge"),
                ),
                ("sufficiency_virtue", models.TextField(blank=True, max_length=1000, verbose_name="condition: virtue")),
                (
                    "reflection_students",
                    content.core.lines.LinesField(
                        blank=True,
                        default=list,
                        help_text="One question a line.",
                        verbose_name="questions for pupils to reflect on",
                    ),
                ),
                (
                    "reflection_teacher",
                    content.core.lines.LinesField(
                        blank=True,
                        default=list,
                        help_text="One question a line.",
                        verbose_name="questions for the teacher to reflect on",
                    ),
                ),
                ("after_result", models.TextField(blank=True, max_length=3000, verbose_name="result of teaching")),
                ("after_problem", models.TextField(blank=True, max_length=3000, verbose_name="problems and obstacles")),
                (
                    "after_solution",
                    models.TextField(blank=True, max_length=3000, verbose_name="suggestions and solutions"),
                ),
                (
                    "supervisor_remark",
                    models.TextField(blank=True, max_length=3000, verbose_name="remark of the director or supervisor"),
                ),
                (
                    "characteristics",
                    modelcluster.fields.ParentalManyToManyField(
                        blank=True,
                        related_name="+",
                        to="taxonomy.desiredcharacteristic",
                        verbose_name="desired characteristics",
                    ),
                ),
                (
                    "competencies",
                    modelcluster.fields.ParentalManyToManyField(
                        blank=True, related_name="+", to="taxonomy.competency", verbose_name="key competencies"
                    ),
                ),
                (
                    "cover",
                    models.ForeignKey(
                        blank=True,
                        help_text="Without one, the site draws a picture from the title.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="files.officeimage",
                        verbose_name="cover picture",
                    ),
                ),
                (
                    "curriculum_version",
                    models.ForeignKey(
                        help_text="The edition that the indicators are taken from.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="taxonomy.curriculumversion",
                        verbose_name="curriculum version",
                    ),
                ),
                (
                    "grades",
                    modelcluster.fields.ParentalManyToManyField(
                        blank=True, related_name="+", to="taxonomy.grade", verbose_name="grades"
                    ),
                ),
                (
                    "honest_traits",
                    modelcluster.fields.ParentalManyToManyField(
                        blank=True,
                        related_name="+",
                        to="taxonomy.honestschooltrait",
                        verbose_name="honest-school traits",
                    ),
                ),
                (
                    "learning_areas",
                    modelcluster.fields.ParentalManyToManyField(
                        blank=True, related_name="+", to="taxonomy.learningarea", verbose_name="learning areas"
                    ),
                ),
                (
                    "pillar",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="taxonomy.pillar",
                        verbose_name="pillar",
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="people.school",
                        verbose_name="school",
                    ),
                ),
                (
                    "tags",
                    content.taxonomy.models.tags.PageTagsField(
                        blank=True,
                        help_text="Words people would look for. Put a comma after each tag.",
                        through="taxonomy.TaggedPage",
                        to="taxonomy.Tag",
                        verbose_name="แท็ก",
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="people.staffteam",
                        verbose_name="staff team",
                    ),
                ),
                (
                    "work_group",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="people.workgroup",
                        verbose_name="work group",
                    ),
                ),
            ],
            options={
                "verbose_name": "learning unit",
                "verbose_name_plural": "learning units",
            },
            bases=("wagtailcore.page",),
        ),
        migrations.CreateModel(
            name="UnitAreaHours",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sort_order", models.IntegerField(blank=True, editable=False, null=True)),
                (
                    "hours",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(1000),
                        ],
                        verbose_name="hours",
                    ),
                ),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="taxonomy.learningarea",
                        verbose_name="learning area",
                    ),
                ),
                (
                    "page",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="area_hours",
                        to="units.learningunitpage",
                    ),
                ),
            ],
            options={
                "verbose_name": "hours of a learning area",
                "verbose_name_plural": "hours by learning area",
                "ordering": ["sort_order"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="UnitIndicator",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sort_order", models.IntegerField(blank=True, editable=False, null=True)),
                (
                    "indicator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="unit_links",
                        to="taxonomy.indicator",
                        verbose_name="indicator",
                    ),
                ),
                (
                    "page",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="unit_indicators",
                        to="units.learningunitpage",
                    ),
                ),
            ],
            options={
                "verbose_name": "indicator of the unit",
                "verbose_name_plural": "indicators of the unit",
                "ordering": ["sort_order"],
                "abstract": False,
            },
        ),
    ]
