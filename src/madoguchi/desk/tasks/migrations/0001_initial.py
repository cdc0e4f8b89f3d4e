"""The tables of tasks."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('clients', '0008_words_of_other_clients'),
        ('conversations', '0013_findings_of_messages'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='TaskSeries',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=120)),
                ('purpose', models.TextField(blank=True)),
                ('approach', models.TextField(blank=True)),
                ('scope', models.TextField(blank=True)),
                ('is_internal', models.BooleanField(default=True)),
                ('estimate_minutes', models.PositiveIntegerField(null=True)),
                ('rule', models.CharField(max_length=24)),
                ('due_time', models.TimeField()),
                ('last_day', models.DateField()),
                ('made_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(null=True)),
                ('client', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='clients.client')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('owner', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='task_series', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Task',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=120)),
                ('purpose', models.TextField(blank=True)),
                ('approach', models.TextField(blank=True)),
                ('scope', models.TextField(blank=True)),
                ('is_internal', models.BooleanField(default=True)),
                ('requested_at', models.DateTimeField()),
                ('is_clear', models.BooleanField(default=True)),
                ('due_at', models.DateTimeField(null=True)),
                ('due_named_by', models.DateTimeField(null=True)),
                ('first_due_at', models.DateTimeField(null=True)),
                ('estimate_minutes', models.PositiveIntegerField(null=True)),
                ('remaining_minutes', models.PositiveIntegerField(null=True)),
                ('state', models.CharField(choices=[('requested', '受付前'), ('accepted', '着手前'), ('doing', '進行中'), ('blocked', '止まっています'), ('waiting', '相手の確認待ち'), ('done', '完了'), ('declined', 'お断り')], default='requested', max_length=9)),
                ('state_at', models.DateTimeField()),
                ('reason', models.TextField(blank=True)),
                ('remind_days', models.PositiveSmallIntegerField(null=True)),
                ('remind_at', models.DateTimeField(null=True)),
                ('closed_at', models.DateTimeField(null=True)),
                ('series_day', models.DateField(null=True)),
                ('client', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='clients.client')),
                ('conversation', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='tasks', to='conversations.conversation')),
                ('message', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='tasks', to='conversations.message')),
                ('owner', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='tasks', to=settings.AUTH_USER_MODEL)),
                ('parent', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='parts', to='tasks.task')),
                ('requested_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('state_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('series', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='tasks', to='tasks.taskseries')),
            ],
        ),
        migrations.CreateModel(
            name='TaskWatcher',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('client', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='clients.client')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='tasks_watched', to=settings.AUTH_USER_MODEL)),
                ('task', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, related_name='watchers', to='tasks.task')),
            ],
        ),
        migrations.CreateModel(
            name='TaskDelay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('due_at', models.DateTimeField()),
                ('new_due_at', models.DateTimeField()),
                ('reason', models.TextField()),
                ('noticed_at', models.DateTimeField()),
                ('told_at', models.DateTimeField(null=True)),
                ('client', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='clients.client')),
                ('message', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='conversations.message')),
                ('noticed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('task', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='delays', to='tasks.task')),
                ('told_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['client', 'told_at', 'id'], name='delay_by_telling')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('told_at__isnull', True)), fields=('task',), name='one_delay_waits'), models.CheckConstraint(condition=models.Q(('new_due_at__gt', models.F('due_at'))), name='delay_ends_later'), models.CheckConstraint(condition=models.Q(('reason__regex', '\\S')), name='delay_has_a_reason')],
            },
        ),
        migrations.CreateModel(
            name='TaskItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveIntegerField()),
                ('text', models.CharField(max_length=200)),
                ('ticked_at', models.DateTimeField(null=True)),
                ('client', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='clients.client')),
                ('task', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, related_name='items', to='tasks.task')),
                ('ticked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('task', 'position'), name='item_has_its_place'), models.CheckConstraint(condition=models.Q(('text__regex', '\\S')), name='item_says_something'), models.CheckConstraint(condition=models.Q(models.Q(('ticked_at__isnull', True), ('ticked_by__isnull', True)), models.Q(('ticked_at__isnull', False), ('ticked_by__isnull', False)), _connector='OR'), name='tick_has_a_person')],
            },
        ),
        migrations.AddIndex(
            model_name='taskseries',
            index=models.Index(condition=models.Q(('ended_at__isnull', True)), fields=['client', 'id'], name='series_that_goes_on'),
        ),
        migrations.AddConstraint(
            model_name='taskseries',
            constraint=models.UniqueConstraint(fields=('id', 'client'), name='series_and_client'),
        ),
        migrations.AddConstraint(
            model_name='taskseries',
            constraint=models.CheckConstraint(condition=models.Q(('title__regex', '\\S')), name='series_says_what'),
        ),
        migrations.AddIndex(
            model_name='task',
            index=models.Index(condition=models.Q(('closed_at__isnull', True)), fields=['client', 'due_at', 'id'], name='task_open_by_due'),
        ),
        migrations.AddIndex(
            model_name='task',
            index=models.Index(condition=models.Q(('closed_at__isnull', True)), fields=['owner', 'due_at', 'id'], name='task_open_of_owner'),
        ),
        migrations.AddIndex(
            model_name='task',
            index=models.Index(condition=models.Q(('closed_at__isnull', False)), fields=['client', '-closed_at', '-id'], name='task_closed'),
        ),
        migrations.AddIndex(
            model_name='task',
            index=models.Index(fields=['conversation', 'id'], name='task_of_conversation'),
        ),
        migrations.AddIndex(
            model_name='task',
            index=models.Index(fields=['parent', 'id'], name='task_part'),
        ),
        migrations.AddConstraint(
            model_name='task',
            constraint=models.UniqueConstraint(fields=('id', 'client'), name='task_and_client'),
        ),
        migrations.AddConstraint(
            model_name='task',
            constraint=models.UniqueConstraint(condition=models.Q(('parent__isnull', True), models.Q(('state', 'declined'), _negated=True)), fields=('message',), name='message_asks_for_one_task'),
        ),
        migrations.AddConstraint(
            model_name='task',
            constraint=models.UniqueConstraint(fields=('series', 'series_day'), name='series_makes_one_task_a_day'),
        ),
        migrations.AddConstraint(
            model_name='task',
            constraint=models.CheckConstraint(condition=models.Q(('title__regex', '\\S')), name='task_says_what'),
        ),
        migrations.AddConstraint(
            model_name='task',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['requested', 'declined']), ('due_at__isnull', False), ('due_named_by__isnull', False), _connector='OR'), name='accepted_task_has_a_due_or_a_time_that_names_it'),
        ),
        migrations.AddConstraint(
            model_name='task',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['blocked', 'waiting', 'declined']), _negated=True), ('reason__regex', '\\S'), _connector='OR'), name='task_that_stands_still_says_why'),
        ),
        migrations.AddConstraint(
            model_name='task',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('closed_at__isnull', False), ('state__in', ['done', 'declined'])), models.Q(models.Q(('state__in', ['done', 'declined']), _negated=True), ('closed_at__isnull', True)), _connector='OR'), name='closed_task_says_when'),
        ),
        migrations.AddConstraint(
            model_name='task',
            constraint=models.CheckConstraint(condition=models.Q(('state', 'waiting'), models.Q(('remind_at__isnull', True), ('remind_days__isnull', True)), _connector='OR'), name='only_a_task_that_waits_reminds'),
        ),
        migrations.AddConstraint(
            model_name='task',
            constraint=models.CheckConstraint(condition=models.Q(('parent__isnull', True), models.Q(('parent', models.F('id')), _negated=True), _connector='OR'), name='task_is_no_part_of_itself'),
        ),
        migrations.AddConstraint(
            model_name='task',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('series__isnull', True), ('series_day__isnull', True)), models.Q(('series__isnull', False), ('series_day__isnull', False)), _connector='OR'), name='task_of_a_series_has_its_day'),
        ),
        migrations.AddConstraint(
            model_name='taskwatcher',
            constraint=models.UniqueConstraint(fields=('task', 'person'), name='task_is_watched_once'),
        ),
    ]
