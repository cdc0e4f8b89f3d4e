"""Reasons and rewrites: they can be put in place of the span as they stand."""

from datetime import datetime, time, timedelta, timezone

import pytest

from madoguchi.engines.rulebook import Context, Draft, WorkingHours
from tests.engines.rulebook.by_reading import read

JST = timezone(timedelta(hours=9))
HOURS = WorkingHours(days=(1, 2, 3, 4, 5), open=time(10), close=time(19))
FRIDAY = Context(sent_at=datetime(2026, 11, 20, 14, 36, tzinfo=JST), working_hours=HOURS)


def mended(text: str, context: Context = FRIDAY) -> str:
    """The text with every rewrite put in, the last first."""
    for finding in sorted(read(Draft(text, context)), key=lambda f: f.start or 0, reverse=True):
        assert finding.rewrite is not None
        text = text[: finding.start] + finding.rewrite + text[finding.end :]
    return text


@pytest.mark.parametrize(
    ("text", "better"),
    [
        ("在庫を確認して、折り返しご連絡いたします。", "在庫を確認して、本日17時までにご連絡いたします。"),
        ("後ほどご連絡します。", "本日17時までにご連絡します。"),
        ("確認して折り返します。", "確認して本日17時までに折り返します。"),
        ("判明しましたらお知らせいたします。", "判明しましたら、遅くとも本日17時までにお知らせいたします。"),
        ("詳しいことは分かり次第お伝えします。", "詳しいことは分かり次第、遅くとも本日17時までにお伝えします。"),
        ("詳細は後ほど。", "詳細は本日17時までにご連絡します。"),
        ("担当に確認しますので、少々お待ちください。", "担当に確認し、本日17時までにお返事します。"),
        ("確認いたします。少々お待ちください。", "確認し、本日17時までにお返事いたします。"),
        ("少々お待ちいただけますでしょうか。", "本日17時までお待ちいただけますでしょうか。"),
        ("店長に聞いてみますね！", "店長に聞いて、本日17時までにお返事します！"),
        ("本部へ問い合わせ中です。", "本部へ問い合わせ、本日17時までにお返事します。"),
        ("いったん持ち帰らせてください。", "いったん持ち帰り、本日17時までにお返事します。"),
        ("なるべく早くお送りします。", "11月26日(木)までにお送りします。"),
        ("至急ご返信ください。", "本日17時までにご返信ください。"),
        ("商品の数をご連絡します。", "うつわの数をご連絡します。"),
        ("ご返品は2件です。", "ご返却は2件です。"),
        ("お客様の声です。", "ゲストさまの声です。"),
        ("会員様の声です。", "メンバーさまの声です。"),
    ],
)  # fmt: skip
def test_a_rewrite_reads_well_in_place_of_its_span(text: str, better: str) -> None:
    glossary = {
        "うつわ": ("商品",),
        "ご返却": ("返品",),
        "ゲストさま": ("お客様",),
        "メンバーさま": ("会員",),
    }
    context = Context(sent_at=FRIDAY.sent_at, working_hours=HOURS, glossary=glossary)

    assert mended(text, context) == better


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("折り返しご連絡いたします。", "いつ連絡が来るのか分かりません"),
        ("少々お待ちください。", "いつまで待てばよいのか分かりません"),
        ("確認いたします。", "いつ返事が来るのか分かりません"),
        ("近日中にお届けします。", "いつ届くのか分かりません"),
        ("近日中に公開します。", "いつになるのか分かりません"),
        ("早急にご対応ください。", "いつまでにすればよいのか分かりません"),
        ("少し遅れます。", "どのくらい遅れるのか分かりません"),
        ("多めにご用意ください。", "どのくらいなのか分かりません"),
        ("いい感じに直しました。", "何をどうするのか分かりません"),
        ("例の資料をお送りします。", "どの資料のことか分かりません"),
        ("アレはどうなりましたか。", "何のことか分かりません"),
    ],
)
def test_a_reason_says_what_the_reader_misses(text: str, reason: str) -> None:
    assert reason in [finding.reason for finding in read(Draft(text, FRIDAY))]


@pytest.mark.parametrize(
    "text", ["折り返しご連絡いたします。", "なるべく早くお送りします。", "少々お待ちください。"]
)
@pytest.mark.parametrize("context", [Context(), Context(sent_at=FRIDAY.sent_at)])
def test_no_time_is_made_up_without_the_sending_time_and_the_hours(
    text: str, context: Context
) -> None:
    (finding,) = read(Draft(text, context))

    assert finding.rewrite is None


@pytest.mark.parametrize("text", ["確認に時間がかかっております。", "近日公開です。"])
def test_no_rewrite_is_offered_where_none_would_fit(text: str) -> None:
    (finding,) = read(Draft(text, FRIDAY))

    assert finding.rewrite is None
