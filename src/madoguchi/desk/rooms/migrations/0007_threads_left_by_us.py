"""Who was named into a direct thread last, when nobody of ours was left there: both sides see that."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("rooms", "0006_tasks_of_calls"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.AddField(
            model_name="directthread",
            name="named",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="directthread",
            name="named_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="directthread",
            name="named_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddConstraint(
            model_name="directthread",
            constraint=models.CheckConstraint(
                condition=models.Q(named__isnull=True, named_by__isnull=True, named_at__isnull=True)
                | models.Q(named__isnull=False, named_by__isnull=False, named_at__isnull=False),
                name="participant_is_named_by_somebody",
            ),
        ),
    ]
