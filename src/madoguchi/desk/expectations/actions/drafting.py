"""Writing the next version of a client's expectation sheet."""

from datetime import datetime
from decimal import Decimal

from django.db import transaction

from madoguchi.desk.clients import authority as clients
from madoguchi.desk.expectations import kept
from madoguchi.desk.expectations.authority import refuse_unless_directs
from madoguchi.desk.expectations.contents import Contents, Figure
from madoguchi.desk.expectations.events import SheetDiscarded, SheetDrafted, SheetEdited
from madoguchi.desk.expectations.measures import MEASURES
from madoguchi.desk.expectations.models import Sheet, SheetFigure, SheetGap, SheetManner
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import events
from madoguchi.desk.platform.refusals import Refusal
from madoguchi.desk.platform.words import say

MOST_ROWS = 40  # of each kind: a sheet is read by people
LONGEST_LABEL, LONGEST_WORDS, LONGEST_NAME, LONGEST_UNIT = 80, 1000, 80, 12
LARGEST = Decimal("99999999.99")


class CannotDraft(Refusal):
    """この期待値シートは直せません。"""


class DraftThere(CannotDraft):
    """次の版の下書きは、もう始まっています。"""


class NoDraft(CannotDraft):
    """下書きは、もうありません。合意をお願いしたか、ほかの人が捨てました。"""


class EditedMeanwhile(CannotDraft):
    """ほかの人が、いまこの下書きを直しました。開き直して、もう一度書いてください。"""


class TooMuch(CannotDraft):
    """行が多すぎます。それぞれ40行までにしてください。"""


@transaction.atomic
def begin_sheet(*, client_id: int, person: Person, now: datetime) -> Sheet:
    """The draft of the next version, which says at first what the newest one says."""
    refuse_unless_directs(person, client_id, now)
    clients.locked(client_id)
    newest = Sheet.objects.filter(client_id=client_id).order_by("-version", "-pk").first()
    if newest is not None and newest.state == Sheet.State.DRAFT:
        raise DraftThere
    sheet = Sheet.objects.create(
        client_id=client_id,
        version=newest.version + 1 if newest else 1,
        edited_at=now,
        edited_by=person,
    )
    if newest is not None:
        kept.put(sheet, kept.contents_of(newest))
    happened = SheetDrafted(client_id=client_id, sheet_id=sheet.pk, version=sheet.version)
    events.record(happened, at=now, actor_id=person.pk)
    return sheet


@transaction.atomic
def write_sheet(
    *,
    sheet_id: int,
    contents: Contents,
    person: Person,
    now: datetime,
    seen: datetime | None = None,
) -> Sheet:
    """The draft says this from now on. `seen`: when it was last edited, as its writer's page had it."""
    sheet = draft_locked(sheet_id, person, now)
    if seen is not None and seen != sheet.edited_at:
        raise EditedMeanwhile
    refuse_unless_fit(contents)
    sheet.valid_from, sheet.review_on = contents.valid_from, contents.review_on
    sheet.edited_at, sheet.edited_by = now, person
    sheet.save(update_fields=["valid_from", "review_on", "edited_at", "edited_by"])
    kept.put(sheet, contents)
    happened = SheetEdited(client_id=sheet.client_id, sheet_id=sheet.pk, version=sheet.version)
    events.record(happened, at=now, actor_id=person.pk)
    return sheet


@transaction.atomic
def discard_sheet(*, sheet_id: int, person: Person, now: datetime) -> None:
    """The draft is thrown away; what is in force stays."""
    sheet = draft_locked(sheet_id, person, now)
    for table in (SheetFigure, SheetManner, SheetGap):
        table.objects.filter(sheet=sheet).delete()
    sheet.delete()
    happened = SheetDiscarded(client_id=sheet.client_id, version=sheet.version)
    events.record(happened, at=now, actor_id=person.pk)


def draft_locked(sheet_id: int, person: Person, now: datetime) -> Sheet:
    """The draft, held until the transaction ends; refuses who may not write it."""
    sheet = Sheet.objects.select_for_update().filter(pk=sheet_id).first()
    if sheet is None or sheet.state != Sheet.State.DRAFT:
        raise NoDraft
    refuse_unless_directs(person, sheet.client_id, now)
    return sheet


def refuse_unless_fit(contents: Contents) -> None:
    """Each row says what it must, and can be kept."""
    rows = (contents.figures, contents.manners, contents.gaps)
    if any(len(one) > MOST_ROWS for one in rows):
        raise TooMuch
    for number, figure in enumerate(contents.figures, start=1):
        _refuse_unless_fit(number, figure)
    for manner in contents.manners:
        if len(manner.words) > LONGEST_WORDS:
            raise CannotDraft(say("それぞれの答えは1,000文字までです。"))
    for gap in contents.gaps:
        if not gap.what.strip() or not gap.who.strip():
            raise CannotDraft(say("決まっていないことには、だれが決めるかも書いてください。"))
        if len(gap.what) > LONGEST_WORDS or len(gap.who) > LONGEST_NAME:
            raise CannotDraft(say("決まっていないことが長すぎます。"))
    if contents.valid_from and contents.review_on and contents.review_on <= contents.valid_from:
        raise CannotDraft(say("見直しの日は、始まる日よりあとにしてください。"))


def _refuse_unless_fit(number: int, figure: Figure) -> None:
    if not figure.label.strip() or len(figure.label) > LONGEST_LABEL:
        raise _of_row(number, say("何を期待するかを、80文字までで書いてください。"))
    if abs(figure.target) > LARGEST or figure.target.as_tuple().exponent < -2:  # type: ignore[operator] # no NaN: forms read it
        raise _of_row(number, say("目標は小数2桁までの数で書いてください。"))
    if len(figure.unit) > LONGEST_UNIT:
        raise _of_row(number, say("単位は12文字までです。"))
    measure = MEASURES.get(figure.measure)
    if figure.measure and measure is None:
        raise _of_row(number, say("測り方を選んでください。"))
    if measure is not None and bool(figure.within) != bool(measure.within):
        raise _of_row(number, say("何分以内、何時間以内かの数を書いてください。"))
    if measure is not None and (figure.within or 0) > measure.longest:
        raise _of_row(number, say("何分以内、何時間以内かの数が大きすぎます。"))


def _of_row(number: int, words: str) -> CannotDraft:
    return CannotDraft(say("%(n)d行目：%(words)s") % {"n": number, "words": words})
