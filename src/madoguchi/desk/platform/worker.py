"""The worker: Procrastinate's loop, and the rescue of jobs whose worker died."""

import asyncio
import logging
import signal
from collections.abc import Coroutine
from importlib import import_module

from django.conf import settings
from django.db import connections
from procrastinate import App, PsycopgConnector
from procrastinate.contrib.django import app
from procrastinate.contrib.django.utils import connector_params
from procrastinate.jobs import DeleteJobCondition

from madoguchi.desk.platform import jobs

log = logging.getLogger(__name__)

# A worker that was killed is known by its silence.
HEARTBEAT_SECONDS = 3
DEAD_AFTER_SECONDS = 12
SHUTDOWN_SECONDS = 5
# Connections for taking jobs and putting them away, which each is one statement, beside the jobs' own.
TAKING = 2
_SIGNALS = (signal.SIGINT, signal.SIGTERM)


async def work(*, concurrency: int, delivery_concurrency: int) -> None:
    """Run jobs until SIGTERM or SIGINT; deliveries in slots of their own, so that nothing holds them."""
    connector = PsycopgConnector(kwargs=connector_params(), min_size=1, max_size=TAKING)
    with app.replace_connector(connector) as own:
        async with own.open_async():
            await _side_by_side(
                _work_off(own, jobs.USUAL, concurrency),
                _work_off(own, jobs.DELIVERY, delivery_concurrency),
            )


async def _side_by_side(*crews: Coroutine[None, None, None]) -> None:
    """Until a signal, or until one of them ends: then the other ends too, its jobs given time."""
    tasks = [asyncio.create_task(crew) for crew in crews]
    loop = asyncio.get_running_loop()
    for number in _SIGNALS:
        loop.add_signal_handler(number, lambda: [task.cancel() for task in tasks])
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.wait(tasks)
        for number in _SIGNALS:
            loop.remove_signal_handler(number)
    for task in tasks:
        if not task.cancelled():
            task.result()


async def _work_off(own: App, queue: str, slots: int) -> None:
    await own.run_worker_async(
        queues=[queue],
        name=queue,
        concurrency=slots,
        wait=True,
        install_signal_handlers=False,
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
        import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
    finally:
        connections.close_all()
