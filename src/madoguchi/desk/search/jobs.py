"""The jobs of search: in the background, what is not indexed yet or was by an older engine."""

from django.db import connections
from procrastinate.contrib.django import app

from madoguchi.desk.search.actions import reindexing


@app.periodic(cron="* * * * * 41")
@app.task(name="search.catch_up", queueing_lock="search_catch_up", pass_context=False)
def catch_up(timestamp: int) -> None:
    """A few batches each minute; after an upgrade, minute by minute, everything."""
    try:
        reindexing.catch_up(turn=timestamp // 60)
    finally:
        connections.close_all()
