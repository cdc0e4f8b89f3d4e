"""A thread is there for members once something was said in it, be it by a file without a word."""

from django.db import migrations

from madoguchi.desk.platform.walls.policies import members_see

# Asked past the walls, for these ask in turn whether the thread is read; by its id inside the scope alone.
SAID = """
create function something_was_said(asked bigint) returns boolean
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  return exists (select from conversations_message m where m.conversation_id = asked
    and m.kind in ('customer', 'reply')
    and m.client_id = any(coalesce(nullif(current_setting('app.client_ids', true), ''), '{}')::bigint[]));
end $$;
"""
UNSAID = "drop function something_was_said(bigint);"
# The list's words are empty where a file came alone, and stay where all was taken back.
BEFORE = "channel <> 'mail' and snippet <> ''"


class Migration(migrations.Migration):
    dependencies = [("rooms", "0008_nothing_is_done_to_what_is_hidden")]
    operations = [
        migrations.RunSQL(SAID, UNSAID),
        members_see(
            "conversations_conversation",
            "channel <> 'mail' and something_was_said(id)",
            before=BEFORE,
        ),
    ]
