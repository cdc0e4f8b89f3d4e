"""Filling in a client's self-check of a month."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from madoguchi.desk.adherence.authority import refuse_unless_directs
from madoguchi.desk.adherence.events import SelfCheckFilledIn
from madoguchi.desk.adherence.models import SelfCheck, SelfCheckLine
from madoguchi.desk.adherence.months import first_months
from madoguchi.desk.clients import authority
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import events
from madoguchi.desk.platform.days import local_day
from madoguchi.desk.platform.refusals import Refusal

LONGEST_NOTE = 1000


class CannotFillIn(Refusal):
    """このセルフチェックは記入できません。"""


class MonthToCome(CannotFillIn):
    """まだ始まっていない月です。"""


class BeforeTheDesk(CannotFillIn):
    """この月は、まだ窓口から何も送信していません。"""


class AlreadyFilledIn(CannotFillIn):
    """この月のセルフチェックは、もう記入されています。"""


class RuleNotJudged(CannotFillIn):
    """すべてのルールについて、できているかどうかを選んでください。"""


class NoteTooLong(CannotFillIn):
    """メモは1,000文字までです。"""


@dataclass(frozen=True)
class Measured:
    """Of the messages that left in a month: all, and those that the rule was broken in."""

    checked: int
    broken: int


@dataclass(frozen=True)
class Judged:
    """What a director says of a rule; an empty judgement was not chosen."""

    judgement: str
    note: str = ""


@dataclass(frozen=True)
class Sheet:
    """A self-check as it was typed: by the rule's slug what is judged, and a word about all of it."""

    judged: Mapping[str, Judged]
    note: str = ""


@transaction.atomic
def fill_in(
    *,
    client_id: int,
    month: date,
    sheet: Sheet,
    measured: Mapping[str, Measured],
    person: Person,
    now: datetime,
) -> SelfCheck:
    """Keep the sheet with the figures of this moment; each rule of `measured` must be judged."""
    refuse_unless_directs(person, client_id, now)
    authority.locked(client_id)
    first = month.replace(day=1)
    _refuse_unless_fit(client_id, first, sheet, measured, now)
    filled = SelfCheck.objects.create(
        client_id=client_id, month=first, person=person, at=now, note=sheet.note.strip()
    )
    SelfCheckLine.objects.bulk_create(
        SelfCheckLine(
            client_id=client_id,
            self_check=filled,
            rule=rule,
            checked=figures.checked,
            broken=figures.broken,
            judgement=sheet.judged[rule].judgement,
            note=sheet.judged[rule].note.strip(),
        )
        for rule, figures in measured.items()
    )
    told = SelfCheckFilledIn(client_id=client_id, self_check_id=filled.pk, month=f"{first:%Y-%m}")
    events.record(told, at=now, actor_id=person.pk)
    return filled


def _refuse_unless_fit(
    client_id: int, first: date, sheet: Sheet, measured: Mapping[str, Measured], now: datetime
) -> None:
    today = local_day(now)
    if first > today:
        raise MonthToCome
    if first < first_months([client_id], today=today)[client_id]:
        raise BeforeTheDesk
    if SelfCheck.objects.filter(client_id=client_id, month=first).exists():
        raise AlreadyFilledIn
    known = set(SelfCheckLine.Judgement.values)
    if any(
        rule not in sheet.judged or sheet.judged[rule].judgement not in known for rule in measured
    ):
        raise RuleNotJudged
    notes = [sheet.note, *(one.note for one in sheet.judged.values())]
    if any(len(note) > LONGEST_NOTE for note in notes):
        raise NoteTooLong
