"""What became of findings while typing: counted by rule, silenced by words, kept as plain data."""

from dataclasses import replace

from madoguchi.desk.guard.traces import MOST, Trace, key_of, read_rewritten
from madoguchi.engines.rulebook import Finding, Severity
from tests import builders

VAGUE = Finding(
    rule="concrete-wording",
    number="0.5",
    span="なるべく早く",
    start=0,
    end=6,
    severity=Severity.WARN,
    reason="いつ届くのか分かりません",
    rewrite=None,
)
OTHER = replace(VAGUE, span="できるだけ")
WHOLE = replace(VAGUE, rule="no-reaction-only", span=None, start=None, end=None)


def test_what_was_ever_shown_is_counted_with_what_was_rewritten_meanwhile() -> None:
    trace = Trace().seen([VAGUE, OTHER]).told("window", {"concrete-wording": 2}).seen([VAGUE])

    assert trace.found == {"concrete-wording": 3}
    assert trace.rewritten == {"concrete-wording": 2}


def test_the_same_finding_at_each_rest_is_one() -> None:
    assert Trace().seen([VAGUE]).seen([VAGUE]).seen([]).found == {"concrete-wording": 1}


def test_a_window_that_tells_its_sum_again_counts_nothing_twice() -> None:
    trace = Trace().told("a", {"concrete-wording": 1}).told("a", {"concrete-wording": 1})

    assert trace.rewritten == {"concrete-wording": 1}
    assert trace.told("b", {"concrete-wording": 1}).rewritten == {"concrete-wording": 2}
    assert trace.told("a", {}) == trace


def test_a_silence_hides_the_same_words_of_the_same_rule_alone() -> None:
    trace = Trace().leaving(VAGUE, now=builders.NOW)

    assert trace.hides(replace(VAGUE, start=9, end=15))
    assert not trace.hides(OTHER)
    assert not trace.hides(WHOLE)
    assert Trace().leaving(WHOLE, now=builders.NOW).hides(WHOLE)


def test_a_stop_is_never_silenced_also_when_the_rule_becomes_one_later() -> None:
    stop = replace(VAGUE, severity=Severity.STOP)

    assert Trace().leaving(stop, now=builders.NOW) == Trace()
    assert not Trace().leaving(VAGUE, now=builders.NOW).hides(stop)


def test_a_silence_is_lifted_by_its_key_and_made_once() -> None:
    trace = Trace().leaving(VAGUE, now=builders.NOW)

    assert trace.leaving(VAGUE, now=builders.NOW) == trace
    assert trace.minding(key_of(VAGUE.rule, VAGUE.span)) == Trace()
    assert trace.minding("made-up") == trace


def test_a_trace_survives_its_row() -> None:
    trace = (
        Trace().seen([VAGUE]).told("a", {"concrete-wording": 1}).leaving(WHOLE, now=builders.NOW)
    )

    assert Trace.of(trace.as_data()) == trace
    assert Trace.of({}) == Trace()
    assert Trace().as_data() == {}


def test_what_a_browser_makes_up_is_left_out() -> None:
    assert read_rewritten(["concrete-wording"]) == {}
    told = {"concrete-wording": 10**9, "made-up": 1, "reply-promise": "x", "shared-room": -1}
    assert read_rewritten(told) == {"concrete-wording": MOST}
