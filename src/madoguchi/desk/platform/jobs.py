"""Jobs: rows written in the action's own transaction, run later by a worker, safe to run twice."""

import logging
from collections.abc import Callable
from functools import wraps

from django.db import connections
from procrastinate import BaseRetryStrategy, RetryDecision
from procrastinate.contrib.django import app
from procrastinate.jobs import Job

from madoguchi.desk.platform import walls

FIRST_WAIT_SECONDS = 2
LONGEST_WAIT_SECONDS = 600

log = logging.getLogger(__name__)

Work = Callable[..., None]


class TryLater(Exception):
    """Not this time, and nothing is wrong with the job: it is tried again with patience."""


class Patience(BaseRetryStrategy):
    """Try again after 2, 4, 8 … seconds, then every ten minutes, for ever.

    Giving up is a decision about the matter, taken and recorded by the action, never by the queue.
    """

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision:  # noqa: ARG002 (Procrastinate's signature)
        """When to try next."""
        doublings = min(job.attempts, LONGEST_WAIT_SECONDS.bit_length())
        seconds = min(FIRST_WAIT_SECONDS * 2**doublings, LONGEST_WAIT_SECONDS)
        return RetryDecision(retry_in={"seconds": seconds})


PATIENCE = Patience()


def defer(name: str, *, client_id: int, **ids: int) -> None:
    """Queue a job by its name inside the open transaction: rolled back, it never was.

    Ids only, never text: the table of jobs has no wall. The name keeps actions from importing the
    jobs that call them.
    """
    app.configure_task(name, allow_unknown=False).defer(client_id=client_id, **ids)


def defer_provider(name: str, **ids: int) -> None:
    """Queue a job of no client, like `defer`. Jobs of one name run one after the other."""
    app.configure_task(name, lock=name, allow_unknown=False).defer(**ids)


def client_job(name: str) -> Callable[[Work], Work]:
    """Register a job that works for one client: it is given client_id and sees that client alone."""

    def register(work: Work) -> Work:
        @wraps(work)
        def run(*, client_id: int, **ids: int) -> None:
            try:
                with walls.within([client_id]):
                    work(client_id=client_id, **ids)
            except TryLater:
                raise
            except Exception as error:
                # Its words may hold a customer's: the log has the kind of trouble and where.
                log.error("%s %s failed and is tried again: %s", name, ids, type(error).__name__)
                raise
            finally:
                connections.close_all()

        app.task(name=name, retry=PATIENCE)(run)
        return run

    return register
