"""Where a mailbox begins: older mails stay on the server. And whether mail comes to a client at all."""

from django.db import migrations, models

from madoguchi.desk.platform.walls.policies import IDS, PROVIDER_WIDE

# One word, for whom the mails themselves stay behind the wall: an admin who sets up a client sees
# that its mail comes in.
COMES = f"""
create function mail_has_come(asked bigint) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select (asked = {IDS} or {PROVIDER_WIDE})
     and exists (select 1 from mail_rawmail where client_id = asked)
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("mail", "0005_ledger_behind_the_wall")]
    operations = [
        migrations.AddField(
            model_name="mailbox",
            name="fetched_from",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="mailboxfolder",
            name="first_uid",
            field=models.BigIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="mailboxfolder",
            name="left_out",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.RunSQL(COMES, "drop function mail_has_come(bigint);"),
    ]
