"""The jobs of expectations: what the measures stand at, and at night the words of what came in."""

from django.db import connections
from procrastinate.contrib.django import app

from madoguchi.desk.clients.models import Client
from madoguchi.desk.expectations.actions.keeping import one_at_a_time
from madoguchi.desk.expectations.actions.learning import learn
from madoguchi.desk.expectations.models import KeptFigures
from madoguchi.desk.expectations.queries.sheets import count_month
from madoguchi.desk.platform import clock, jobs, walls
from madoguchi.desk.platform.jobs import client_job


@client_job("expectations.learn_words")
def learn_words(*, client_id: int) -> None:
    """The client's words, as far as one run goes."""
    learn(client_id=client_id, now=clock.now())


@client_job("expectations.count")
def count(*, client_id: int) -> None:
    """The client's month to date, one count at a time."""
    with walls.transaction([client_id]):
        one_at_a_time(client_id)
        count_month(client_id, clock.now())


@app.periodic(cron="*/10 * * * *")
@app.task(
    name="expectations.count_again", queueing_lock="expectations.count_again", pass_context=False
)
def count_again(timestamp: int) -> None:  # noqa: ARG001 (Procrastinate's signature)
    """What somebody has looked at once stays fresh: after a quiet night nobody reads the evening's figures."""
    try:
        with walls.transaction([], provider_wide=True):
            clients = list(Client.objects.order_by("pk").values_list("pk", flat=True))
        with walls.transaction(clients):
            for client_id in KeptFigures.objects.order_by("pk").values_list("client_id", flat=True):
                jobs.defer("expectations.count", client_id=client_id)
    finally:
        connections.close_all()


@app.periodic(cron="7 17 * * *")  # UTC: a quiet hour in Japan
@app.task(name="expectations.learn", queueing_lock="expectations.learn", pass_context=False)
def learn_nightly(timestamp: int) -> None:  # noqa: ARG001 (Procrastinate's signature)
    """Once a day, each client's."""
    try:
        with walls.transaction([], provider_wide=True):
            for client_id in Client.objects.order_by("pk").values_list("pk", flat=True):
                jobs.defer("expectations.learn_words", client_id=client_id)
    finally:
        connections.close_all()
