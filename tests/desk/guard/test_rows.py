"""The guard's word as the composer shows it."""

import json
from dataclasses import replace

from madoguchi.desk.conversations.queries.guards import Words, finding_rows
from madoguchi.desk.guard.rows import FindingRow, GuardRow, utf16_index
from madoguchi.engines.rulebook import Draft, check


def row(severity: str, **changes: int | str | None) -> FindingRow:
    plain: dict[str, int | str | None] = {
        "n": 1,
        "rule": "reply-promise",
        "number": "0.1",
        "title": "保留には返答の時刻を添える",
        "reason": "時刻がありません。",
        "start": 0,
        "end": 3,
    }
    return FindingRow(severity=severity, **{**plain, **changes})  # type: ignore[arg-type] # plain values


def test_a_gap_asks_for_no_reason_for_none_lets_it_out() -> None:
    gap = replace(row("stop"), rule="open-gap")

    assert GuardRow((gap,)).gate == "open"
    assert GuardRow((gap,)).stops == ()
    assert GuardRow((gap, row("stop"))).gate == "reason"


def test_the_gate_is_that_of_the_heaviest_finding() -> None:
    assert GuardRow().gate == "open"
    assert GuardRow((row("warn"), row("hint"))).gate == "open"
    assert GuardRow((row("stop"), row("hint"))).gate == "reason"
    assert GuardRow((row("stop"), row("block"))).gate == "approval"


def test_findings_are_counted_by_severity_in_their_order() -> None:
    counts = GuardRow((row("stop"), row("warn"), row("warn"))).counts

    assert [(one.finding.severity, one.count) for one in counts] == [("stop", 1), ("warn", 2)]


def test_only_stop_and_block_hold_back() -> None:
    shown = GuardRow((row("block"), row("stop"), row("warn"), row("hint")))

    assert [one.severity for one in shown.stops] == ["block", "stop"]
    assert [one.is_silenceable for one in shown.findings] == [False, False, True, True]


def test_every_severity_has_its_tone_word_and_icon() -> None:
    rows = [row(severity) for severity in ("hint", "warn", "stop", "block")]

    assert [one.tone for one in rows] == ["info", "warning", "error", "error"]
    assert [one.severity_label for one in rows] == ["ヒント", "注意", "停止", "承認"]
    assert len({one.icon for one in rows}) == 4


def test_marks_are_those_findings_that_have_a_place() -> None:
    shown = GuardRow((row("stop", rewrite="17時までに"), row("warn", start=None, end=None)))

    [mark] = json.loads(shown.marks)
    assert mark == {
        "n": 1,
        "rule": "reply-promise",
        "sev": "error",
        "start": 0,
        "end": 3,
        "rewrite": "17時までに",
    }
    assert shown.rewrite_count == 1


def test_offsets_count_as_the_browser_does() -> None:
    assert utf16_index("😂ab", 1) == 2
    assert utf16_index("あab", 1) == 1


def test_a_finding_behind_an_emoji_is_underlined_at_its_place() -> None:
    text = "😂なるべく早くお届けします。"

    [shown] = finding_rows(text, check(Draft(text)), Words("ひかり文具店"))

    assert (shown.start, shown.end) == (2, 8)


def test_the_heaviest_finding_comes_first_then_the_order_of_the_text() -> None:
    text = "なるべく早くお送りします。少しお待ちください。折り返しご連絡いたします。"

    rows = finding_rows(text, check(Draft(text)), Words("ひかり文具店"))

    weights = [one.severity for one in rows]
    assert weights == sorted(weights, key=["block", "stop", "warn", "hint"].index)
    assert [one.n for one in rows] == list(range(1, len(rows) + 1))
