"""Jobs: rows written in the action's own transaction, run later by a worker, safe to run twice."""

import logging
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import wraps

from django.db import connection, connections
from procrastinate import BaseRetryStrategy, RetryDecision
from procrastinate.contrib.django import app
from procrastinate.jobs import Job
from procrastinate.types import JSONValue

from madoguchi.desk.platform import walls

FIRST_WAIT_SECONDS = 2
LONGEST_WAIT_SECONDS = 600
USUAL, DELIVERY = "default", "delivery"  # the queues
# Not prepared: a queue is empty and long by turns, and a plan for one does not do for the other.
WAITING = """select id, (args->>%(key)s)::bigint from procrastinate_jobs
where status = 'todo' and task_name = %(name)s and attempts = 0
  and (args->>'client_id')::bigint = %(client)s
order by priority desc, id limit %(most)s"""
TAKE = """with free as (
  select id from procrastinate_jobs where id = any(%(numbers)s)
    and task_name = %(name)s and status = 'todo' for update skip locked
)
delete from procrastinate_jobs using free where procrastinate_jobs.id = free.id
returning procrastinate_jobs.id"""

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


def defer(name: str, *, client_id: int, at: datetime | None = None, **ids: int) -> None:
    """Queue a job by its name inside the open transaction: rolled back, it never was.

    `at` is when it may run; None: at once. Ids only, never text: the table of jobs has no wall. The
    name keeps actions from importing the jobs that call them.
    """
    task = app.configure_task(name, allow_unknown=False, schedule_at=at)
    task.defer(client_id=client_id, **ids)


def defer_all(name: str, about: Sequence[tuple[int, int]], *, key: str) -> None:
    """Queue jobs like `defer`, in one statement: pairs of a client and the id that goes by `key`."""
    given: list[dict[str, JSONValue]] = [
        {"client_id": client_id, key: pk} for client_id, pk in about
    ]
    if given:
        app.configure_task(name, allow_unknown=False).batch_defer(*given)


def defer_provider(name: str, **ids: int) -> None:
    """Queue a job of no client, like `defer`. Jobs of one name run one after the other."""
    app.configure_task(name, lock=name, allow_unknown=False).defer(**ids)


def waiting(name: str, *, client_id: int, key: str, most: int) -> dict[int, int]:
    """The client's jobs of this name that nobody has begun: their numbers, and what each is about."""
    with connection.cursor() as cursor:
        cursor.execute(WAITING, {"key": key, "name": name, "client": client_id, "most": most})
        return {int(job): int(about) for job, about in cursor.fetchall()}


def take(name: str, numbers: list[int]) -> list[int]:
    """Take jobs out of the queue to do them in the open transaction: rolled back, they still wait.

    Those that a worker has begun meanwhile are left to it; the numbers of the others come back.
    """
    with connection.cursor() as cursor:
        cursor.execute(TAKE, {"numbers": numbers, "name": name})
        return sorted(int(job) for [job] in cursor.fetchall())


def client_job(name: str, *, queue: str = USUAL) -> Callable[[Work], Work]:
    """Register a job that works for one client: it is given client_id and sees that client alone.

    Each queue has its own slots in the worker: those of DELIVERY are for talks with mail servers.
    """

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

        app.task(name=name, queue=queue, retry=PATIENCE)(run)
        return run

    return register


def provider_job(name: str, *, queue: str = USUAL) -> Callable[[Work], Work]:
    """Register a job of no client: it sees no client's rows, and those of the provider."""

    def register(work: Work) -> Work:
        @wraps(work)
        def run(**ids: int) -> None:
            try:
                with walls.within([], provider_wide=True):
                    work(**ids)
            except TryLater:
                raise
            except Exception as error:
                log.error("%s failed and is tried again: %s", name, type(error).__name__)
                raise
            finally:
                connections.close_all()

        app.task(name=name, queue=queue, retry=PATIENCE)(run)
        return run

    return register
