import django.db.models.deletion
from django.db import migrations, models

import content.core.buddhist_era


class Migration(migrations.Migration):
    # Apart from the first: grades come after Wagtail's own tables, which come after the account.
    dependencies = [
        ("people", "0001_initial"),
        ("taxonomy", "0001_create_taxonomy"),
    ]

    operations = [
        migrations.CreateModel(
            name="StudentCount",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "academic_year",
                    content.core.buddhist_era.CommonEraYearField(verbose_name="academic year"),
                ),
                ("as_of", models.DateField(blank=True, null=True, verbose_name="counted on")),
                ("male", models.PositiveSmallIntegerField(verbose_name="boys")),
                ("female", models.PositiveSmallIntegerField(verbose_name="girls")),
                ("rooms", models.PositiveSmallIntegerField(default=0, verbose_name="rooms")),
                (
                    "grade",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="taxonomy.grade"
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="student_counts", to="people.school"
                    ),
                ),
            ],
            options={
                "verbose_name": "student count",
                "verbose_name_plural": "student counts",
                "ordering": ["-academic_year", "grade__order"],
            },
        ),
        migrations.AddConstraint(
            model_name="studentcount",
            constraint=models.UniqueConstraint(
                fields=("school", "academic_year", "grade"), name="one_student_count_a_school_year_and_grade"
            ),
        ),
    ]
