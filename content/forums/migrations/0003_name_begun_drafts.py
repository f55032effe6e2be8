from django.db import migrations
from django.db.models import CharField, Value
from django.db.models.functions import Cast, Concat


def name_each(apps, schema_editor):
    """The column came with one name for all: what is sent would take every draft of its writer along."""
    drafts = apps.get_model("forums", "PostDraft").objects.all()
    drafts.update(token=Concat(Value("draft-"), Cast("pk", CharField())))


class Migration(migrations.Migration):
    dependencies = [("forums", "0002_add_draft_token")]

    operations = [migrations.RunPython(name_each, migrations.RunPython.noop)]
