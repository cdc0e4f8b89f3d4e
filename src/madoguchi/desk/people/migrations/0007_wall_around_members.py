"""A member's row is seen by whom their client is in sight of; by nobody signed in, who signs in by it."""

from django.db import migrations

from madoguchi.desk.platform.walls.policies import IDS, NOBODY, PROVIDER_WIDE

SEEN = f"member_of is null or member_of = {IDS} or {PROVIDER_WIDE} or {NOBODY}"

WALL = f"""
alter table people_person enable row level security;
create policy people_person_members on people_person using ({SEEN}) with check ({SEEN});
alter table people_invitation enable row level security;
create policy people_invitation_members on people_invitation using ({SEEN}) with check ({SEEN});
alter table account_emailaddress enable row level security;
create policy account_emailaddress_members on account_emailaddress
  using (exists (select 1 from people_person p where p.id = user_id));
"""
NO_WALL = """
drop policy account_emailaddress_members on account_emailaddress;
alter table account_emailaddress disable row level security;
drop policy people_invitation_members on people_invitation;
alter table people_invitation disable row level security;
drop policy people_person_members on people_person;
alter table people_person disable row level security;
"""

# Who is of the provider never becomes a client's, and no member another client's.
STAYS = """
create function people_person_stays() returns trigger language plpgsql as $$
begin
  if new.side <> old.side or new.member_of is distinct from old.member_of then
    raise exception 'a person stays on their side';
  end if;
  return new;
end $$;
create trigger people_person_stays before update of side, member_of on people_person
  for each row execute function people_person_stays();
"""
MAY_GO = "drop trigger people_person_stays on people_person; drop function people_person_stays();"


class Migration(migrations.Migration):
    dependencies = [("people", "0006_members"), ("account", "0009_emailaddress_unique_primary_email")]
    operations = [
        migrations.RunSQL(WALL, NO_WALL),
        migrations.RunSQL(STAYS, MAY_GO),
    ]
