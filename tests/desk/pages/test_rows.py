"""The rows say themselves in Japanese."""

import json
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from madoguchi.desk.conversations.clock_rows import ClockRow
from madoguchi.desk.conversations.list_query import ListQuery
from madoguchi.desk.conversations.list_rows import ListGroup, queue_items
from madoguchi.desk.conversations.side_rows import ClosedRun
from madoguchi.desk.guard.rows import FindingRow, GuardRow, utf16_index

NOW = datetime(2026, 11, 20, 5, 36, tzinfo=UTC)


def finding(severity: str, *, n: int = 1, rewrite: str | None = None) -> FindingRow:
    return FindingRow(n, "rule", "0.1", "title", "reason", severity, 0, 2, rewrite)


@pytest.mark.parametrize(
    ("state", "spent", "words"),
    [
        ("ok", 16, "残り 44分"),
        ("soon", 48, "残り 12分"),
        ("over", 78, "超過 18分"),
        ("over", 155, "超過 1:35"),
        ("late", 192, "遅延 3:12"),
        ("hard", 364, "上限 6:04"),
        ("paused", 0, "停止中"),
        ("done", 0, "達成"),
    ],
)
def test_a_clock_says_how_long_in_the_words_of_its_level(
    state: str, spent: int, words: str
) -> None:
    assert ClockRow(state, NOW, spent).words == words


def test_a_missed_target_is_not_called_met() -> None:
    clock = ClockRow("done", NOW, is_met=False)

    assert (clock.words, clock.look) == ("遅れて返信", "missed")


def test_the_ring_empties_until_the_due_time_and_is_full_after_it() -> None:
    assert [ClockRow("ok", NOW, spent).ring for spent in (0, 30, 60)] == [100, 50, 0]
    assert ClockRow("over", NOW, 61).ring == 100


def test_the_track_is_drawn_to_the_scale_of_the_clients_own_limit() -> None:
    clock = ClockRow("ok", NOW, 48)

    assert clock.track == (
        ("ok", "0.0%", "16.4%"),
        ("over", "17.0%", "32.7%"),
        ("late", "50.3%", "49.7%"),
    )
    assert (clock.track_now, clock.ticks) == ("13.3%", ("1h", "3h", "6h"))
    assert clock.track_label == "受信から48分。1時間以内が目標、3時間で遅延、6時間が上限"


def test_beyond_the_limit_the_marker_stays_on_the_track() -> None:
    assert ClockRow("hard", NOW, 900).track_now == "100.0%"


def test_queues_stand_in_their_order_and_keep_the_client() -> None:
    counts = {"late": 1, "mine": 7, "soon": 0, "asked": 0}
    items = queue_items(counts, asked=ListQuery(queue="mine", clients=(3,), sort="new"))

    slugs = ["mine", "soon", "late", "unassigned", "theirs", "open", "closed"]
    assert [item.slug for item in items] == slugs
    assert [item.state for item in items[:3]] == ["", "", "late"]
    assert items[0].current
    assert items[2].query == "?queue=late&client=3"


def test_follow_ups_call_for_somebody_only_when_one_has_woken() -> None:
    counts = {"snoozed": 3}

    states = {
        woken: item.state
        for woken in (0, 1)
        for item in queue_items(counts, asked=None, woken=woken)
        if item.slug == "snoozed"
    }

    assert states == {0: "", 1: "soon"}


def test_a_queue_that_is_seldom_needed_is_shown_while_something_is_in_it_or_it_is_open() -> None:
    asked = ListQuery(queue="waiting")

    slugs = [item.slug for item in queue_items({"scheduled": 2, "mentions": 0}, asked=asked)]

    assert "scheduled" in slugs
    assert "waiting" in slugs
    assert "mentions" not in slugs


def test_a_hundred_are_not_counted_to_the_end() -> None:
    [mine, *_] = queue_items({"mine": 100}, asked=None)

    assert mine.count_words == "99+"
    assert ListGroup("", 100, ()).total_words == "100件以上"
    assert ListGroup("", 99, ()).total_words == "99件"


def test_closed_days_are_named_from_first_to_last() -> None:
    run = ClosedRun(date(2026, 11, 21), date(2026, 11, 23), ends_on_holiday=True)

    assert run.words == "11月21日(土)〜23日(月・祝)"
    assert ClosedRun(date(2026, 11, 3), date(2026, 11, 3)).words == "11月3日(火)"


@pytest.mark.parametrize(
    ("severities", "gate"),
    [
        ((), "open"),
        (("hint", "warn"), "open"),
        (("stop", "hint"), "reason"),
        (("block", "stop"), "approval"),
    ],
)
def test_the_heaviest_finding_decides_what_the_send_button_asks(
    severities: tuple[str, ...], gate: str
) -> None:
    assert GuardRow(tuple(finding(one) for one in severities)).gate == gate


def test_findings_are_counted_by_severity() -> None:
    row = GuardRow((finding("stop", rewrite="x"), finding("warn"), finding("warn", rewrite="")))

    assert [(one.finding.severity_label, one.count) for one in row.counts] == [
        ("停止", 1),
        ("注意", 2),
    ]
    assert row.rewrite_count == 2


def test_a_finding_about_the_whole_message_draws_no_mark() -> None:
    whole = FindingRow(1, "rule", "0.2", "title", "reason", "warn")

    assert json.loads(GuardRow((whole, finding("hint", n=2))).marks) == [
        {"n": 2, "rule": "rule", "sev": "info", "start": 0, "end": 2, "rewrite": None}
    ]


@given(st.text(), st.text())
def test_an_offset_counts_as_the_browser_counts(before: str, after: str) -> None:
    units = len(before.encode("utf-16-le", "surrogatepass")) // 2

    assert utf16_index(before + after, len(before)) == units
