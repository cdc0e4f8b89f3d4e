"""Letters to people of the provider (a reset link, an invitation, an alert), waiting to be sent by mail."""

from datetime import datetime

from django.db import transaction

from madoguchi.desk.people.models import Letter
from madoguchi.desk.platform.jobs import defer_provider

SEND = "mail.send_letters"  # the job of the mail feature


@transaction.atomic
def post_letter(*, to: str, subject: str, body: str, now: datetime) -> Letter:
    """Put a letter down to be sent; rolled back, it never was."""
    letter = Letter.objects.create(to=to, subject=subject, body=body, created_at=now)
    defer_provider(SEND)
    return letter


def waiting_letters(limit: int) -> list[Letter]:
    """The letters that nobody has sent yet, the oldest first."""
    waiting = Letter.objects.filter(state=Letter.State.WAITING)
    return list(waiting.order_by("pk")[:limit])


def mark_sent(letter_id: int, now: datetime) -> None:
    """The mail server took it: what it said is forgotten, since links in it open doors."""
    _settle(letter_id, state=Letter.State.SENT, sent_at=now)


def mark_failed(letter_id: int, reason: str, now: datetime) -> None:
    """It can never be sent; the reason stays, what it said does not."""
    _settle(letter_id, state=Letter.State.FAILED, sent_at=now, reason=reason[:500])


def _settle(letter_id: int, *, state: Letter.State, sent_at: datetime, reason: str = "") -> None:
    Letter.objects.filter(pk=letter_id, state=Letter.State.WAITING).update(
        state=state, sent_at=sent_at, reason=reason, body=""
    )
