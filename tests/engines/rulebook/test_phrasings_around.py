"""Paraphrases for the rules that look at what surrounds a message: room, reader, hour, record, files."""

from datetime import datetime, timedelta, timezone

import pytest

from madoguchi.engines.rulebook import (
    RULES,
    Attachment,
    Context,
    Draft,
    OtherClient,
    PreviousMessage,
    WorkingHours,
)
from madoguchi.engines.rulebook.analysis import Analysis
from tests.engines.rulebook.phrasings import (
    attachment_announced,
    batch_questions,
    considerate_timing,
    device_aware,
    no_reaction_only,
    open_gap,
    other_client,
    right_audience,
    shared_room,
    unknown_reference,
)

NOON = datetime(2026, 11, 18, 12, 0, tzinfo=timezone(timedelta(hours=9)))
PHONE = Context(recipient_device="smartphone")
DIRECT = Context(room="direct")
OTHERS = Context(
    others=(
        OtherClient("株式会社青空商店", ("AOZORA", "アオゾラマーケット", "aozora.example")),
        OtherClient("別", ()),
    )
)
NO_FILE = Context(attachments=())
RECORDED = Context(record=unknown_reference.RECORD)
ASKED_BEFORE = Context(
    sent_at=NOON,
    previous=(
        PreviousMessage("me", "写真は3枚でよろしいでしょうか。", NOON - timedelta(minutes=10)),
    ),
)
LATE = Context(sent_at=NOON.replace(hour=22), working_hours=WorkingHours())


def speaks(rule: str, text: str, context: Context, kind: str = "client") -> bool:
    return any(True for _ in RULES[rule].find(Analysis.of(Draft(text, context, kind))))


@pytest.mark.parametrize("text", no_reaction_only.BAD)
def test_a_bare_reaction_is_pointed_out(text: str) -> None:
    assert speaks("no-reaction-only", text, Context())


@pytest.mark.parametrize("text", no_reaction_only.GOOD)
def test_a_short_sentence_to_rely_on_passes(text: str) -> None:
    assert not speaks("no-reaction-only", text, Context())


@pytest.mark.parametrize("text", batch_questions.MORE)
def test_one_more_question_into_the_silence_is_pointed_out(text: str) -> None:
    assert speaks("batch-questions", text, ASKED_BEFORE)


@pytest.mark.parametrize("text", batch_questions.NO_QUESTION)
def test_news_after_an_open_question_passes(text: str) -> None:
    assert not speaks("batch-questions", text, ASKED_BEFORE)


@pytest.mark.parametrize("text", considerate_timing.CAN_WAIT)
def test_what_can_wait_is_held_back_at_night(text: str) -> None:
    assert speaks("considerate-timing", text, LATE)


@pytest.mark.parametrize("text", considerate_timing.NOTHING_TO_READ_NOW)
def test_a_courtesy_at_night_passes(text: str) -> None:
    assert not speaks("considerate-timing", text, LATE)


@pytest.mark.parametrize("text", device_aware.BAD)
def test_what_is_to_be_copied_from_a_sentence_is_pointed_out(text: str) -> None:
    assert speaks("device-aware", text, PHONE)


@pytest.mark.parametrize("text", [*device_aware.ALONE, *device_aware.NOTHING_TO_COPY])
def test_what_stands_alone_or_is_not_copied_passes(text: str) -> None:
    assert not speaks("device-aware", text, PHONE)


@pytest.mark.parametrize("text", device_aware.BAD)
def test_a_reader_at_a_desk_copies_with_ease(text: str) -> None:
    assert not speaks("device-aware", text, Context(recipient_device="pc"))


@pytest.mark.parametrize("text", shared_room.WORK)
def test_work_in_a_direct_thread_is_pointed_out(text: str) -> None:
    assert speaks("shared-room", text, DIRECT)


@pytest.mark.parametrize("text", shared_room.PRIVATE)
def test_what_is_between_two_people_passes(text: str) -> None:
    assert not speaks("shared-room", text, DIRECT)


@pytest.mark.parametrize(
    ("theirs", "ours", "work"),
    [
        ("実は母が入院しまして。", "そうでしたか。何かあればいつでもどうぞ。", False),
        ("実は母が入院しまして。", "お見舞い申し上げます。見積書の合計は12万円です。", True),
        ("パスワードはDMでもらえますか？", "はい、こちらです。kD-22mm", False),
        ("パスワードはDMでもらえますか？", "在庫の数え方を変えました。棚の3段目からです。", True),
        ("パスワードを忘れました。", "新しいパスワードはkD-22mmです。", True),
        ("単価を教えてください。", "単価は1,200円です。", True),
        ("まだ誰にも言っていませんが、少しお話しできますか。", "15時にお電話します。", False),
        ("先日はお菓子をありがとうございました。", "お口に合ってよかったです。", False),
    ],
)
def test_what_they_said_makes_a_reply_private(theirs: str, ours: str, *, work: bool) -> None:
    context = Context(room="direct", previous=(PreviousMessage("them", theirs),))

    assert speaks("shared-room", ours, context) == work


@pytest.mark.parametrize("text", [*right_audience.PERSONAL, *right_audience.KEYS])
def test_customers_data_and_keys_beside_their_doors_are_stopped(text: str) -> None:
    assert speaks("right-audience", text, Context())


@pytest.mark.parametrize("text", right_audience.GOOD)
def test_what_everybody_may_know_passes(text: str) -> None:
    assert not speaks("right-audience", text, Context())


@pytest.mark.parametrize("text", right_audience.PERSONAL)
def test_customers_data_may_go_to_whom_is_cleared_for_it(text: str) -> None:
    cleared = Context(audience=("internal",), clearance=("internal", "restricted"))

    assert not speaks("right-audience", text, cleared)


def test_inside_of_the_desk_a_phone_may_be_named_and_a_card_may_not() -> None:
    inside = Context(audience=("internal",))

    assert not speaks("right-audience", "お客様の携帯は090-0000-4406です。", inside)
    assert speaks("right-audience", "カードは4000-0000-0000-1111です。", inside)


@pytest.mark.parametrize(
    ("text", "stopped"),
    [
        ("ご登録の電話番号は090-0000-4406です。", False),
        ("お隣の方の携帯は090-0000-4406です。", True),
        ("カードは4000-0000-0000-1111でご登録です。", True),
    ],
)
def test_a_customer_is_told_their_own_number_and_nobody_elses(text: str, *, stopped: bool) -> None:
    assert speaks("right-audience", text, Context(), "customer") == stopped


@pytest.mark.parametrize("text", other_client.BAD)
def test_another_clients_name_is_stopped(text: str) -> None:
    assert speaks("other-client", text, OTHERS, "customer")


@pytest.mark.parametrize("text", other_client.GOOD)
def test_longer_words_and_quoted_lines_pass(text: str) -> None:
    assert not speaks("other-client", text, OTHERS, "customer")


@pytest.mark.parametrize("text", attachment_announced.BAD)
def test_a_file_that_is_announced_and_missing_is_stopped(text: str) -> None:
    assert speaks("attachment-announced", text, NO_FILE)


@pytest.mark.parametrize("text", attachment_announced.BAD)
def test_a_file_that_is_there_or_unknown_passes(text: str) -> None:
    assert not speaks("attachment-announced", text, Context())
    assert not speaks("attachment-announced", text, Context(attachments=(Attachment("a.pdf"),)))


@pytest.mark.parametrize("text", attachment_announced.GOOD)
def test_files_of_others_and_other_times_pass(text: str) -> None:
    assert not speaks("attachment-announced", text, NO_FILE)


@pytest.mark.parametrize("text", unknown_reference.BAD)
def test_a_number_or_an_amount_that_nobody_named_is_pointed_out(text: str) -> None:
    assert speaks("unknown-reference", text, RECORDED, "customer")


@pytest.mark.parametrize("text", unknown_reference.GOOD)
def test_what_was_named_worked_out_or_is_no_reference_passes(text: str) -> None:
    assert not speaks("unknown-reference", text, RECORDED, "customer")


@pytest.mark.parametrize("record", [None, "", " \n"])
def test_without_a_record_no_number_is_unknown(record: str | None) -> None:
    text = "ご注文番号TB-20481のご返金は12,080円です。"

    assert not speaks("unknown-reference", text, Context(record=record), "customer")


@pytest.mark.parametrize("text", open_gap.BAD)
def test_a_gap_is_stopped(text: str) -> None:
    assert speaks("open-gap", text, Context())


@pytest.mark.parametrize("text", open_gap.GOOD)
def test_other_brackets_pass(text: str) -> None:
    assert not speaks("open-gap", text, Context())
