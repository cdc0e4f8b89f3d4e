"""Who must have a second factor, and which sessions have shown one."""

from collections.abc import Callable
from datetime import datetime, timedelta

from allauth.account.authentication import get_authentication_records
from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest

from madoguchi.config import Mode
from madoguchi.desk.people.models import Person

SHOWN = "second_factor"
DIRECTS = "directs"
ASKED_EVERY = timedelta(minutes=10)
# The pages that lead to a second factor, and away.
WAY_THERE = (
    "/account/second-factor/",
    "/account/passkeys/",
    "/account/confirmation/",
    "/sign-out/",
)

Charge = Callable[[Person, datetime], bool]
_charges: list[Charge] = []  # of others' accounts or data, beside an admin's


def demanded_by(charge: Charge) -> None:
    """Who has this charge needs a second factor; wired once, when all features are loaded."""
    _charges.append(charge)


def has_charge(person: Person, now: datetime) -> bool:
    """Whether somebody has one of the charges that need a second factor; a query each."""
    return any(charge(person, now) for charge in _charges)


def was_shown(request: HttpRequest) -> bool:
    """Whether a code, a passkey or a recovery code was asked for on the way in."""
    records = get_authentication_records(request, request.user)
    return any(record.get("method") == "mfa" for record in records)


def note(request: HttpRequest, *, shown: bool) -> None:
    """Remember in the session whether its person has a second factor."""
    request.session[SHOWN] = shown


def is_demanded(request: HttpRequest) -> bool:
    """Whether the person of this session was led to the set-up, and may go nowhere else."""
    person = request.user
    if settings.CONFIG.mode is not Mode.PRODUCTION or not isinstance(person, Person):
        return False
    return person.is_admin or bool(request.session.get(DIRECTS, {}).get("is"))


def is_held_back(session: SessionBase, person: Person) -> bool:
    """Whether the pages hold this session back: what answers before them must, too."""
    if settings.CONFIG.mode is not Mode.PRODUCTION or session.get(SHOWN):
        return False
    return person.is_admin or bool(session.get(DIRECTS, {}).get("is"))


def is_missing(
    request: HttpRequest, person: Person, *, directs: Callable[[], bool], now: datetime
) -> bool:
    """Whether this person must first set up a second factor, in production: admins, and who directs,
    or looks after their company's own people.

    `directs` asks the database, once in ten minutes and only for sessions without a second factor.
    """
    if settings.CONFIG.mode is not Mode.PRODUCTION or request.session.get(SHOWN):
        return False
    if request.path.startswith(WAY_THERE):
        return False
    return person.is_admin or _directs(request, directs, now)


def _directs(request: HttpRequest, ask: Callable[[], bool], now: datetime) -> bool:
    known = request.session.get(DIRECTS)
    if known is None or datetime.fromisoformat(known["at"]) < now - ASKED_EVERY:
        known = request.session[DIRECTS] = {"is": ask(), "at": now.isoformat()}
    return bool(known["is"])
