"""The reading of a draft as text."""

from datetime import datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from madoguchi.engines.rulebook import Context, Draft, PreviousMessage, WorkingHours
from madoguchi.engines.rulebook.explain import explain

NOON = datetime(2026, 11, 18, 12, 0, tzinfo=timezone(timedelta(hours=9)))


def test_everything_that_is_read_is_told() -> None:
    draft = Draft(
        "> 送料は？\nお世話になっております。\n送料は1,650円です。明日の17時までに2点をお送りします。昨日の便は来週あたりに着くようです。"
        "A案でよろしいですか？\n03-0000-1188",
        Context(
            sent_at=NOON,
            working_hours=WorkingHours(),
            previous=(PreviousMessage("them", "送料はいくらですか？\n在庫表を直してください。"),),
        ),
    )

    told = explain(draft)

    assert "foreign:\n  0-6 > 送料は?" in told
    assert "お世話になっております。 (greeting)" in told
    assert "送料/名詞" in told
    assert "→ 送る [final]" in told
    assert "明日の17時までに day+clock → 2026-11-19 17:00" in told
    assert "vague" in told
    assert "asks" in told
    assert "fact" in told
    assert "amount" in told
    assert "1,650円 = 1650 (円)" in told
    assert "phone" in told
    assert "text 送料はいくらですか？⏎在庫表を直してください。" in told
    assert "question (asks for a fact) 送料はいくらですか?" in told
    assert "task 在庫表を直してください。 → 直す" in told
    assert "due: no" in told
    assert "weighed:\n" in told
    assert "  reply-promise -" in told


def test_what_the_request_held_is_told() -> None:
    previous = (
        PreviousMessage("them", "展示会で配るため、来週金曜までに案内状を100部刷ってください。"),
    )

    told = explain(Draft("承知しました。", Context(previous=previous)))

    assert "purpose: " in told
    assert "purpose: no" not in told


def test_a_question_that_asks_for_no_task_is_told_without_one() -> None:
    told = explain(
        Draft("1,650円です。", Context(previous=(PreviousMessage("them", "送料はいくらですか？"),)))
    )

    assert "question (asks for a fact) 送料はいくらですか?" in told
    assert "\n  task " not in told


def test_without_the_sending_time_no_moment_is_told() -> None:
    told = explain(Draft("明日の17時までにお送りします。注文番号A-1024の品です。"))

    assert "time: 0-9 明日の17時までに day+clock\n" in told
    assert "order number 20-26 A-1024 (注文番号)" in told


def test_a_time_that_names_no_moment_is_told_as_such() -> None:
    told = explain(
        Draft("来週あたりにお送りします。", Context(sent_at=NOON, working_hours=WorkingHours()))
    )

    assert "→ no moment" in told


def test_a_guess_is_told_with_what_it_is_about() -> None:
    assert " about " in explain(Draft("お客様は飽きているようなので、写真を変えたいです。"))


def test_an_empty_draft_holds_nothing() -> None:
    assert explain(Draft("")).splitlines() == [
        "foreign: none",
        "sentences: none",
        "acts: none",
        "statements: none",
        "quantities: none",
        "identifiers: none",
        "asked: none",
        "weighed: none",
    ]


@given(st.text(), st.text())
def test_any_draft_can_be_explained(text: str, before: str) -> None:
    assert explain(Draft(text, Context(previous=(PreviousMessage("them", before),))))


def test_the_pieces_that_speak_for_a_rule_are_told() -> None:
    told = explain(Draft("確認いたします。"))

    (line,) = [line for line in told.split("\n") if line.startswith("  reply-promise ")]
    assert line.startswith("  reply-promise +")
    assert " 0: " in line
    assert " message: " in line


def test_nothing_is_weighed_where_nothing_is_said() -> None:
    assert "weighed: none" in explain(Draft("> 送料は？"))
