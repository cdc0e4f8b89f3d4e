"""What a finding was, and what became of it, is never changed; a reviewer's word is written into it."""

from django.db import migrations

# The columns that tie it to its client, check and message are held by the wall and by composite keys.
KEPT = """
create function guard_guardfinding_is_kept() returns trigger language plpgsql as
$$ begin raise exception 'guard_guardfinding takes a review alone'; end $$;
create trigger guard_guardfinding_kept before delete
  or update of rule, severity, span, reason, outcome, person_id, at on guard_guardfinding
  for each row execute function guard_guardfinding_is_kept();
"""
NOT_KEPT = """
drop trigger guard_guardfinding_kept on guard_guardfinding;
drop function guard_guardfinding_is_kept();
"""


class Migration(migrations.Migration):
    dependencies = [("guard", "0005_checks_by_time")]
    operations = [migrations.RunSQL(KEPT, NOT_KEPT)]
