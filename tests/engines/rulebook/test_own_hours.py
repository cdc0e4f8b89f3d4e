"""0.4 by the recipient's own hours and absences, where they are known."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from madoguchi.engines.rulebook import Context, Draft, Timing, WorkingHours, check

JST = timezone(timedelta(hours=9))
REPORT = "先週の集計をお送りします。総数は184件でした。"
FRIDAY = datetime(2026, 11, 20, 15, 2, tzinfo=JST)
TUESDAY = datetime(2026, 11, 24, 9, 30, tzinfo=JST)


def said(
    timing: Timing | None,
    *,
    text: str = REPORT,
    sent_at: datetime = FRIDAY,
    audience_kind: str = "client",
    urgent: bool = False,
) -> list[str]:
    context = Context(sent_at=sent_at, working_hours=WorkingHours(), timing=timing, urgent=urgent)
    found = check(Draft(text, context, audience_kind))
    return [one.reason for one in found if one.rule == "considerate-timing"]


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ("absent", "相手の不在の日です。次は24日(火)9時30分から送れます"),
        ("holiday", "相手の休みの日です。次は24日(火)9時30分から送れます"),
        ("closed", "相手の休みの日です。次は24日(火)9時30分から送れます"),
        ("day-off", "相手の休みの日です。次は24日(火)9時30分から送れます"),
        ("outside-hours", "相手の営業時間の外です。次は24日(火)9時30分から送れます"),
        ("before-closing", "相手の終業の間際です。次は24日(火)9時30分から送れます"),
    ],
)
def test_their_own_hours_say_what_is_wrong_and_what_is_better(wrong: str, words: str) -> None:
    assert said(Timing(wrong, TUESDAY)) == [words]


def test_their_own_hours_come_before_the_desk_s() -> None:
    night = FRIDAY.replace(hour=22)

    assert said(Timing(), sent_at=night) == []
    assert said(None) == []
    assert said(None, sent_at=night) == ["相手の営業時間の外です。次は24日(火)10時から送れます"]


def test_without_a_better_moment_none_is_named() -> None:
    assert said(Timing("absent")) == ["相手の不在の日です"]


def test_the_better_moment_is_said_in_the_recipient_s_own_day() -> None:
    assert said(Timing("outside-hours", TUESDAY), sent_at=FRIDAY.astimezone(UTC)) == [
        "相手の営業時間の外です。次は24日(火)9時30分から送れます"
    ]


def test_what_is_urgent_or_says_thanks_or_answers_a_customer_leaves_at_any_time() -> None:
    wrong = Timing("absent", TUESDAY)

    assert said(wrong, urgent=True) == []
    assert said(wrong, text="ありがとうございます。") == []
    assert said(wrong, audience_kind="customer") == []
