"""A mail that waits in the quarantine and answers a direct thread is there for who reads that thread."""

import django.db.models.deletion
from django.db import migrations, models

from madoguchi.desk.platform.walls.policies import same_client

THREADS = "all ((select hidden_threads())::bigint[])"
MESSAGES = "all ((select hidden_messages())::bigint[])"
BEFORE = f"message_id is null or message_id <> {MESSAGES}"
# What nobody has read yet may be such an answer: until it is read, it is the desk's alone.
DESK = "(select coalesce(nullif(current_setting('app.person', true), ''), '0')) = '0'"
SEEN = f"({BEFORE}) and (thread_id is null or thread_id <> {THREADS}) and (state <> 'received' or {DESK})"


class Migration(migrations.Migration):
    dependencies = [
        ("mail", "0007_forged_mail"),
        ("rooms", "0004_hidden_marks"),
    ]
    operations = [
        migrations.AddField(
            model_name="rawmail",
            name="thread",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="conversations.conversation",
            ),
        ),
        migrations.AlterField(
            model_name="rawmail",
            name="cause",
            field=models.CharField(
                blank=True,
                choices=[
                    ("unreadable", "読めません"),
                    ("unknown", "委託元が不明"),
                    ("spam", "迷惑メールの疑い"),
                    ("flood", "短時間に大量"),
                    ("too_big", "大きすぎます"),
                    ("forged", "差出人が確かめられません"),
                    ("outsider", "個別スレッドの参加者か不明"),
                ],
                max_length=12,
            ),
        ),
        migrations.AddConstraint(
            model_name="rawmail",
            constraint=models.CheckConstraint(
                condition=models.Q(thread__isnull=True) | models.Q(client__isnull=False),
                name="unrouted_mail_answers_no_thread",
            ),
        ),
        same_client("mail_rawmail", "thread_id", "conversations_conversation"),
        migrations.RunSQL(
            "drop policy mail_rawmail_direct on mail_rawmail;"
            "create policy mail_rawmail_direct on mail_rawmail as restrictive"
            f" using ({SEEN}) with check ({SEEN});",
            "drop policy mail_rawmail_direct on mail_rawmail;"
            "create policy mail_rawmail_direct on mail_rawmail as restrictive"
            f" for select using ({BEFORE});",
        ),
    ]
