"""Proposing a version, and both sides agreeing to its exact text."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from madoguchi.desk.clients.models import Client
from madoguchi.desk.expectations import contents, kept
from madoguchi.desk.expectations.actions.drafting import draft_locked, refuse_unless_fit
from madoguchi.desk.expectations.authority import refuse_unless_directs
from madoguchi.desk.expectations.events import SheetAgreed, SheetProposed, SheetSigned
from madoguchi.desk.expectations.models import Sheet, Side, SignOff
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import events
from madoguchi.desk.platform.refusals import Refusal


class CannotPropose(Refusal):
    """この期待値シートは、まだ合意をお願いできません。"""


class NothingExpected(CannotPropose):
    """定量か定性の期待値を、1つは書いてください。"""


class DaysMissing(CannotPropose):
    """始まる日と見直しの日を入れてください。"""


class CannotSign(Refusal):
    """この期待値シートには合意できません。"""


class NotProposed(CannotSign):
    """この版は、いま合意をお願いしているものではありません。開き直して確かめてください。"""


class TextChanged(CannotSign):
    """画面の文面は、いまの版のものではありません。開き直して、もう一度読んでください。"""


class AlreadySigned(CannotSign):
    """この版には、もう合意しています。"""


class NotOfTheClient(CannotSign):
    """この版に合意できるのは、委託元の方だけです。"""


class NameMissing(CannotSign):
    """合意した方の名前と、どう確かめたかを書いてください。"""


@dataclass(frozen=True, kw_only=True)
class Told:
    """An agreement of theirs that we were told of: who agreed, and how it is known."""

    name: str
    note: str


@transaction.atomic
def propose_sheet(*, sheet_id: int, person: Person, now: datetime) -> Sheet:
    """Fix the draft's text and ask both sides for it; an older one that was asked for is no longer."""
    sheet = draft_locked(sheet_id, person, now)
    said = kept.contents_of(sheet)
    refuse_unless_fit(said)
    if not said.figures and not said.manners:
        raise NothingExpected
    if said.valid_from is None or said.review_on is None:
        raise DaysMissing
    asked = Sheet.objects.filter(client_id=sheet.client_id, state=Sheet.State.PROPOSED)
    asked.update(state=Sheet.State.SUPERSEDED)
    name = Client.objects.values_list("name", flat=True).get(pk=sheet.client_id)
    sheet.text = contents.text_of(said, client_name=name, version=sheet.version)
    sheet.text_hash = contents.hash_of(sheet.text)
    sheet.state, sheet.proposed_at, sheet.proposed_by = Sheet.State.PROPOSED, now, person
    sheet.save(update_fields=["text", "text_hash", "state", "proposed_at", "proposed_by"])
    happened = SheetProposed(client_id=sheet.client_id, sheet_id=sheet.pk, version=sheet.version)
    events.record(happened, at=now, actor_id=person.pk)
    return sheet


@transaction.atomic
def sign_for_us(*, sheet_id: int, text_hash: str, person: Person, now: datetime) -> SignOff:
    """The client's director agrees for the provider to the text whose hash their page had."""
    sheet = _asked(sheet_id, text_hash)
    refuse_unless_directs(person, sheet.client_id, now)
    return _sign(sheet, Side.US, person.name, person=person, recorded_by=person, now=now)


@transaction.atomic
def sign_for_them(
    *, sheet_id: int, text_hash: str, client_id: int, person: Person, now: datetime
) -> SignOff:
    """Somebody of the client agrees; `client_id` is the one whose member they are."""
    sheet = _asked(sheet_id, text_hash)
    if sheet.client_id != client_id or not person.is_active:
        raise NotOfTheClient
    return _sign(sheet, Side.THEM, person.name, person=person, recorded_by=person, now=now)


@transaction.atomic
def record_their_sign_off(
    *, sheet_id: int, text_hash: str, told: Told, person: Person, now: datetime
) -> SignOff:
    """A director writes down that somebody of the client agreed, and how that is known."""
    sheet = _asked(sheet_id, text_hash)
    refuse_unless_directs(person, sheet.client_id, now)
    if not told.name.strip() or not told.note.strip():
        raise NameMissing
    return _sign(
        sheet, Side.THEM, told.name.strip(), recorded_by=person, note=told.note.strip(), now=now
    )


def _asked(sheet_id: int, text_hash: str) -> Sheet:
    """The version, held: of two who sign at once the second sees what the first did."""
    sheet = Sheet.objects.select_for_update().filter(pk=sheet_id).first()
    if sheet is None or sheet.state != Sheet.State.PROPOSED:
        raise NotProposed
    if sheet.text_hash != text_hash:
        raise TextChanged
    return sheet


def _sign(
    sheet: Sheet,
    side: Side,
    name: str,
    *,
    recorded_by: Person,
    now: datetime,
    person: Person | None = None,
    note: str = "",
) -> SignOff:
    if SignOff.objects.filter(sheet=sheet, side=side).exists():
        raise AlreadySigned
    signed = SignOff.objects.create(
        client_id=sheet.client_id,
        sheet=sheet,
        side=side,
        name=name,
        person=person,
        recorded_by=recorded_by,
        note=note,
        at=now,
        text_hash=sheet.text_hash,
    )
    happened = SheetSigned(
        client_id=sheet.client_id, sheet_id=sheet.pk, version=sheet.version, side=side, name=name
    )
    events.record(happened, at=now, actor_id=recorded_by.pk)
    if SignOff.objects.filter(sheet=sheet).count() == len(Side.values):
        _come_into_force(sheet, recorded_by, now)
    return signed


def _come_into_force(sheet: Sheet, person: Person, now: datetime) -> None:
    before = Sheet.objects.filter(client_id=sheet.client_id, state=Sheet.State.IN_FORCE)
    before.update(state=Sheet.State.SUPERSEDED)
    sheet.state, sheet.agreed_at = Sheet.State.IN_FORCE, now
    sheet.save(update_fields=["state", "agreed_at"])
    happened = SheetAgreed(client_id=sheet.client_id, sheet_id=sheet.pk, version=sheet.version)
    events.record(happened, at=now, actor_id=person.pk)
