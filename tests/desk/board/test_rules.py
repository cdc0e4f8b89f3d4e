"""How well the rules were kept: the same as the pages of adherence, and against the week before."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from django.http import QueryDict

from madoguchi.desk.adherence.queries.figures import figures
from madoguchi.desk.adherence.typed import asked_of
from madoguchi.desk.board.queries.rules import Rules, adherence_query, rules
from madoguchi.desk.board.queries.waits import Share
from madoguchi.desk.board.rows import RuleRow
from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations.models import Message
from madoguchi.desk.expectations.contents import Figure
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import clock, walls
from madoguchi.desk.platform.days import local_day
from tests.desk.adherence.scene import sent
from tests.desk.board.scene import scope, seen, told
from tests.desk.expectations.scene import CONTENTS, agreed, sheet_in_force

GUARD_KEPT = Figure(label="ルール", measure="guard_kept", target=Decimal(98), unit="%")


def kept(dai: Person, hikari: Client, span: str = "today") -> Rules:
    with walls.transaction([hikari.pk]):
        return told(rules(scope(dai, clock.now() + timedelta(minutes=1), span=span)))


def rule(found: Rules, number: str = "0.5") -> RuleRow:
    return next(row for row in found.rows if row.number == number)


def test_nothing_sent_is_nothing_kept(dai: Person, hikari: Client) -> None:
    found = kept(dai, hikari)

    assert (found.sent, found.whole) == (0, Share(0, 0))
    assert rule(found).kept_percent is None
    assert rule(found).change == ""


@pytest.mark.parametrize("span", ["today", "week", "month"])
def test_the_board_and_the_pages_of_adherence_say_the_same(
    span: str, hikari: Client, ann: Person, dai: Person
) -> None:
    sent(hikari, ann)
    sent(hikari, ann, "rewritten")
    sent(hikari, ann, "sent", "silenced")
    sent(hikari, ann, "sent", verdict="rejected")

    found = kept(dai, hikari, span)

    with walls.transaction([hikari.pk]):
        asked = adherence_query(scope(dai, clock.now(), span=span).asked, by="rule")
        there = figures(asked_of(QueryDict(asked), local_day(clock.now())), seen(dai, clock.now()))
    assert found.whole == Share(3, 4)
    assert [(row.number, row.kept_percent) for row in found.rows] == [
        (row.number, row.kept_percent) for row in there
    ]
    assert rule(found).kept_percent == 75


def test_a_message_that_was_taken_back_is_not_counted(
    hikari: Client, ann: Person, dai: Person
) -> None:
    sent(hikari, ann)
    [finding] = sent(hikari, ann, "sent")
    with walls.transaction([hikari.pk]):
        Message.objects.filter(pk=finding.message_id).update(kind=Message.Kind.RECALLED)

    found = kept(dai, hikari)

    assert found.whole == Share(1, 1)
    assert rule(found).kept_percent == 100


def test_a_rule_is_compared_with_the_week_before(hikari: Client, ann: Person, dai: Person) -> None:
    monday = local_day(clock.now()).weekday()
    sent(hikari, ann, "sent", days_ago=monday + 3)
    sent(hikari, ann, days_ago=monday + 3)
    sent(hikari, ann)

    found = kept(dai, hikari)

    assert (rule(found).before_percent, rule(found).kept_percent) == (50, 100)
    assert rule(found).change == "+50.0"
    assert rule(found, "0.1").change == "±0"


def test_a_hint_breaks_its_rule_and_no_word_to_a_client(
    hikari: Client, ann: Person, dai: Person
) -> None:
    agreed(hikari, dai, replace(CONTENTS, figures=(GUARD_KEPT,)))
    sent(hikari, ann)
    sent(hikari, ann, "sent", severity="hint")

    found = kept(dai, hikari)

    assert rule(found).kept_percent == 50
    with walls.transaction([hikari.pk]):
        sheet = sheet_in_force(hikari, clock.now() + timedelta(minutes=1))
    assert sheet is not None
    [figure] = sheet.figures
    assert figure.now is not None
    assert found.whole == Share(figure.now.kept, figure.now.counted) == Share(2, 2)


def test_what_left_with_a_written_reason_is_told(hikari: Client, ann: Person, dai: Person) -> None:
    assert kept(dai, hikari).reasoned == 0
