"""Keeping what a client's measures stand at: counted by a job, so that no page in passing waits for it."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import transaction

from madoguchi.desk.expectations.figures import Key, listed
from madoguchi.desk.expectations.models import KeptFigures
from madoguchi.desk.expectations.rows import Measured
from madoguchi.desk.expectations.windows import Window
from madoguchi.desk.platform import jobs
from madoguchi.desk.platform.postgresql import prepared

FRESH_FOR = timedelta(minutes=1)
COUNTING = 7003  # the first half of the advisory lock's key
HOLD = "select pg_advisory_xact_lock(%(kind)s::int, hashint8(%(client)s::bigint))::text"


def one_at_a_time(client_id: int) -> None:
    """Until the transaction ends, nobody else counts for this client."""
    prepared.rows_of(HOLD, {"kind": COUNTING, "client": client_id})


@transaction.atomic
def keep_figures(*, window: Window, stands: Mapping[Key, Measured]) -> None:
    """What was counted in the window takes the place of what was kept."""
    KeptFigures.objects.update_or_create(
        client_id=window.client_id,
        defaults={
            "since": window.since,
            "until": window.until,
            "figures": listed(stands),
            "asked_at": window.until,
        },
    )


@transaction.atomic
def ask_anew(*, client_id: int, now: datetime) -> bool:
    """Have them counted anew, unless that was asked for within FRESH_FOR; whether it was asked now."""
    old = KeptFigures.objects.filter(client_id=client_id, asked_at__lte=now - FRESH_FOR)
    found = old.select_for_update(skip_locked=True).first()
    if found is None:
        return False
    found.asked_at = now
    found.save(update_fields=["asked_at"])
    jobs.defer("expectations.count", client_id=client_id)
    return True
