"""What is published and what was confirmed is never changed; the first version comes with the product."""

from typing import Any

from django.db import migrations

from madoguchi.desk.platform import clock
from madoguchi.desk.platform.walls.policies import append_only
from madoguchi.desk.rulebook.chapters import first_book
from madoguchi.desk.rulebook.contents import as_data


def publish(apps: Any, _schema: object) -> None:
    """The texts as the code brings them at this moment."""
    book = first_book()
    apps.get_model("rulebook", "BookVersion").objects.create(
        number=1,
        content=as_data(book),
        changed=[one.slug for one in book.rules],
        published_at=clock.now(),
    )


class Migration(migrations.Migration):
    dependencies = [("rulebook", "0001_initial")]
    operations = [
        migrations.RunPython(publish, migrations.RunPython.noop),
        append_only("rulebook_bookversion"),
        append_only("rulebook_bookconfirmation"),
    ]
