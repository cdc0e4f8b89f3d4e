"""The jobs of conversations: what happens at a time."""

from django.db import connections
from procrastinate.contrib.django import app

from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations.actions import scheduling, snoozing, sweeping
from madoguchi.desk.platform import clock, jobs, walls
from madoguchi.desk.platform.jobs import client_job


@client_job("conversations.wake")
def wake(*, client_id: int, conversation_id: int) -> None:  # noqa: ARG001 (the wall's, by client_job)
    """A snoozed conversation is back."""
    snoozing.wake(conversation_id=conversation_id, now=clock.now())


@client_job("conversations.send_scheduled")
def send_scheduled(*, client_id: int, scheduled_reply_id: int) -> None:  # noqa: ARG001 (as above)
    """A scheduled reply leaves, or is held."""
    scheduling.send_at_its_time(scheduled_reply_id=scheduled_reply_id, now=clock.now())


@client_job("conversations.sweep_files")
def sweep_files(*, client_id: int) -> None:
    """The client's files that nothing refers to leave the store."""
    sweeping.sweep_files(client_id=client_id, now=clock.now())


@app.periodic(cron="37 18 * * *")  # UTC: a quiet hour in Japan
@app.task(name="conversations.sweep", queueing_lock="conversations.sweep", pass_context=False)
def sweep(timestamp: int) -> None:  # noqa: ARG001 (Procrastinate's signature)
    """Once a day, each client's store."""
    try:
        with walls.transaction([], provider_wide=True):
            for client_id in Client.objects.order_by("pk").values_list("pk", flat=True):
                jobs.defer("conversations.sweep_files", client_id=client_id)
    finally:
        connections.close_all()
