"""A promise knows the broken one in whose place it was given."""

import django.db.models.deletion
from django.db import migrations, models

from madoguchi.desk.platform.walls.policies import same_client


class Migration(migrations.Migration):
    dependencies = [("promises", "0003_mended_promises")]

    operations = [
        migrations.AddField(
            model_name="promise",
            name="instead_of",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="successors",
                to="promises.promise",
            ),
        ),
        same_client("promises_promise", "instead_of_id", "promises_promise"),
        migrations.AddConstraint(
            model_name="promise",
            constraint=models.CheckConstraint(
                condition=models.Q(("instead_of__isnull", True))
                | models.Q(("instead_of", models.F("id")), _negated=True),
                name="promise_is_not_in_its_own_place",
            ),
        ),
    ]
