"""Figures for Prometheus: requests as this process answered them, and what all processes share."""

import logging
import re
import time
import uuid
from collections.abc import Callable, Iterable

from django.db import connection, transaction
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from madoguchi.desk.platform import logs

log = logging.getLogger("madoguchi.request")

REGISTRY = CollectorRegistry()
REQUESTS = Counter(
    "madoguchi_requests", "Answered requests.", ["address", "method", "status"], registry=REGISTRY
)
SECONDS = Histogram(
    "madoguchi_request_seconds",
    "Time to answer a request.",
    ["address"],
    buckets=(0.005, 0.01, 0.02, 0.03, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5),
    registry=REGISTRY,
)
DESKS = Gauge("madoguchi_live_desks", "Desks that listen for live updates.", registry=REGISTRY)
NUMBER = "X-Request-ID"
LIKE_A_NUMBER = re.compile(r"[0-9A-Za-z-]{8,64}")
# A method is whatever a visitor writes there, and each new label would stay for ever.
METHODS = frozenset({"DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"})
MEANINGS = {
    "jobs_waiting": "Jobs that could run now.",
    "jobs_oldest_seconds": "How long the oldest of them has waited.",
    "workers_alive": "Workers heard of in the last 30 seconds.",
    "mails_quarantined": "Mails that wait for a person.",
    "balls_ours": "Conversations in which we must act.",
    "balls_over": "Conversations whose reply clock is over a level.",
}


class Measured:
    """Counts each request under the name of its address, never under what stood in it; and numbers it."""

    sync_capable = True
    async_capable = False

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        began = time.perf_counter()
        number = _number_of(request)
        numbered = logs.request_id.set(number)
        try:
            response = self.get_response(request)
            self._note(request, response.status_code, time.perf_counter() - began)
        finally:
            logs.request_id.reset(numbered)
        response.headers[NUMBER] = number
        return response

    def _note(self, request: HttpRequest, status: int, seconds: float) -> None:
        address = name_of(request)
        method = request.method if request.method in METHODS else "other"
        REQUESTS.labels(address, method, status).inc()
        SECONDS.labels(address).observe(seconds)
        person = getattr(request, "person", None)
        log.info(
            "answered",
            extra={
                "address": address,
                "method": method,
                "status": status,
                "milliseconds": round(seconds * 1000, 1),
                "person_id": person.pk if person else None,
            },
        )


def _number_of(request: HttpRequest) -> str:
    """The proxy's, so that its log and ours can be read together; else one of our own."""
    given = request.headers.get(NUMBER, "")
    return given if LIKE_A_NUMBER.fullmatch(given) else uuid.uuid4().hex


def name_of(request: HttpRequest) -> str:
    """The name of the URL pattern; "none" where nothing matched."""
    match = request.resolver_match
    return (match.url_name or "none") if match else "none"


class SharedFigures(Collector):
    """What the database tells, asked when Prometheus asks."""

    def collect(self) -> Iterable[Metric]:
        """One gauge a name, labelled with its kind where it has some."""
        gauges: dict[str, GaugeMetricFamily] = {}
        for name, kind, value in figures():
            if name not in gauges:
                gauges[name] = GaugeMetricFamily(
                    f"madoguchi_{name}", MEANINGS[name], labels=["kind"] if kind else []
                )
            gauges[name].add_metric([kind] if kind else [], value)
        return gauges.values()

    def describe(self) -> Iterable[Metric]:
        """Nothing is asked of the database while it is only registered."""
        return ()


REGISTRY.register(SharedFigures())


def watch_desks(count: Callable[[], float]) -> None:
    """How many desks listen is asked of the process's own hub."""
    DESKS.set_function(count)


def figures() -> list[tuple[str, str, float]]:
    """(name, kind, value) of all that is counted over all clients: numbers alone."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select name, kind, value from operations_figures()")
        return list(cursor.fetchall())


def exposition() -> bytes:
    """The page as Prometheus reads it."""
    return generate_latest(REGISTRY)
