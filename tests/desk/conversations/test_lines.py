"""A line of the list that is remembered says what a new one would say."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from django.utils.translation import get_language, override

from madoguchi.desk.conversations.queries import lines
from madoguchi.desk.conversations.queries.lines import Found, Known
from madoguchi.desk.platform.rows import ClientChip
from madoguchi.engines.businesstime import parse_calendar
from madoguchi.engines.replyclock import Policy, Targets
from tests import builders

NOW = builders.NOW + timedelta(seconds=17)  # Tuesday 14:00 in Tokyo

POLICY = Policy(
    version=1, calendar=parse_calendar(builders.WEEKDAYS_10_TO_19), targets=Targets(60, 180, 360)
)
CHIP = ClientChip(3, "ひかり食器", 4)
HOUR = timedelta(hours=1)
ROW = Found(
    key=NOW + HOUR,
    place=1,
    id=7,
    client_id=3,
    customer_id=5,
    subject="欠けた皿",
    snippet="届いた皿が欠けていました",
    state="open",
    ball="us",
    owner_id=1,
    newest_customer_message_id=9,
    snoozed_until=None,
    channel="mail",
    member_name=None,
    customer_name="山田 花子",
    customer_email="yamada@customer.example",
    owner_name="藤原 みお",
    seen_id=None,
    is_troubled=False,
    last_said=9,
    schedule=None,
    send_at=None,
    present=None,
    promised_at=None,
    position=1,
    policy_id=1,
    message_id=9,
    since=NOW,
    due_at=NOW + HOUR,
    late_at=NOW + 3 * HOUR,
    limit_at=NOW + 21 * HOUR,  # five hours of Tuesday but some seconds, the rest of Wednesday
    paused_seconds=0.0,
    paused_since=None,
    stopped_at=None,
    met_at=None,
    outcome="running",
)
SNOOZED = ROW._replace(snoozed_until=NOW + 2 * HOUR + timedelta(seconds=40))
LATER = ROW._replace(schedule="scheduled", send_at=NOW + 20 * HOUR)
ENDED = ROW._replace(stopped_at=NOW, met_at=NOW, outcome="answered", snoozed_until=NOW + HOUR)


@pytest.fixture(autouse=True)
def nothing_is_remembered() -> Iterator[None]:
    """Each test begins with an empty memory."""
    lines._made.clear()
    yield
    lines._made.clear()


def known(*, person: int = 1, picked: frozenset[int] = frozenset(), name: str = CHIP.name) -> Known:
    """What a page's rows are made with."""
    return Known(person, get_language(), {1: POLICY}, {3: replace(CHIP, name=name)}, picked)


def moments(row: Found) -> list[datetime]:
    """A day from the message on: every 13 seconds of its first four hours, and around what counts."""
    steps = [NOW + timedelta(seconds=13 * step) for step in range(4 * 3600 // 13)]
    hours = [NOW.replace(minute=0, second=0) + n * HOUR for n in range(24)]
    told = [row.since, row.due_at, row.late_at, row.limit_at, row.snoozed_until, row.send_at]
    edges = [*(one for one in told if one), *hours]
    around = [
        one + timedelta(milliseconds=ms) for one in edges for ms in (-60_001, -1, 0, 1, 60_000)
    ]
    return sorted([*steps, *around])


@pytest.mark.parametrize("row", [ROW, SNOOZED, LATER, ENDED])
def test_at_every_moment_it_says_what_a_new_line_says(row: Found) -> None:
    made = set()
    for now in moments(row):
        line = lines.line_of(row, known(), now)
        made.add(id(line))
        remembered, lines._made = lines._made, {}
        fresh = lines.line_of(row, known(), now)
        lines._made = remembered

        assert line.face == fresh.face, now

    assert len(made) < len(moments(row)) / 2  # else nothing was remembered at all


def test_what_has_changed_is_made_anew() -> None:
    before = lines.line_of(ROW, known(), NOW)

    assert lines.line_of(ROW, known(), NOW) is before
    assert lines.line_of(ROW._replace(subject="割れた皿"), known(), NOW).subject == "割れた皿"
    assert lines.line_of(ROW, known(name="ひかり"), NOW).client.name == "ひかり"
    assert lines.line_of(ROW, known(picked=frozenset({7})), NOW).is_picked


def test_a_colleague_and_another_language_have_lines_of_their_own() -> None:
    own = lines.line_of(ROW, known(), NOW)
    colleagues = lines.line_of(ROW, known(person=2), NOW)
    with override("en"):
        english = lines.line_of(ROW, known(), NOW)

    assert (own.owner_name, colleagues.owner_name) == ("", "藤原")
    assert (own.clock.words, english.customer_name) == ("残り 1:00", "山田 花子")
    assert lines.line_of(ROW, known(), NOW) is own


def test_it_does_not_remember_for_ever() -> None:
    for number in range(lines.MOST + 1):
        lines.line_of(ROW._replace(id=number), known(), NOW)

    assert len(lines._made) <= lines.MOST
