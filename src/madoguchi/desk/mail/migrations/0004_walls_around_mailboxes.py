"""The wall around mailboxes and their ledger; an admin sets up a mailbox without looking inside."""

from django.db import migrations

from madoguchi.desk.platform.walls.policies import IDS, PROVIDER_WIDE, same_client, wall

CAUSES = """
update mail_rawmail set cause = case when client_id is null then 'unknown' else 'unreadable' end
 where state = 'quarantined';
"""

# Counts and moments only, for whom the rows themselves stay behind the wall: an admin sees that the
# replies of a client cannot leave. Words that might name a customer are left out.
LATE = f"""
create function late_deliveries()
returns table (client_id bigint, sender text, mails bigint, since timestamptz, words text)
language sql stable security definer set search_path = public, pg_temp as $$
  select o.client_id, o.sender::text, count(*), min(o.failing_since),
         (array_agg(case when o.last_error like '%@%' then '' else o.last_error end order by o.id))[1]
    from mail_outgoingmail o
   where o.state = 'queued' and o.failing_since is not null
     and (o.client_id = {IDS} or {PROVIDER_WIDE})
   group by o.client_id, o.sender
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("mail", "0003_mailboxes")]
    operations = [
        wall("mail_mailbox", also=PROVIDER_WIDE),
        wall("mail_mailboxfolder", also=PROVIDER_WIDE),
        wall("mail_fetchedmail", also=PROVIDER_WIDE),
        # What a mailbox refers to is another feature's table: the key that makes it possible is ours.
        migrations.RunSQL(
            "alter table clients_address add constraint address_and_client unique (id, client_id);",
            "alter table clients_address drop constraint address_and_client;",
        ),
        same_client("mail_mailbox", "address_id", "clients_address"),
        same_client("mail_mailboxfolder", "mailbox_id", "mail_mailbox"),
        same_client("mail_fetchedmail", "folder_id", "mail_mailboxfolder"),
        same_client("mail_fetchedmail", "raw_mail_id", "mail_rawmail"),
        migrations.RunSQL(LATE, "drop function late_deliveries();"),
        migrations.RunSQL(CAUSES, migrations.RunSQL.noop),
    ]
