"""The jobs of rooms: every minute a look at what members have not read; whose a direct thread is."""

import logging

from django.db import connections
from procrastinate.contrib.django import app

from madoguchi.desk.clients.models import Client
from madoguchi.desk.platform import clock, walls
from madoguchi.desk.platform.jobs import client_job
from madoguchi.desk.rooms.actions.leaving import hand_over_threads
from madoguchi.desk.rooms.actions.missing import write_of_missed

log = logging.getLogger(__name__)


@app.periodic(cron="* * * * *")
@app.task(name="rooms.look", queueing_lock="rooms.look", lock="rooms.look", pass_context=False)
def look(timestamp: int) -> None:  # noqa: ARG001 (Procrastinate's signature)
    """Each client behind its own wall; one that fails does not keep the others from being written to."""
    try:
        with walls.transaction([], provider_wide=True):
            client_ids = list(Client.objects.order_by("pk").values_list("pk", flat=True))
        for client_id in client_ids:
            try:
                with walls.within([client_id]):
                    write_of_missed(client_id=client_id, now=clock.now())
            except Exception as error:  # noqa: BLE001 (whatever it was: the next client is looked at)
                log.error("no letters of client %s: %s", client_id, type(error).__name__)
    finally:
        connections.close_all()


@client_job("rooms.hand_over")
def hand_over(*, client_id: int) -> None:
    """Somebody works for the client no more: their direct threads go to who takes part in them."""
    hand_over_threads(client_id=client_id, now=clock.now())
