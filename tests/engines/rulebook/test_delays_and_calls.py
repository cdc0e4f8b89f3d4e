"""Delays, calls and weekdays: the rules that read what surrounds a draft."""

from datetime import datetime, timedelta, timezone

import pytest

from madoguchi.engines.rulebook import Context, Draft, Finding, Severity, WorkingHours
from madoguchi.engines.rulebook.analysis import Analysis
from madoguchi.engines.rulebook.context import PreviousMessage
from madoguchi.engines.rulebook.reading.act import ActKind
from madoguchi.engines.rulebook.reading.acts import acts
from tests.engines.rulebook.by_reading import read
from tests.engines.rulebook.phrasings import call_follow_up, early_delay_notice

TOKYO = timezone(timedelta(hours=9))
DUE = datetime(2026, 11, 18, 17, 0, tzinfo=TOKYO)
BEFORE = Context(
    sent_at=datetime(2026, 11, 18, 14, 5, tzinfo=TOKYO), working_hours=WorkingHours(), due_at=DUE
)
AFTER = Context(
    sent_at=datetime(2026, 11, 18, 17, 40, tzinfo=TOKYO), working_hours=WorkingHours(), due_at=DUE
)
DUE_FRIDAY = datetime(2026, 11, 20, 17, 0, tzinfo=TOKYO)
TWO_DAYS_AHEAD = Context(sent_at=BEFORE.sent_at, working_hours=WorkingHours(), due_at=DUE_FRIDAY)
THAT_EVENING = Context(
    sent_at=datetime(2026, 11, 20, 18, 40, tzinfo=TOKYO),
    working_hours=WorkingHours(),
    due_at=DUE_FRIDAY,
)
CALLED = Context(after_call=True)
FRIDAY = Context(sent_at=datetime(2026, 11, 20, 14, 36, tzinfo=TOKYO))


def found(text: str, context: Context, rule: str) -> list[Finding]:
    return [finding for finding in read(Draft(text, context)) if finding.rule == rule]


@pytest.mark.parametrize("text", early_delay_notice.BAD_BEFORE)
def test_a_delay_without_reason_or_new_time_is_pointed_out(text: str) -> None:
    assert found(text, BEFORE, "early-delay-notice")


@pytest.mark.parametrize("text", early_delay_notice.BAD_AFTER)
def test_a_delay_told_too_late_stops_the_whole_message(text: str) -> None:
    (finding,) = found(text, AFTER, "early-delay-notice")

    assert finding.span is None
    assert finding.severity is Severity.STOP


@pytest.mark.parametrize("text", early_delay_notice.GOOD_BEFORE)
def test_a_delay_told_early_with_all_it_needs_passes(text: str) -> None:
    assert not found(text, BEFORE, "early-delay-notice")


@pytest.mark.parametrize("text", early_delay_notice.GOOD_AFTER)
def test_other_words_after_the_promised_time_pass(text: str) -> None:
    assert not found(text, AFTER, "early-delay-notice")


@pytest.mark.parametrize("text", early_delay_notice.BAD_LATER_THIS_WEEK)
def test_a_delay_of_days_without_reason_or_new_time_is_pointed_out(text: str) -> None:
    assert found(text, TWO_DAYS_AHEAD, "early-delay-notice")


@pytest.mark.parametrize("text", early_delay_notice.BAD_THAT_EVENING)
def test_a_delay_of_days_told_too_late_stops_the_whole_message(text: str) -> None:
    assert [one.span for one in found(text, THAT_EVENING, "early-delay-notice")] == [None]


@pytest.mark.parametrize("text", early_delay_notice.GOOD_LATER_THIS_WEEK)
def test_a_delay_of_days_told_early_with_all_it_needs_passes(text: str) -> None:
    assert not found(text, TWO_DAYS_AHEAD, "early-delay-notice")


@pytest.mark.parametrize("text", early_delay_notice.GOOD_THAT_EVENING)
def test_other_words_that_evening_pass(text: str) -> None:
    assert not found(text, THAT_EVENING, "early-delay-notice")


@pytest.mark.parametrize(
    ("text", "speaks"),
    [
        ("本日16時お渡し予定の名簿ですが、間に合いません。", True),
        ("本日16時お渡し予定の名簿ですが、17時に延ばさせてください。", True),
        ("到着が遅れる場合はご連絡ください。", False),
        ("雨の日は開演が遅れます。", False),
    ],
)
def test_without_a_promised_time_only_what_the_draft_calls_promised_is_judged(
    text: str, speaks: bool
) -> None:
    assert bool(found(text, Context(), "early-delay-notice")) is speaks


@pytest.mark.parametrize(
    ("text", "rewrite"),
    [
        ("本日17時の図面、少し遅れます。", "本日17時の図面、〔理由〕のため、〔新しい日時〕になります"),
        ("機材が壊れ、納品が間に合いません。", "納品が〔新しい日時〕になります"),
        ("納品は明日19日の12時にさせてください。", "〔理由〕のため、納品は明日19日の12時にさせてください"),
        ("木材の乾きが足りず、お届けが難しくなりました。お届けは来月の半ばごろの見通しです。", "〔新しい日時〕"),
        ("紙が足りず、お渡しが遅れます。来週のどこかになりそうです。", "〔新しい日時〕"),
    ],
)  # fmt: skip
def test_the_rewrite_of_a_delay_leaves_gaps_for_what_it_lacks(text: str, rewrite: str) -> None:
    (finding,) = found(text, BEFORE, "early-delay-notice")

    assert finding.rewrite == rewrite


def test_a_delay_told_in_time_is_not_told_too_late_again() -> None:
    told = PreviousMessage("me", "校正が延びており、納品が遅れます。", BEFORE.sent_at)
    unrelated = PreviousMessage("me", "名簿を受け取りました。", BEFORE.sent_at)
    text = "遅くなりました。図面をお送りします。"

    assert not found(text, _after(told), "early-delay-notice")
    assert found(text, _after(unrelated), "early-delay-notice")


def _after(previous: PreviousMessage) -> Context:
    return Context(sent_at=AFTER.sent_at, due_at=DUE, previous=(previous,))


def test_a_delay_is_one_of_the_acts_of_a_draft() -> None:
    analysis = Analysis.of(Draft("お世話になっております。納品が遅れます。"))

    assert [act.sentence for act in acts(analysis) if act.kind is ActKind.REPORTS_DELAY] == [1]


@pytest.mark.parametrize("text", call_follow_up.BAD)
def test_a_call_that_leaves_nothing_written_is_pointed_out(text: str) -> None:
    assert found(text, CALLED, "call-follow-up")


@pytest.mark.parametrize("text", call_follow_up.BAD_BY_WORD_ONLY)
def test_settling_by_word_alone_is_pointed_out(text: str) -> None:
    assert found(text, Context(), "call-follow-up")


@pytest.mark.parametrize("text", call_follow_up.GOOD)
def test_a_record_of_the_call_passes(text: str) -> None:
    assert not found(text, CALLED, "call-follow-up")


@pytest.mark.parametrize("text", call_follow_up.GOOD_ELSEWHERE)
def test_words_about_calls_pass_where_nothing_is_settled_by_them(text: str) -> None:
    assert not found(text, Context(), "call-follow-up")


@pytest.mark.parametrize(
    ("text", "rewrite"),
    [
        ("納品は11月25日(火)です。", "11月25日(水)"),
        ("11/27（水）に伺います。", "11/27(金)"),
        ("25日の木曜日に伺います。", "25日の水曜日"),
        ("18日(木)にお送りした資料です。", "18日(水)"),
        ("3日(水)に伺います。", "3日(火)"),
        ("来週水曜(24日)にお送りします。", "火曜(24日)"),
        ("来月5日(金)の便です。", "来月5日(土)"),
        ("令和8年11月25日(木)締切です。", "令和8年11月25日(水)"),
        ("R8.11.25(木)締切です。", "R8.11.25(水)"),
        ("去年の11月25日(水)でした。", "去年の11月25日(火)"),
        ("2026年11月23日(火・祝)は休みです。", "2026年11月23日(月・祝)"),
        ("12/1(火)、2(木)が候補です。", "2(水)"),
        ("2026-11-25 (Thu) に送ります。", None),
    ],
)  # fmt: skip
def test_a_weekday_that_disagrees_is_put_right(text: str, rewrite: str | None) -> None:
    (finding,) = found(text, FRIDAY, "weekday-agrees")

    assert finding.rewrite == rewrite
    assert finding.severity is Severity.STOP


@pytest.mark.parametrize(
    "text",
    [
        "納品は11月25日(水)です。", "1月8日(金)から始めます。", "18日(水)にお送りした資料です。", "5日(土)に伺います。",
        "12月3日(木)と10日(木)です。", "2月30日(月)はございません。", "32日(月)の分です。", "来月31日(木)です。", "来月の15日(火)です。",
        "2027年の予定です。2027年5月7日(金)と6月4日(金)です。", "金曜日は3日間です。", "Wed 11/25 です。", "5月20日(水)です。", "5月20日(木)です。",
        "9月31日(木)です。", "12/1(火)、40(木)です。",
    ],
)  # fmt: skip
def test_dates_that_agree_or_do_not_exist_pass(text: str) -> None:
    assert not found(text, FRIDAY, "weekday-agrees")


def test_without_a_time_of_sending_only_a_date_with_its_year_is_judged() -> None:
    assert not found("11月25日(火)と25日(火)です。", Context(), "weekday-agrees")
    assert not found("去年の11月25日(火)です。", Context(), "weekday-agrees")
    assert found("2026年11月25日(火)です。", Context(), "weekday-agrees")


def test_a_month_that_is_named_alone_tells_whose_day_it_is() -> None:
    slots = "3月の枠は残り11枠です。うち15日(月)は満席です。"

    assert not found(slots, FRIDAY, "weekday-agrees")
    assert found(slots.replace("(月)", "(水)"), FRIDAY, "weekday-agrees")
    assert found("13月の枠です。25日(木)は満席です。", FRIDAY, "weekday-agrees")
