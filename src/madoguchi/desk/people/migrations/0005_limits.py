"""The counters of signing in, kept by Django's database cache: every process counts together."""

from django.db import migrations

TABLE = """
create table people_limit (
  cache_key varchar(255) not null primary key,
  value text not null,
  expires timestamptz not null
);
create index people_limit_expires on people_limit (expires);
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0004_sign_in")]
    operations = [migrations.RunSQL(TABLE, "drop table people_limit;")]
