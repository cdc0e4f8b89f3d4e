"""Every table behind the wall gets the second one: of a member's eyes it shows nothing.

Tables that are made after this have it from their own migration (policies.wall).
"""

from django.db import migrations

from madoguchi.desk.platform.walls.policies import NO_MEMBER

WALLS = f"""
do $$
declare
  walled text;
begin
  for walled in
    select tablename::text from pg_policies
     where schemaname = 'public' and policyname = tablename || '_wall'
       and not exists (select 1 from pg_policies other
         where other.tablename = pg_policies.tablename
           and other.policyname = pg_policies.tablename || '_members')
  loop
    execute format(
      'create policy %I on %I as restrictive using ({NO_MEMBER.replace("'", "''")})'
      ' with check ({NO_MEMBER.replace("'", "''")})',
      walled || '_members', walled);
  end loop;
end $$;
"""
NO_WALLS = """
do $$
declare
  walled text;
begin
  for walled in
    select tablename::text from pg_policies
     where schemaname = 'public' and policyname = tablename || '_members'
       and exists (select 1 from pg_policies other
         where other.tablename = pg_policies.tablename
           and other.policyname = pg_policies.tablename || '_wall')
  loop
    execute format('drop policy %I on %I', walled || '_members', walled);
  end loop;
end $$;
"""


class Migration(migrations.Migration):
    dependencies = [("platform", "0002_walls")]
    operations = [migrations.RunSQL(WALLS, NO_WALLS)]
