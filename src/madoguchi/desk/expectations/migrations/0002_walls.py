"""The wall around expectation sheets; a proposed text stays as it is, and both sides agree to it."""

from django.db import migrations

from madoguchi.desk.platform.walls.policies import append_only, same_client, wall

# The client's own people read what was proposed to them, and nothing that is still being written.
PROPOSED = "state <> 'draft'"
OF_PROPOSED = (
    "exists (select from expectations_sheet s where s.id = sheet_id and s.state <> 'draft')"
)
OF_FIGURE = "exists (select from expectations_sheetfigure f where f.id = figure_id)"

# The triggers look afterwards: the wall has its word before them.
# What may become of a version: proposed, then in force once both sides signed this very text.
SHEET_KEPT = """
create function expectations_sheet_is_kept() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    if old.state <> 'draft' then raise exception 'a proposed sheet is kept'; end if;
    return null;
  end if;
  if old.state <> 'draft' and (
    row(new.client_id, new.version, new.valid_from, new.review_on, new.text, new.text_hash,
        new.edited_at, new.edited_by_id, new.proposed_at, new.proposed_by_id)
    is distinct from
    row(old.client_id, old.version, old.valid_from, old.review_on, old.text, old.text_hash,
        old.edited_at, old.edited_by_id, old.proposed_at, old.proposed_by_id)
    or (old.agreed_at is not null and new.agreed_at is distinct from old.agreed_at)
  ) then raise exception 'a proposed sheet does not change'; end if;
  if new.state <> old.state and (old.state, new.state) not in (
    ('draft', 'proposed'), ('proposed', 'in_force'), ('proposed', 'superseded'),
    ('in_force', 'superseded')
  ) then raise exception 'a sheet does not go from % to %', old.state, new.state; end if;
  if new.state = 'in_force' and 2 <> (
    select count(*) from expectations_signoff s
    where s.sheet_id = new.id and s.text_hash = new.text_hash
  ) then raise exception 'both sides sign before a sheet is in force'; end if;
  return null;
end $$;
create trigger expectations_sheet_kept after update or delete on expectations_sheet
  for each row execute function expectations_sheet_is_kept();
create function expectations_sheet_begins_as_draft() returns trigger language plpgsql as $$
begin
  if new.state <> 'draft' then raise exception 'a sheet begins as a draft'; end if;
  return null;
end $$;
create trigger expectations_sheet_begins after insert on expectations_sheet
  for each row execute function expectations_sheet_begins_as_draft();
alter table expectations_sheet add constraint text_has_its_hash check (
  text_hash = '' or text_hash = encode(sha256(convert_to(text, 'UTF8')), 'hex')
);
"""
SHEET_FREE = """
alter table expectations_sheet drop constraint text_has_its_hash;
drop trigger expectations_sheet_begins on expectations_sheet;
drop function expectations_sheet_begins_as_draft();
drop trigger expectations_sheet_kept on expectations_sheet;
drop function expectations_sheet_is_kept();
"""

# The rows of a version are written while it is a draft; of a gap it may be said later that it is closed.
ROWS_KEPT = """
create function expectations_rows_are_kept() returns trigger language plpgsql as $$
declare
  of_sheet bigint := case when tg_op = 'DELETE' then old.sheet_id else new.sheet_id end;
  state_now text;
begin
  if tg_op = 'UPDATE' and tg_table_name = 'expectations_sheetgap' then
    if to_jsonb(new) - 'closed_at' - 'closed_by_id' = to_jsonb(old) - 'closed_at' - 'closed_by_id'
    then return null; end if;
  end if;
  if tg_op = 'UPDATE' and new.sheet_id <> old.sheet_id then
    raise exception 'a row stays in its sheet';
  end if;
  select s.state into state_now from expectations_sheet s where s.id = of_sheet for share;
  if state_now is distinct from 'draft' then raise exception 'a proposed sheet does not change'; end if;
  return null;
end $$;
"""
ROWS_FREE = "drop function expectations_rows_are_kept();"

# Nobody signs what is not asked for: the text that was proposed, while it is.
SIGNED = """
create function expectations_signoff_is_asked_for() returns trigger language plpgsql as $$
declare state_now text;
begin
  select s.state into state_now from expectations_sheet s where s.id = new.sheet_id for share;
  if state_now is distinct from 'proposed' then raise exception 'only a proposed sheet is signed'; end if;
  return null;
end $$;
create trigger expectations_signoff_asked_for after insert on expectations_signoff
  for each row execute function expectations_signoff_is_asked_for();
alter table expectations_signoff add constraint signed_is_what_was_proposed
  foreign key (sheet_id, client_id, text_hash)
  references expectations_sheet (id, client_id, text_hash) deferrable initially deferred;
alter table expectations_figurereading add constraint only_a_free_figure_is_read
  foreign key (figure_id, client_id, measure)
  references expectations_sheetfigure (id, client_id, measure) deferrable initially deferred;
"""
UNSIGNED = """
alter table expectations_figurereading drop constraint only_a_free_figure_is_read;
alter table expectations_signoff drop constraint signed_is_what_was_proposed;
drop trigger expectations_signoff_asked_for on expectations_signoff;
drop function expectations_signoff_is_asked_for();
"""
# What the measures count by month: each answers within one client, whatever the length of the tables.
INDEXES = """
create index conversations_replyclock_by_since on conversations_replyclock (client_id, since);
create index conversations_conversation_by_open on conversations_conversation (client_id, opened_at, id);
create index platform_event_of_closing on platform_event (conversation_id, id)
  where kind = 'ConversationClosed';
"""
NO_INDEXES = """
drop index platform_event_of_closing;
drop index conversations_conversation_by_open;
drop index conversations_replyclock_by_since;
"""


def _kept(table: str) -> migrations.RunSQL:
    name = table.removeprefix("expectations_")
    return migrations.RunSQL(
        f"create trigger {name}_kept after insert or update or delete on {table}"
        " for each row execute function expectations_rows_are_kept();",
        f"drop trigger {name}_kept on {table};",
    )


class Migration(migrations.Migration):
    dependencies = [
        ("expectations", "0001_initial"),
        ("conversations", "0013_findings_of_messages"),
        ("platform", "0002_walls"),
    ]
    operations = [
        wall("expectations_sheet", members=PROPOSED),
        wall("expectations_sheetfigure", members=OF_PROPOSED),
        wall("expectations_sheetmanner", members=OF_PROPOSED),
        wall("expectations_sheetgap", members=OF_PROPOSED),
        wall("expectations_signoff", members=OF_PROPOSED),
        wall("expectations_figurereading", members=OF_FIGURE),
        same_client("expectations_sheetfigure", "sheet_id", "expectations_sheet"),
        same_client("expectations_sheetmanner", "sheet_id", "expectations_sheet"),
        same_client("expectations_sheetgap", "sheet_id", "expectations_sheet"),
        same_client("expectations_signoff", "sheet_id", "expectations_sheet"),
        migrations.RunSQL(SHEET_KEPT, SHEET_FREE),
        migrations.RunSQL(ROWS_KEPT, ROWS_FREE),
        _kept("expectations_sheetfigure"),
        _kept("expectations_sheetmanner"),
        _kept("expectations_sheetgap"),
        append_only("expectations_signoff"),
        append_only("expectations_figurereading"),
        migrations.RunSQL(SIGNED, UNSIGNED),
        migrations.RunSQL(INDEXES, NO_INDEXES),
    ]
