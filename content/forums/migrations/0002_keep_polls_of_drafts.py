from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('forums', '0001_create_forums'),
    ]

    operations = [
        migrations.AddField(
            model_name='postdraft',
            name='options',
            field=models.TextField(blank=True, max_length=5000),
        ),
        migrations.AddField(
            model_name='postdraft',
            name='allows_several',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='postdraft',
            name='closes_on',
            field=models.CharField(blank=True, max_length=60),
        ),
    ]
