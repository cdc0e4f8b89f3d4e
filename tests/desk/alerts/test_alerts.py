"""Who is told of a clock, when, how often, by which way; and who is not."""

from datetime import datetime, time, timedelta

import pytest
from django.db import connection
from django.test import Client as Browser
from django.urls import reverse

from madoguchi.desk.alerts.actions import raising, seeing
from madoguchi.desk.alerts.models import Alert, AlertChoice, Level
from madoguchi.desk.clients.models import Client
from madoguchi.desk.people.models import Letter, Person
from madoguchi.desk.platform import walls
from tests import builders
from tests.builders import NOW

DUE = NOW + timedelta(minutes=60)
LATE = NOW + timedelta(minutes=180)


def looked(client: Client, at: datetime) -> list[tuple[str, str, bool]]:
    """Look once; who was told of which level, and whether it was passed."""
    with walls.transaction([client.pk]):
        raised = raising.raise_alerts(client_id=client.pk, now=at)
        return [(one.person.name, one.level, one.is_passed) for one in raised]


def chosen(person: Person, **changes: object) -> AlertChoice:
    return AlertChoice.objects.create(person=person, **changes)


def test_the_owner_is_told_before_the_due_time_and_only_once(
    hikari: Client, ann: Person, dai: Person
) -> None:
    builders.a_conversation(hikari)

    assert looked(hikari, DUE - timedelta(minutes=16)) == []
    assert looked(hikari, DUE - timedelta(minutes=15)) == [(ann.name, "due", False)]
    assert looked(hikari, DUE - timedelta(minutes=14)) == []


def test_the_director_is_told_at_the_due_time_and_the_owner_before_the_next_level(
    hikari: Client, ann: Person, dai: Person
) -> None:
    builders.a_conversation(hikari)

    assert looked(hikari, DUE) == [(dai.name, "due", True)]
    assert looked(hikari, LATE - timedelta(minutes=10)) == [(ann.name, "late", False)]
    assert looked(hikari, LATE) == [(dai.name, "late", True)]


def test_nobody_is_told_of_what_was_answered(hikari: Client, ann: Person, dai: Person) -> None:
    conversation = builders.a_conversation(hikari)
    builders.replied(conversation, ann)

    assert looked(hikari, DUE) == []


def test_outside_of_the_shift_it_is_quiet(hikari: Client, ann: Person) -> None:
    builders.a_conversation(hikari)
    chosen(ann, days="1234567", begins=time(18), ends=time(22))  # NOW is 14:00 in Tokyo

    assert looked(hikari, DUE - timedelta(minutes=5)) == []


def test_who_wants_no_way_is_left_alone(hikari: Client, ann: Person) -> None:
    builders.a_conversation(hikari)
    chosen(ann, in_app=False)

    assert looked(hikari, DUE - timedelta(minutes=5)) == []


def test_each_is_warned_as_long_before_as_they_like(hikari: Client, ann: Person) -> None:
    builders.a_conversation(hikari)
    chosen(ann, minutes_before=40)

    assert looked(hikari, DUE - timedelta(minutes=40)) == [(ann.name, "due", False)]


def test_who_is_assigned_no_more_is_told_nothing(hikari: Client, ann: Person) -> None:
    builders.a_conversation(hikari)
    with walls.transaction([hikari.pk], provider_wide=True):
        ann.assignments.update(ends_at=NOW + timedelta(minutes=30))

    assert looked(hikari, DUE - timedelta(minutes=5)) == []


def test_what_was_missed_for_long_is_no_news_any_more(hikari: Client, dai: Person) -> None:
    builders.a_conversation(hikari)

    assert looked(hikari, DUE + timedelta(minutes=61)) == []


def test_a_letter_comes_by_choice_with_numbers_and_no_words_of_the_customer(
    hikari: Client, ann: Person
) -> None:
    first = builders.a_conversation(hikari, subject="冷蔵庫の修理日", sender_email="a@x.example")
    second = builders.a_conversation(hikari, sender_name="大塚 誠", sender_email="b@x.example")
    chosen(ann, by_mail=True)

    looked(hikari, DUE - timedelta(minutes=5))

    letter = Letter.objects.get()
    assert letter.to == ann.email
    for one in (first, second):
        assert f"{one.number}（{hikari.name}）：" in letter.body
    assert "/alerts/" in letter.body
    for words in ("冷蔵庫", "大塚", "x.example"):
        assert words not in letter.subject + letter.body


def test_who_did_not_choose_letters_gets_none(hikari: Client, ann: Person) -> None:
    builders.a_conversation(hikari)

    looked(hikari, DUE - timedelta(minutes=5))

    assert not Letter.objects.exists()


def test_the_page_leads_to_the_conversation_and_the_alert_is_seen(
    hikari: Client, ann: Person, ann_browser: Browser
) -> None:
    conversation = builders.a_conversation(hikari, subject="冷蔵庫の修理日")
    looked(hikari, DUE - timedelta(minutes=5))

    page = ann_browser.get(reverse("alerts"))
    assert "冷蔵庫の修理日" in page.content.decode()
    alert = _alert(hikari)
    way = ann_browser.get(reverse("alert", args=[alert.pk]))

    assert way.headers["Location"] == reverse("conversation", args=[conversation.pk])
    assert _alert(hikari).seen_at is not None


def test_all_can_be_seen_at_once(hikari: Client, ann: Person, ann_browser: Browser) -> None:
    builders.a_conversation(hikari)
    looked(hikari, DUE - timedelta(minutes=5))

    ann_browser.post(reverse("alerts-seen"))

    assert _alert(hikari).seen_at is not None


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ({"days": ["1", "2"], "minutes_before": "30"}, True),
        ({"days": [], "minutes_before": "30"}, False),
        ({"days": ["1"], "minutes_before": "0"}, False),
        ({"days": ["1"], "minutes_before": "30", "begins": "9時"}, False),
    ],
)
def test_a_choice_is_kept_or_refused_with_what_was_typed(
    ann: Person, ann_browser: Browser, typed: dict[str, object], *, kept: bool
) -> None:
    form = {"in_app": "on", "by_mail": "on", "begins": "09:00", "ends": "18:00", **typed}

    answer = ann_browser.post(reverse("alert-choice"), form)

    assert answer.status_code == (302 if kept else 422)
    assert AlertChoice.objects.filter(person=ann).exists() is kept
    if not kept:
        assert f'value="{form["minutes_before"]}"' in answer.content.decode()


def test_otto_neither_finds_nor_opens_nor_is_sent_an_alert_of_hikari(
    hikari: Client, ann: Person, otto: Person, otto_browser: Browser
) -> None:
    builders.a_conversation(hikari, subject="冷蔵庫の修理日")
    looked(hikari, DUE - timedelta(minutes=5))
    alert = _alert(hikari)

    assert otto_browser.get(reverse("alert", args=[alert.pk])).status_code == 404
    for name in ("alerts", "alerts-newest"):
        assert "冷蔵庫" not in otto_browser.get(reverse(name)).content.decode()
    with walls.transaction(otto.assignments.values_list("client_id", flat=True)):
        assert _sql("select count(*) from alerts_alert") == 0


def test_an_alert_that_is_anns_does_not_open_for_a_colleague_of_the_same_client(
    hikari: Client, ann: Person, dai: Person
) -> None:
    builders.a_conversation(hikari)
    looked(hikari, DUE - timedelta(minutes=5))

    answer = builders.signed_in(dai).get(reverse("alert", args=[_alert(hikari).pk]))

    assert answer.status_code == 404


def test_seeing_one_sees_the_others_of_that_conversation(hikari: Client, ann: Person) -> None:
    builders.a_conversation(hikari)
    looked(hikari, DUE - timedelta(minutes=5))
    looked(hikari, LATE - timedelta(minutes=5))

    with walls.transaction([hikari.pk]):
        latest = Alert.objects.get(level=Level.LATE)
        seeing.see_alert(alert_id=latest.pk, person=ann, now=LATE)

        assert not Alert.objects.filter(seen_at__isnull=True).exists()


def _alert(client: Client) -> Alert:
    with walls.transaction([client.pk]):
        return Alert.objects.get()


def _sql(statement: str) -> object:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        row = cursor.fetchone()
    return row and row[0]


def test_the_page_of_alerts_is_the_one_that_the_sidebar_marks(
    ann: Person, ann_browser: Browser
) -> None:
    page = ann_browser.get(reverse("alerts"))

    assert page.context["shell"].section == "alerts"
    assert not any(queue.current for queue in page.context["shell"].queues)
