"""How long somebody typed a reply."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from madoguchi.desk.platform.walls.policies import NO_MEMBER

# Of nobody's client: it tells when somebody of ours typed last, and nothing more. Not for members.
CLOSED = f"""alter table conversations_pen enable row level security;
create policy conversations_pen_wall on conversations_pen using ({NO_MEMBER}) with check ({NO_MEMBER})"""
OPENED = """drop policy conversations_pen_wall on conversations_pen;
alter table conversations_pen disable row level security"""
# What was spent on a message is spent: nobody writes it down anew.
KEPT = """
create function conversations_message_keeps_its_time() returns trigger language plpgsql as $$
begin
  raise exception 'the time that was spent on a message stays as it is';
end $$;
create trigger conversations_message_keeps_its_time before update of written_seconds on conversations_message
for each row when (old.written_seconds is distinct from new.written_seconds)
execute function conversations_message_keeps_its_time()"""
NOT_KEPT = """drop trigger conversations_message_keeps_its_time on conversations_message;
drop function conversations_message_keeps_its_time()"""


class Migration(migrations.Migration):
    dependencies = [
        ("conversations", "0018_what_waits_with_a_text"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Pen",
            fields=[
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        serialize=False,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.AddField(
            model_name="saveddraft",
            name="written_seconds",
            field=models.FloatField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name="heldreply",
            name="written_seconds",
            field=models.PositiveIntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name="scheduledreply",
            name="written_seconds",
            field=models.PositiveIntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name="message",
            name="written_seconds",
            field=models.PositiveIntegerField(null=True),
        ),
        migrations.AddIndex(
            model_name="message",
            index=models.Index(
                condition=models.Q(("written_seconds__isnull", False)),
                fields=["client", "at"],
                name="message_written",
            ),
        ),
        migrations.RunSQL(CLOSED, OPENED),
        migrations.RunSQL(KEPT, NOT_KEPT),
    ]
