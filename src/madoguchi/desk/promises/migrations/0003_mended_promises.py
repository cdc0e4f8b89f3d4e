"""How often a due time was put elsewhere: of those there are already, as the log tells."""

from django.db import migrations, models

COUNT = """update promises_promise p set mended = counted.many from (
  select client_id, (data->>'promise_id')::bigint promise_id, least(count(*), 999) many
  from platform_event where kind = 'PromiseMended' and data->>'due_before' <> data->>'due_at'
  group by 1, 2) counted
where counted.client_id = p.client_id and counted.promise_id = p.id"""


class Migration(migrations.Migration):
    dependencies = [("promises", "0002_walls"), ("platform", "0003_walls_around_members")]

    operations = [
        migrations.AddField(
            model_name="promise",
            name="mended",
            field=models.PositiveSmallIntegerField(db_default=0, default=0),
        ),
        migrations.RunSQL(COUNT, migrations.RunSQL.noop),
        migrations.RemoveIndex("promise", "promise_by_due"),
        migrations.AddIndex(
            "promise",
            models.Index(
                fields=["client", "due_at", "id"],
                include=["state", "side", "owner", "mended"],
                name="promise_by_due",
            ),
        ),
    ]
