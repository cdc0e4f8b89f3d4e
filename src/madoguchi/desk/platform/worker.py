"""The worker: Procrastinate's loop, and the rescue of jobs whose worker died."""

import logging

from django.contrib.sessions.backends.db import SessionStore
from django.db import connections
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.jobs import DeleteJobCondition

log = logging.getLogger(__name__)

# A worker that was killed is known by its silence.
HEARTBEAT_SECONDS = 3
DEAD_AFTER_SECONDS = 12
SHUTDOWN_SECONDS = 5


async def work(*, concurrency: int) -> None:
    """Run jobs until SIGTERM or SIGINT."""
    connector = app.connector
    assert isinstance(connector, DjangoConnector)
    with app.replace_connector(connector.get_worker_connector()) as own:
        async with own.open_async():
            await own.run_worker_async(
                concurrency=concurrency,
                wait=True,
                delete_jobs=DeleteJobCondition.ALWAYS,
                update_heartbeat_interval=HEARTBEAT_SECONDS,
                stalled_worker_timeout=DEAD_AFTER_SECONDS,
                shutdown_graceful_timeout=SHUTDOWN_SECONDS,
            )


@app.periodic(cron="* * * * * */5")
@app.task(name="platform.rescue_jobs", queueing_lock="rescue_jobs", pass_context=False)
async def rescue_jobs(timestamp: int) -> None:  # noqa: ARG001 (Procrastinate's signature)
    """Put the jobs of dead workers back into the queue. They are safe to run twice."""
    for job in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=DEAD_AFTER_SECONDS):
        log.warning("job %s of a dead worker is taken up again", job.id)
        await app.job_manager.retry_job(job)


@app.periodic(cron="17 * * * *")
@app.task(name="platform.clear_sessions", queueing_lock="clear_sessions", pass_context=False)
def clear_sessions(timestamp: int) -> None:  # noqa: ARG001 (Procrastinate's signature)
    """Remove the sessions of people who signed out by staying away."""
    try:
        SessionStore.clear_expired()
    finally:
        connections.close_all()
