"""The provider's own name: one row, read by whoever signs in, so that it has no wall."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0007_wall_around_members")]

    operations = [
        migrations.CreateModel(
            name="Provider",
            fields=[
                (
                    "id",
                    models.PositiveSmallIntegerField(default=1, primary_key=True, serialize=False),
                ),
                ("name", models.CharField(blank=True, max_length=80)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("id", 1)), name="there_is_one_provider"
                    )
                ],
            },
        ),
    ]
