"""The jobs of alerts: every few seconds a look at the clocks of each client."""

import logging

from django.db import connections
from procrastinate.contrib.django import app

from madoguchi.desk.alerts.actions.promising import raise_for_promises
from madoguchi.desk.alerts.actions.raising import raise_alerts
from madoguchi.desk.alerts.actions.relieving import relieve
from madoguchi.desk.clients.models import Client
from madoguchi.desk.platform import clock, walls

log = logging.getLogger(__name__)


@app.periodic(cron="* * * * * */15")
@app.task(name="alerts.look", queueing_lock="alerts.look", lock="alerts.look", pass_context=False)
def look(timestamp: int) -> None:  # noqa: ARG001 (Procrastinate's signature)
    """Each client behind its own wall; one that fails does not keep the others from being told."""
    try:
        with walls.transaction([], provider_wide=True):
            client_ids = list(Client.objects.order_by("pk").values_list("pk", flat=True))
        for client_id in client_ids:
            try:
                with walls.within([client_id]):
                    raise_alerts(client_id=client_id, now=clock.now())
                    raise_for_promises(client_id=client_id, now=clock.now())
                # By the desk itself: what was promised between few is handed over, too.
                with walls.within([client_id], person_id=0):
                    relieve(client_id=client_id, now=clock.now())
            except Exception as error:  # noqa: BLE001 (whatever it was: the next client is told)
                log.error("no alerts of client %s: %s", client_id, type(error).__name__)
    finally:
        connections.close_all()
