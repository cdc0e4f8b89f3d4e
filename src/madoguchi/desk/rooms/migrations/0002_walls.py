"""The wall around rooms; and what of the rooms a client's own people read."""

from django.db import migrations

from madoguchi.desk.platform.walls.policies import members_see, same_client, wall

# Asked row by row, inside the reader's own wall: a plan for the provider's questions stays as it was.
OF_MEMBERS = """
create function member_reads_thread(asked bigint) returns boolean
language plpgsql stable set search_path = public, pg_temp as $$
begin
  return exists (select from conversations_conversation where id = asked);
end $$;
create function member_reads_message(asked bigint) returns boolean
language plpgsql stable set search_path = public, pg_temp as $$
begin
  return exists (select from conversations_message where id = asked);
end $$;
-- A direct thread is there for who takes part and for the client's directors; for a job, always.
create function takes_part(asked bigint, of_client bigint) returns boolean
language plpgsql stable cost 1 set search_path = public, pg_temp as $$
declare
  me bigint := coalesce(nullif(current_setting('app.person', true), ''), '0')::bigint;
begin
  if me = 0 then
    return coalesce(current_setting('app.side', true), '') <> 'client';
  end if;
  return exists (select from rooms_participant p
      where p.conversation_id = asked and p.client_id = of_client and p.person_id = me)
    or exists (select from clients_assignment a where a.client_id = of_client
      and a.person_id = me and a.role = 'director' and a.starts_at <= now()
      and (a.ends_at is null or a.ends_at > now()));
end $$;
create policy conversations_conversation_direct on conversations_conversation as restrictive
  for select using (channel <> 'direct' or takes_part(id, client_id));
create policy conversations_message_direct on conversations_message as restrictive
  for select using (channel <> 'direct' or takes_part(conversation_id, client_id));
"""
OF_NOBODY = """
drop policy conversations_message_direct on conversations_message;
drop policy conversations_conversation_direct on conversations_conversation;
drop function takes_part(bigint, bigint);
drop function member_reads_message(bigint);
drop function member_reads_thread(bigint);
"""
# A thread in which nothing was said yet is ours alone; a note always is.
THREADS = "channel <> 'mail' and snippet <> ''"
SAID = "channel <> 'mail' and kind in ('customer', 'reply') and member_reads_thread(conversation_id)"
OF_THREAD = "member_reads_thread(conversation_id)"
OF_ONESELF = "person_id::text = current_setting('app.person', true)"
OF_MESSAGE = "member_reads_message(message_id)"


class Migration(migrations.Migration):
    dependencies = [
        ("rooms", "0001_initial"),
        ("contacts", "0002_members"),
        ("conversations", "0014_rooms"),
    ]
    operations = [
        migrations.RunSQL(OF_MEMBERS, OF_NOBODY),
        members_see("conversations_customer", "kind = 'client'"),
        members_see("conversations_conversation", THREADS),
        members_see("conversations_message", SAID),
        members_see("conversations_attachment", OF_MESSAGE),
        wall("rooms_readmark", members=OF_THREAD),
        wall("rooms_reaction", members=OF_MESSAGE),
        wall("rooms_pin", members=OF_MESSAGE),
        wall("rooms_call"),
        wall("rooms_nextaction"),
        wall("rooms_directthread", members=OF_THREAD),
        wall("rooms_participant", members=OF_ONESELF),
        wall("rooms_told"),
        same_client("rooms_readmark", "conversation_id", "conversations_conversation"),
        same_client("rooms_reaction", "message_id", "conversations_message"),
        same_client("rooms_pin", "message_id", "conversations_message"),
        same_client("rooms_call", "conversation_id", "conversations_conversation"),
        same_client("rooms_call", "contact_id", "contacts_contact"),
        same_client("rooms_call", "follow_up_id", "conversations_message"),
        same_client("rooms_nextaction", "call_id", "rooms_call"),
        same_client("rooms_directthread", "conversation_id", "conversations_conversation"),
        same_client("rooms_participant", "conversation_id", "conversations_conversation"),
        same_client("rooms_told", "conversation_id", "conversations_conversation"),
    ]
