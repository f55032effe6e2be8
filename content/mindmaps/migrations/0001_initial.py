import django.db.models.deletion
import modelcluster.fields
from django.conf import settings
from django.db import migrations, models

import content.knowledge.listing
import content.mindmaps.fields
import content.mindmaps.tree
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
            name="MindMapIndexPage",
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
                "verbose_name": "list of mind maps",
                "verbose_name_plural": "lists of mind maps",
            },
            bases=(content.knowledge.listing.ListingMixin, "wagtailcore.page"),
        ),
        migrations.CreateModel(
            name="MindMapPage",
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
                (
                    "map_kind",
                    models.CharField(
                        choices=[("classroom", "Classroom"), ("office", "Office work"), ("km", "Knowledge management")],
                        db_index=True,
                        default="classroom",
                        max_length=12,
                        verbose_name="used in",
                    ),
                ),
                (
                    "purpose",
                    models.CharField(
                        blank=True,
                        help_text="What it was made for, such as “to sum up the unit”.",
                        max_length=300,
                        verbose_name="purpose",
                    ),
                ),
                (
                    "tree",
                    content.mindmaps.fields.MindMapTreeField(
                        default=content.mindmaps.tree.empty_tree,
                        help_text="One node a line. The first line is the subject; indent each level by two more spaces. Keep a node to one to six words.",
                        verbose_name="map",
                    ),
                ),
                (
                    "note",
                    models.TextField(
                        blank=True, help_text="Shown below the map.", max_length=1000, verbose_name="note"
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
                    "grades",
                    modelcluster.fields.ParentalManyToManyField(
                        blank=True, related_name="+", to="taxonomy.grade", verbose_name="grades"
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
                "verbose_name": "mind map",
                "verbose_name_plural": "mind maps",
            },
            bases=("wagtailcore.page",),
        ),
    ]
