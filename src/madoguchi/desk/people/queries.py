"""Reads for the pages of oneself and of the people."""

import re
from collections.abc import Iterable, Mapping
from datetime import datetime

from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from madoguchi.desk.people.duties import duties_of
from madoguchi.desk.people.models import Invitation, Person, Session
from madoguchi.desk.people.rows import (
    Account,
    Factors,
    InvitationRow,
    InvitationTyped,
    PasskeyRow,
    People,
    PersonPage,
    PersonRow,
    SessionRow,
)

FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
# The first that is found names the browser: the others claim to be like it.
BROWSERS = (("Edg", "Edge"), ("Firefox", "Firefox"), ("Chrom", "Chrome"), ("Safari", "Safari"))
SYSTEMS = (
    (r"iPhone|iPad", "iOS"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS", "macOS"),
    ("Linux", "Linux"),
)


def account(person: Person, *, now: datetime, refusal: str = "") -> Account:
    """The page of oneself, in two queries."""
    return Account(
        name=person.name,
        email=person.email,
        single_keys=person.single_keys,
        factors=factors(person),
        session_count=_open_sessions(person.pk, now).count(),
        refusal=refusal,
    )


def factors(person: Person) -> Factors:
    """The second factors of a person, in one query."""
    rows = Authenticator.objects.filter(user=person).order_by("pk")
    by_type: dict[str, list[Authenticator]] = {}
    for row in rows:
        by_type.setdefault(row.type, []).append(row)
    app = by_type.get(Authenticator.Type.TOTP)
    codes = by_type.get(Authenticator.Type.RECOVERY_CODES)
    return Factors(
        app_since=app[0].created_at if app else None,
        passkeys=tuple(_passkeys(by_type.get(Authenticator.Type.WEBAUTHN, []))),
        codes_left=len(codes[0].wrap().get_unused_codes()) if codes else None,
    )


def sessions(person: Person, *, current: str | None, now: datetime) -> tuple[SessionRow, ...]:
    """Where this person is signed in, the latest first."""
    return tuple(
        SessionRow(
            number=str(row.number),
            browser=_browser(row.agent),
            address=row.address,
            started_at=row.started_at,
            seen_at=row.seen_at,
            is_current=row.session_key == current,
        )
        for row in _open_sessions(person.pk, now).order_by("-seen_at", "pk")
    )


def people(*, now: datetime, typed: InvitationTyped | None = None) -> People:
    """Everybody, the active first, with what they do, and who was asked to join; three queries."""
    open_ones = Invitation.objects.filter(
        accepted_by__isnull=True, withdrawn_at__isnull=True, member_of__isnull=True
    )
    waiting = open_ones.select_related("invited_by")
    found = list(_people().order_by("-is_active", "name", "pk"))
    duties = duties_of([row.pk for row in found], now)
    return People(
        people=tuple(_person_row(row, duties) for row in found),
        invitations=tuple(
            InvitationRow(
                pk=row.pk,
                email=row.email,
                name=row.name,
                is_admin=row.is_admin,
                sent_at=row.sent_at,
                expires_at=row.expires_at,
                is_over=row.expires_at <= now,
                lapsed_with="" if _may_invite(row.invited_by) else row.invited_by.name,
            )
            for row in waiting.order_by("-sent_at", "pk")
        ),
        typed=typed or InvitationTyped(),
    )


def person_page(
    person_id: int, *, viewer: Person, now: datetime, refusal: str = "", reason: str = ""
) -> PersonPage | None:
    """One of the people; None when there is nobody of that number."""
    found = _people().filter(pk=person_id).first()
    if found is None:
        return None
    return PersonPage(
        person=_person_row(found, duties_of([found.pk], now)),
        session_count=_open_sessions(found.pk, now).count(),
        is_oneself=found.pk == viewer.pk,
        refusal=refusal,
        reason=reason,
    )


def _people() -> "QuerySet[Person]":
    asked = Authenticator.objects.filter(user=OuterRef("pk"), type__in=FACTORS)
    return Person.objects.staff().annotate(has_second_factor=Exists(asked))


def _may_invite(person: Person) -> bool:
    return person.is_admin and person.is_active


def _person_row(row: Person, duties: Mapping[int, tuple[str, ...]]) -> PersonRow:
    return PersonRow(
        pk=row.pk,
        name=row.name,
        email=row.email,
        is_admin=row.is_admin,
        is_active=row.is_active,
        has_second_factor=row.has_second_factor,  # type: ignore[attr-defined] # annotated by _people
        seen_at=max(filter(None, (row.seen_at, row.last_login)), default=None),
        duties=duties.get(row.pk, ()),
    )


def _open_sessions(person_id: int, now: datetime) -> "QuerySet[Session]":
    return Session.objects.filter(person_id=person_id, expire_date__gt=now)


def _passkeys(rows: Iterable[Authenticator]) -> Iterable[PasskeyRow]:
    for row in rows:
        yield PasskeyRow(
            pk=row.pk, name=row.wrap().name, added_at=row.created_at, used_at=row.last_used_at
        )


def _browser(agent: str) -> str:
    browser = next((name for mark, name in BROWSERS if mark in agent), "")
    system = next((name for marks, name in SYSTEMS if re.search(marks, agent)), "")
    if browser and system:
        return _("%(browser)s（%(system)s）") % {"browser": browser, "system": system}
    return browser or system or _("不明なブラウザー")
