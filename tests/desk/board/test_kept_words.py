"""Promises, tasks at risk and agreed targets on the board."""

from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse
from hypothesis import example, given
from hypothesis import strategies as st

from madoguchi.desk.board.queries import load, promises, tasks, tiles, waits
from madoguchi.desk.board.queries.goals import Goals, goals
from madoguchi.desk.board.queries.policies import policies
from madoguchi.desk.board.queries.waits import Share
from madoguchi.desk.board.rows import Tile
from madoguchi.desk.clients.models import Client
from madoguchi.desk.expectations.contents import Figure
from madoguchi.desk.expectations.queries.measured import share
from madoguchi.desk.expectations.rows import FigureRow
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import clock, walls
from madoguchi.desk.promises.models import Promise
from madoguchi.desk.promises.queries.rates import kept_rate
from tests import builders
from tests.builders import NOW
from tests.desk.board.scene import scope, told
from tests.desk.expectations.scene import CONTENTS, agreed
from tests.desk.tasks.working import accepted, made

HOUR = timedelta(hours=1)
KEEPING = replace(
    CONTENTS,
    figures=(
        Figure(label="約束", measure="promises_kept", target=Decimal(95), unit="%"),
        Figure(
            label="初回返信の中央値",
            measure="first_reply_median",
            target=Decimal(30),
            unit="分",
            comparison="at_most",
        ),
    ),
)


def promised(client: Client, owner: Person, due_at: datetime, **changes: Any) -> Promise:
    plain: dict[str, Any] = {"what": "在庫を確かめて返事", "given_at": NOW, "given_by": owner}
    with walls.transaction([client.pk]):
        return Promise.objects.create(
            client=client, owner=owner, due_at=due_at, **{**plain, **changes}
        )


def tile(dai: Person, hikari: Client, now: datetime, what: str) -> Tile:
    with walls.transaction([hikari.pk]):
        where = scope(dai, now)
        known = told(policies(where))
        goal = told(goals(where))
        if what == "words":
            return tiles.words_kept(where, told(promises.words(where)), goal.percent_promises)
        if what == "first":
            return tiles.first_reply(where, told(waits.firsts(where)), known, goal.median_minutes)
        return tiles.in_time(where, told(waits.waits(where)), known)


def test_kept_words_are_counted_as_the_ledger_counts_them(
    hikari: Client, ann: Person, dai: Person
) -> None:
    now = NOW + 3 * HOUR
    promised(hikari, ann, NOW + HOUR, state="kept", settled_at=NOW)
    promised(hikari, ann, NOW + HOUR, state="late", settled_at=NOW + 2 * HOUR)
    promised(hikari, ann, NOW + HOUR, state="broken", settled_at=NOW + 2 * HOUR)
    promised(hikari, ann, NOW + HOUR, state="released", settled_at=NOW, release_reason="不要に")
    promised(hikari, ann, NOW + 2 * HOUR)  # overdue
    promised(hikari, ann, NOW + 4 * HOUR)  # still to come

    with walls.transaction([hikari.pk]):
        where = scope(dai, now)
        found = told(promises.words(where))
        rate = kept_rate([hikari.pk], where.span.since, where.span.until, now=now)

    assert found.whole == Share(1, 4) == Share(rate.kept, rate.total)
    assert tile(dai, hikari, now, "words").value == "1"
    assert tile(dai, hikari, now, "words").unit == "/ 4"
    assert tile(dai, hikari, now, "words").note == "守れなかった約束 3件"


def test_what_is_due_today_or_overdue_is_in_danger(
    hikari: Client, ann: Person, dai: Person
) -> None:
    today = promised(hikari, ann, NOW + 4 * HOUR)
    overdue = promised(hikari, ann, NOW - 48 * HOUR)
    promised(hikari, ann, NOW + 24 * HOUR)
    promised(hikari, ann, NOW - HOUR, state="kept", settled_at=NOW - 2 * HOUR)

    with walls.transaction([hikari.pk]):
        found = told(promises.urgent(scope(dai)))

        lying = told(load.lying(scope(dai)))

    assert [row.pk for row in found] == [overdue.pk, today.pk]
    assert load.promises_due(lying) == 2


def test_more_promises_than_are_shown_are_told_with_the_way_to_all_of_them(
    hikari: Client, ann: Person, dai: Person
) -> None:
    overdue = clock.now() - HOUR
    for _ in range(promises.SHOWN + 2):
        promised(hikari, ann, overdue)
    browser = builders.signed_in(dai)

    board = browser.get(reverse("board"))

    told = f"今日までの約束 {promises.SHOWN + 2}件"
    assert told in board.content.decode()
    ledger = browser.get(reverse("promises") + board.context["board"].promises_query)
    assert ledger.content.decode().count("在庫を確かめて返事") == promises.SHOWN + 2


def test_a_task_that_cannot_be_done_in_time_is_at_risk(
    hikari: Client, ann: Person, dai: Person
) -> None:
    late = accepted(
        made(hikari, ann, title="返品の集計"), ann, due_at=NOW + HOUR, estimate_minutes=180
    )
    accepted(
        made(hikari, ann, title="在庫の確認"), ann, due_at=NOW + 72 * HOUR, estimate_minutes=30
    )

    with walls.transaction([hikari.pk]):
        found = tasks.at_risk(scope(dai), told(policies(scope(dai))))

    assert [row.pk for row in found.rows] == [late.pk]
    assert (found.count, found.by_owner) == (1, {ann.pk: 1})


def test_an_agreed_target_stands_beside_its_figure(
    hikari: Client, ann: Person, dai: Person
) -> None:
    agreed(hikari, dai, KEEPING)
    promised(hikari, ann, NOW + HOUR, state="kept", settled_at=NOW)
    promised(hikari, ann, NOW + HOUR, state="late", settled_at=NOW + 2 * HOUR)

    shown = tile(dai, hikari, NOW + 3 * HOUR, "words")

    assert (shown.label, shown.value, shown.tone) == ("約束の達成", "1", "danger")
    assert shown.note == "目標 95% まで 45.0"


def test_what_is_agreed_about_first_replies_is_no_goal_of_all_waits(
    hikari: Client, ann: Person, dai: Person
) -> None:
    agreed(hikari, dai)
    builders.replied(builders.a_conversation(hikari), ann, after=HOUR)
    builders.replied(builders.a_conversation(hikari), ann, after=2 * HOUR)

    shown = tile(dai, hikari, NOW + 3 * HOUR, "replies")

    assert (shown.label, shown.value, shown.tone) == ("1時間以内の返信", "50.0", "")
    assert shown.note == "2件のうち期限切れ 1件"


@pytest.mark.parametrize(
    ("seconds", "value", "tone"),
    [(1800, "30", "ok"), (1801, "31", "danger"), (1859, "31", "danger")],
)
def test_half_a_minute_too_slow_does_not_look_reached(
    seconds: int, value: str, tone: str, hikari: Client, ann: Person, dai: Person
) -> None:
    agreed(hikari, dai, KEEPING)
    builders.replied(builders.a_conversation(hikari), ann, after=timedelta(seconds=seconds))

    shown = tile(dai, hikari, NOW + 3 * HOUR, "first")

    assert (shown.value, shown.tone) == (value, tone)


@given(
    counted=st.integers(1, 100_000),
    kept=st.floats(0.9, 1),
    target=st.decimals(90, 100, places=1),
)
@example(counted=10_000, kept=0.9496, target=Decimal(95))
@example(counted=20, kept=0.95, target=Decimal(95))
def test_the_board_and_the_sheet_agree_on_what_is_reached(
    counted: int, kept: float, target: Decimal
) -> None:
    met = round(kept * counted)
    sheet = FigureRow(
        pk=1,
        label="約束",
        measure="promises_kept",
        within=None,
        comparison="at_least",
        target=target,
        unit="%",
        by_on=None,
        now=share(met, counted),
    )

    shown, note, tone = tiles.against(Share(met, counted), target)

    assert (tone == "ok") == sheet.is_reached
    assert ("上回る" in note) == sheet.is_reached
    assert Decimal(shown) == Decimal(sheet.now_words.removesuffix("%"))
    assert (Decimal(shown) >= target) == sheet.is_reached


def test_a_target_of_one_client_is_none_of_all(
    hikari: Client, tsubame: Client, dai: Person
) -> None:
    agreed(hikari, dai, KEEPING)
    builders.assigned(dai, tsubame, role="director")

    with walls.transaction([hikari.pk, tsubame.pk]):
        both, one = scope(dai), scope(dai, client=hikari)
        assert told(goals(both)) == Goals()
        assert told(goals(one)) == Goals(percent_promises=Decimal(95), median_minutes=Decimal(30))


@pytest.mark.parametrize("what", ["words", "replies"])
def test_without_a_row_there_is_no_figure(what: str, hikari: Client, dai: Person) -> None:
    shown = tile(dai, hikari, NOW, what)

    assert (shown.value, shown.unit, shown.note, shown.tone) == ("－", "", "", "")
