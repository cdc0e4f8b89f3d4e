"""The walls around contacts; what a client's own people read; what is asked over the wall, closed to them."""

from importlib import import_module

from django.db import migrations

from madoguchi.desk.platform.walls.policies import (
    IDS,
    NO_MEMBER,
    PROVIDER_WIDE,
    members_see,
    same_client,
    wall,
)

# Whole rows of these: what is agreed with the client, who works for them, who looked and why, and how
# long their customers waited. No text of anybody's is among them.
OPEN = (
    "clients_client",
    "clients_assignment",
    "clients_reasonedaccess",
    "clients_replypolicy",
    "conversations_replyclock",
)

# A person of the contact is a member of that client: a key holds both, as within the wall.
OWN_PERSON = """
alter table contacts_contact add constraint contacts_contact_person_id_is_a_member
  foreign key (person_id, client_id) references people_person (id, member_of)
  deferrable initially deferred;
"""
ANY_PERSON = "alter table contacts_contact drop constraint contacts_contact_person_id_is_a_member;"

# Nobody of a client's own people works at the desk.
STAFF_ALONE = """
create function people_are_staff() returns trigger language plpgsql as $$
begin
  if new.person_id is not null and not exists (
    select 1 from people_person where id = new.person_id and side = 'provider'
  ) then
    raise exception 'a client''s own people are not assigned';
  end if;
  return new;
end $$;
create trigger clients_assignment_of_staff before insert or update of person_id
  on clients_assignment for each row execute function people_are_staff();
create trigger clients_reasonedaccess_of_staff before insert or update of person_id
  on clients_reasonedaccess for each row execute function people_are_staff();
"""
ANYBODY = """
drop trigger clients_reasonedaccess_of_staff on clients_reasonedaccess;
drop trigger clients_assignment_of_staff on clients_assignment;
drop function people_are_staff();
"""

# As before, and a member sees their client. Asked before anybody is inside a wall.
SEEN = """
create or replace function clients_seen_by(asked_person bigint) returns bigint[]
language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(array_agg(client_id order by client_id), '{}') from (
    select a.client_id from clients_assignment a join people_person p on p.id = a.person_id
     where a.person_id = asked_person and p.is_active and p.side = 'provider'
       and a.starts_at <= now() and (a.ends_at is null or a.ends_at > now())
    union
    select r.client_id from clients_reasonedaccess r join people_person p on p.id = r.person_id
     where r.person_id = asked_person and p.is_active and p.is_admin and p.side = 'provider'
       and r.starts_at <= now() and r.ends_at > now()
    union
    select c.id from clients_client c join people_person p on p.member_of = c.id
     where p.id = asked_person and p.is_active and p.side = 'client'
  ) seen
$$;
"""

CLOSED = f"""
create or replace function role_at_client(
  asked_person bigint, asked_client bigint, asked_at timestamptz) returns text
language sql stable security definer set search_path = public, pg_temp as $$
  select a.role from clients_assignment a join people_person p on p.id = a.person_id
   where a.person_id = asked_person and a.client_id = asked_client and p.is_active
     and a.starts_at <= asked_at and (a.ends_at is null or a.ends_at > asked_at)
     and {NO_MEMBER}
   order by a.role = 'director' desc limit 1
$$;

create or replace function client_of_address(asked_address text) returns bigint
language sql stable security definer set search_path = public, pg_temp as $$
  select client_id from clients_address where address = asked_address and {NO_MEMBER}
$$;

create or replace function words_of_other_clients(
  asked_client bigint, writer bigint, moment timestamptz)
returns text language sql stable security definer set search_path = public, pg_temp as $$
  select json_agg(json_build_array(c.name, c.sender_name,
      array(select distinct split_part(address, '@', 2) from clients_address
        where client_id = c.id order by 1)) order by c.id)::text
    from clients_client c where c.id <> asked_client and {NO_MEMBER}
    and exists (select from clients_assignment a where a.client_id = asked_client
      and a.person_id = writer)
    and exists (select from clients_assignment a where a.client_id = c.id
      and a.person_id = writer and a.starts_at <= moment
      and (a.ends_at is null or a.ends_at > moment))
    and asked_client = {IDS}
$$;

create or replace function late_deliveries()
returns table (client_id bigint, sender text, mails bigint, since timestamptz, words text)
language sql stable security definer set search_path = public, pg_temp as $$
  select o.client_id, o.sender::text, count(*), min(o.failing_since),
         (array_agg(case when o.last_error like '%@%' then '' else o.last_error end order by o.id))[1]
    from mail_outgoingmail o
   where o.state = 'queued' and o.failing_since is not null and {NO_MEMBER}
     and (o.client_id = {IDS} or {PROVIDER_WIDE})
   group by o.client_id, o.sender
$$;

create or replace function mail_has_come(asked bigint) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select {NO_MEMBER} and (asked = {IDS} or {PROVIDER_WIDE})
     and exists (select 1 from mail_rawmail where client_id = asked)
$$;

create or replace function api_token_in_force(asked_key text, asked_at timestamptz)
returns table (token_id bigint, client_id bigint, secret_hash text)
language sql stable security definer set search_path = public, pg_temp as $$
  select t.id, t.client_id, t.secret_hash::text
    from api_token t left join clients_client c on c.id = t.client_id
   where t.key = asked_key and t.revoked_at is null and c.closed_at is null
     and (t.expires_at is null or t.expires_at > asked_at) and {NO_MEMBER}
$$;

create or replace function api_token_counted(asked_token bigint, asked_at timestamptz, most int)
returns boolean language sql volatile security definer set search_path = public, pg_temp as $$
  update api_token set last_used_at = asked_at,
      counted = case when counted_since between asked_at - interval '1 minute' and asked_at
        then counted + 1 else 1 end,
      counted_since = case when counted_since between asked_at - interval '1 minute' and asked_at
        then counted_since else asked_at end
   where id = asked_token and {NO_MEMBER} and (counted < most
      or counted_since not between asked_at - interval '1 minute' and asked_at)
  returning true
$$;
"""

# Longer questions keep their words: the same text with one more condition.
_figures: str = import_module("madoguchi.desk.operations.migrations.0001_figures").FIGURES
_figures = _figures.split("revoke execute", maxsplit=1)[0].replace(
    "create function", "create or replace function"
)
FIGURES = _figures.replace(
    "  select 'jobs_waiting', kind, jobs from waiting",
    f"  select * from (select 'jobs_waiting', kind, jobs from waiting",
).replace(
    "'limit', hard from ours\n$$;", f"'limit', hard from ours) figures where {NO_MEMBER}\n$$;"
)
_search: str = import_module("madoguchi.desk.search.migrations.0003_asking_in_turns").QUESTION
_search = _search.split("revoke execute", maxsplit=1)[0].replace(
    "create function", "create or replace function"
)
SEARCH = _search.replace(
    "if cardinality(allowed) = 0 then", f"if cardinality(allowed) = 0 or not ({NO_MEMBER}) then"
)
assert SEARCH != _search
assert NO_MEMBER in FIGURES


class Migration(migrations.Migration):
    dependencies = [
        ("contacts", "0001_initial"),
        ("people", "0007_wall_around_members"),
        ("platform", "0003_walls_around_members"),
        ("clients", "0008_words_of_other_clients"),
        ("conversations", "0013_findings_of_messages"),
        ("mail", "0006_beginning_of_a_mailbox"),
        ("api", "0004_questions_counted"),
        ("search", "0003_asking_in_turns"),
        ("operations", "0001_figures"),
    ]
    operations = [
        wall("contacts_contact", also=PROVIDER_WIDE, members="true"),
        wall("contacts_contactabsence", also=PROVIDER_WIDE, members="true"),
        wall("contacts_look", members="true"),
        same_client("contacts_contactabsence", "contact_id", "contacts_contact"),
        *(members_see(table, "true") for table in OPEN),
        migrations.RunSQL(OWN_PERSON, ANY_PERSON),
        migrations.RunSQL(STAFF_ALONE, ANYBODY),
        migrations.RunSQL(SEEN, migrations.RunSQL.noop),
        migrations.RunSQL([CLOSED, FIGURES, SEARCH], migrations.RunSQL.noop),
    ]
