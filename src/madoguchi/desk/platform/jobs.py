"""Jobs: rows written in the action's own transaction, run later by a worker, safe to run twice."""

from collections.abc import Callable
from functools import wraps

from django.db import connections
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from madoguchi.desk.platform import walls

PATIENT = RetryStrategy(max_attempts=12, wait=1, exponential_wait=2)

Work = Callable[..., None]


def defer(name: str, *, client_id: int, **ids: int) -> None:
    """Queue a job by its name inside the open transaction: rolled back, it never was.

    Ids only, never text: the table of jobs has no wall. The name keeps actions from importing the
    jobs that call them.
    """
    app.configure_task(name, allow_unknown=False).defer(client_id=client_id, **ids)


def client_job(name: str, *, retry: RetryStrategy = PATIENT) -> Callable[[Work], Work]:
    """Register a job that works for one client: it is given client_id and sees that client alone."""

    def register(work: Work) -> Work:
        @wraps(work)
        def run(*, client_id: int, **ids: int) -> None:
            try:
                with walls.within([client_id]):
                    work(client_id=client_id, **ids)
            finally:
                connections.close_all()

        app.task(name=name, retry=retry)(run)
        return run

    return register
