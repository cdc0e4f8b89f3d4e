"""The jobs of tasks: reminders at their time, tasks that come again each day."""

from django.db import connections
from procrastinate.contrib.django import app

from madoguchi.desk.clients.models import Client
from madoguchi.desk.platform import clock, jobs, walls
from madoguchi.desk.platform.jobs import client_job
from madoguchi.desk.tasks.actions import leaving, recurring, reminding


@client_job("tasks.remind")
def remind(*, client_id: int, task_id: int) -> None:  # noqa: ARG001 (the wall's, by client_job)
    """The client is reminded of what a task waits for."""
    reminding.remind(task_id=task_id, now=clock.now())


@client_job("tasks.make")
def make(*, client_id: int) -> None:
    """The client's tasks that come again; and those whose owner has left are nobody's."""
    recurring.make_tasks(client_id=client_id, now=clock.now())
    leaving.release_tasks(client_id=client_id, now=clock.now())


@app.periodic(cron="5 15 * * *")  # UTC: five past midnight in Japan
@app.task(name="tasks.recur", queueing_lock="tasks.recur", pass_context=False)
def recur(timestamp: int) -> None:  # noqa: ARG001 (Procrastinate's signature)
    """Once a day, each client's series."""
    try:
        with walls.transaction([], provider_wide=True):
            for client_id in Client.objects.order_by("pk").values_list("pk", flat=True):
                jobs.defer("tasks.make", client_id=client_id)
    finally:
        connections.close_all()
