"""An admin sets up a mailbox, and needs no ledger for it: which mail came when is the client's."""

import django.db.models.deletion
from django.db import migrations, models

from madoguchi.desk.platform.walls.policies import IDS, PROVIDER_WIDE

LEDGER = ("mail_mailboxfolder", "mail_fetchedmail")
OWN = f"client_id = {IDS}"


def _wall(seen: str) -> str:
    return "".join(
        f"alter policy {table}_wall on {table} using ({seen}) with check ({seen});"
        for table in LEDGER
    )


class Migration(migrations.Migration):
    dependencies = [("mail", "0004_walls_around_mailboxes")]
    operations = [
        migrations.RunSQL(_wall(OWN), _wall(f"{OWN} or ({PROVIDER_WIDE})")),
        # The key that holds the client on both sides is the only one.
        migrations.AlterField(
            model_name="mailbox",
            name="address",
            field=models.OneToOneField(
                db_constraint=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="mailbox",
                to="clients.address",
            ),
        ),
    ]
