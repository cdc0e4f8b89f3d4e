"""Reads for the pages of alerts."""

from datetime import timedelta

from madoguchi.desk.alerts import wording
from madoguchi.desk.alerts.models import About, Alert, AlertChoice, Level
from madoguchi.desk.alerts.rows import AlertPage, AlertRow, ChoiceRow
from madoguchi.desk.clients.queries import chip
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import clock
from madoguchi.desk.platform.postgresql import prepared

PAGE = 50
MOST_COUNTED = 100
UNSEEN = f"""select count(*) from (select from alerts_alert
  where person_id = %(person)s::bigint and seen_at is null limit {MOST_COUNTED}) unseen"""  # noqa: S608
UNSEEN_IN = """exists (select from alerts_alert a where a.person_id = %(person)s and a.seen_at is null
  and (a.conversation_id = %(conversation)s or exists (select from conversations_conversation c
    where c.id = a.conversation_id and c.merged_into_id = %(conversation)s)))"""
FRESH = timedelta(minutes=1)  # what an open page shows when it is told
TONES_TOLD = {
    About.CLOCK: "soon",
    About.CALL: "call",
    About.APPROVAL: "approval",
    About.HOLD: "hold",
    About.RETURNED: "hold",
    About.TAKEN: "approval",
    About.CHANGED: "approval",
    About.PROMISE: "soon",
    About.UNHELD: "hold",
    About.ENDING: "soon",
    About.HANDED: "call",
}
BESIDE = ("client", "conversation", "caused_by", "note", "promise")
BEGINNING = 80  # characters of a note
TONES = {Level.DUE: "over", Level.LATE: "late", Level.LIMIT: "hard"}


def alert_page(person: Person, *, before: int | None) -> AlertPage:
    """One's alerts before the one with that id, the newest first."""
    mine = Alert.objects.filter(person=person)
    if before is not None:
        mine = mine.filter(pk__lt=before)
    found = list(mine.select_related(*BESIDE).order_by("-pk")[: PAGE + 1])
    shown = found[:PAGE]
    return AlertPage(
        rows=tuple(_row(one) for one in shown),
        unseen=unseen_count(person),
        older=f"?before={shown[-1].pk}" if len(found) > PAGE else "",
    )


def newest_alerts(person: Person) -> tuple[tuple[AlertRow, ...], bool]:
    """What came in this minute and nobody opened yet, and whether the browser shall show it, too."""
    choice = choice_of(person)
    if not choice.in_app and not choice.by_browser:
        return (), False
    since = clock.now() - FRESH
    fresh = Alert.objects.filter(person=person, seen_at__isnull=True, at__gte=since)
    rows = fresh.select_related(*BESIDE).order_by("-pk")[:3]
    return tuple(_row(one) for one in rows), choice.by_browser


def unseen_count(person: Person) -> int:
    """How many alerts this person has not opened; counted to a hundred."""
    return int(prepared.row_of(UNSEEN, {"person": person.pk})[0])


def choice_of(person: Person) -> AlertChoice:
    """Theirs, or what holds for who never chose."""
    return AlertChoice.objects.filter(person=person).first() or AlertChoice(person=person)


def choice_row(person: Person) -> ChoiceRow:
    """The form with what is kept."""
    choice = choice_of(person)
    return ChoiceRow(
        in_app=choice.in_app,
        by_mail=choice.by_mail,
        by_browser=choice.by_browser,
        minutes_before=str(choice.minutes_before),
        days=choice.days,
        begins=choice.begins,
        ends=choice.ends,
        email=person.email,
    )


def _row(alert: Alert) -> AlertRow:
    return AlertRow(
        pk=alert.pk,
        client=chip(alert.client),
        number=alert.conversation.number if alert.conversation else "",
        subject=_subject(alert),
        words=wording.of(alert),
        tone=_tone(alert),
        at=alert.at,
        level_at=alert.level_at,
        is_seen=alert.seen_at is not None,
        beginning=" ".join(alert.note.text.split())[:BEGINNING] if alert.note else "",
    )


def _subject(alert: Alert) -> str:
    """Of its conversation; else what was promised."""
    if alert.conversation is not None:
        return alert.conversation.subject
    return alert.promise.what if alert.promise else ""


def _tone(alert: Alert) -> str:
    if alert.is_passed:
        return TONES[Level(alert.level)] if alert.level else "late"
    return TONES_TOLD[About(alert.about)]
