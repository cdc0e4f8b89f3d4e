"""What holds for every text and every moment of sending."""

from datetime import UTC, datetime, time, timedelta

from hypothesis import assume, given
from hypothesis import strategies as st

from madoguchi.engines.promises import extract
from madoguchi.engines.rulebook import WorkingHours

SAID = (
    "明日", "本日中に", "25日に", "11/25(水)", "3営業日以内に", "30分以内に", "来週中に", "15時から16時の間に", "月末まで", "ご入金後", "資料を", "「", "」", "> ",
    "お送りします。", "確認し、", "ご連絡ください。", "ますので、", "予定です。", "になります。", "でしょうか", "お時間をください", "\n", "発送は", "メーカーが", "よう",
    "２", "①", "期限は", "(", ")", "ました。", "対応いたします", "お届け", "の",
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=120), st.lists(st.sampled_from(SAID), max_size=12).map("".join))
HOURS = st.builds(
    WorkingHours,
    days=st.lists(st.integers(1, 7), unique=True, max_size=7).map(tuple),
    open=st.sampled_from([time(8, 30), time(10)]),
    close=st.sampled_from([time(17), time(19), time.max]),
)
BEGIN = datetime(2020, 1, 1, tzinfo=UTC)
MOMENTS = st.timedeltas(timedelta(), timedelta(days=5_000)).map(lambda passed: BEGIN + passed)


@given(text=TEXTS, sent_at=MOMENTS, hours=HOURS)
def test_promises_lie_in_the_text_one_after_another_and_fall_due_later(
    text: str, sent_at: datetime, hours: WorkingHours
) -> None:
    found = extract(text, sent_at=sent_at, hours=hours)

    assert found == extract(text, sent_at=sent_at, hours=hours)
    ends = [0]
    for one in found:
        assert ends[-1] <= one.start < one.end <= len(text)
        assert one.due > sent_at
        assert 0 < len(one.what) <= 30
        ends.append(one.end)


@given(text=TEXTS, sent_at=MOMENTS)
def test_a_quoted_text_promises_nothing(text: str, sent_at: datetime) -> None:
    quoted = "\n".join(f"> {line}" for line in text.splitlines())

    assert extract(quoted, sent_at=sent_at, hours=WorkingHours()) == ()


@given(
    said=st.sampled_from(
        ["30分以内に", "2時間後に", "3日以内に", "2営業日以内に", "翌営業日に", "明日"]
    ),
    sent_at=MOMENTS,
    later=st.timedeltas(timedelta(), timedelta(days=30)),
)
def test_what_is_sent_later_falls_due_no_earlier(
    said: str, sent_at: datetime, later: timedelta
) -> None:
    text = f"{said}ご連絡いたします。"
    [first] = extract(text, sent_at=sent_at, hours=WorkingHours())
    [second] = extract(text, sent_at=sent_at + later, hours=WorkingHours())

    assert first.due <= second.due


@given(
    unit=st.sampled_from(["分以内に", "分後に", "時間以内に", "時間後に", "日以内に", "営業日以内に", "営業日後に"]),
    numbers=st.tuples(st.integers(1, 20), st.integers(0, 20)),
    sent_at=MOMENTS,
    hours=HOURS,
)  # fmt: skip
def test_who_promises_a_longer_time_has_no_earlier_due(
    unit: str, numbers: tuple[int, int], sent_at: datetime, hours: WorkingHours
) -> None:
    short, more = numbers
    dues = [
        [one.due for one in extract(f"{n}{unit}ご連絡いたします。", sent_at=sent_at, hours=hours)]
        for n in (short, short + more)
    ]

    assert dues[0] <= dues[1]


@given(
    said=st.sampled_from(["翌営業日に", "1営業日以内に", "2営業日以内に", "5営業日以内に"]),
    sent_at=MOMENTS,
    days=st.sets(st.integers(1, 7), min_size=1),
    closed=st.sets(st.integers(1, 7)),
)
def test_days_that_close_never_bring_a_due_forward(
    said: str, sent_at: datetime, days: set[int], closed: set[int]
) -> None:
    assume(days - closed)
    text = f"{said}ご連絡いたします。"
    [open_week], [fewer] = (
        extract(text, sent_at=sent_at, hours=WorkingHours(days=tuple(sorted(one))))
        for one in (days, days - closed)
    )

    assert open_week.due <= fewer.due


@given(text=TEXTS, sent_at=MOMENTS, other=MOMENTS)
def test_a_due_time_is_the_same_whatever_was_read_before(
    text: str, sent_at: datetime, other: datetime
) -> None:
    first = extract(text, sent_at=sent_at, hours=WorkingHours())
    extract(text, sent_at=other, hours=WorkingHours(days=(7,)))

    assert extract(text, sent_at=sent_at, hours=WorkingHours()) == first
