from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import migrations, models
from django.db.models import OuterRef, Subquery
from django.db.models.functions import Coalesce

if TYPE_CHECKING:
    from django.apps.registry import Apps
    from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def fill(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """The number of the last visible post of each topic, in one statement."""
    visible = apps.get_model("forums", "Post").objects.filter(topic=OuterRef("pk"), state="visible")
    last = visible.order_by("-number").values("number")[:1]
    apps.get_model("forums", "Topic").objects.update(last_shown=Coalesce(Subquery(last), 0))


class Migration(migrations.Migration):
    dependencies = [("forums", "0005_name_sent_files")]

    operations = [
        migrations.AddField(
            model_name="topic",
            name="last_shown",
            field=models.PositiveIntegerField(default=0, editable=False),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop, elidable=True),
    ]
