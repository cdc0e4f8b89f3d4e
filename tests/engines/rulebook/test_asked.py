"""What the other side asked last: their questions, their task, and what the task tells."""

import pytest

from madoguchi.engines.rulebook import Context, Draft
from madoguchi.engines.rulebook.analysis import Analysis
from madoguchi.engines.rulebook.context import PreviousMessage
from madoguchi.engines.rulebook.reading.act import ActKind
from madoguchi.engines.rulebook.reading.addressees import Named, addressees
from madoguchi.engines.rulebook.reading.asked import Asked, asked, read
from madoguchi.engines.rulebook.reading.requests import requests, requests_made
from madoguchi.engines.rulebook.reading.task_asked import TaskAsked


def reading(*previous: tuple[str, str]) -> Asked | None:
    context = Context(previous=tuple(PreviousMessage(sender, text) for sender, text in previous))
    return asked(Analysis.of(Draft("承知しました。", context)))


def task(text: str) -> TaskAsked:
    found = read(text).task
    assert found is not None
    return found


def test_nothing_is_asked_where_nothing_came() -> None:
    assert reading() is None
    assert reading(("them", "いつ届きますか"), ("me", "明日です。")) is None


def test_messages_that_follow_each_other_are_one() -> None:
    found = reading(
        ("me", "はい。"), ("them", "差し替えてください。"), ("them", "移転のためです。")
    )

    assert found is not None
    assert found.text == "差し替えてください。\n移転のためです。"
    assert found.task is not None
    assert found.task.purpose is not None


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("9月の解約は何件でしたか？", [ActKind.ASKS_FACT]),
        ("送料を教えてもらえますか。", [ActKind.ASKS_FACT]),
        ("返品の期限を知りたいです。", [ActKind.ASKS_FACT]),
        ("白のSサイズ、ある？", [ActKind.ASKS_YES_NO]),
        ("お世話になっております。雨でも開きますか。", [ActKind.ASKS_YES_NO]),
        ("お客様から、いくらですかと聞かれました。", []),
        ("大阪行きの送り状を再発行してもらえますか。", []),
        ("昨夜、振り込みました。", []),
    ],
)
def test_their_questions_are_told_from_their_tasks(text: str, kinds: list[ActKind]) -> None:
    assert [question.kind for question in read(text).questions] == kinds


def test_a_task_shows_its_purpose_scope_due_and_way() -> None:
    found = task(
        "10店の送料を調べて、添付の様式に書き込んでください。会議で説明するためです。18日の12時までにお願いします。"
    )

    assert found.deed == "書き込む"
    assert found.purpose is not None
    assert found.scope is not None
    assert found.scope.text == "10店"
    assert found.due is not None
    assert found.due.text == "18日の12時までに"
    assert found.way is not None
    assert found.way.text == "添付"
    assert found.clear


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("金曜に送ってください。", "金曜に"),
        ("6日に録音した音声を起こしてください。", None),
        ("営業時間を21時閉店に直してください。", None),
        ("来週あたりに送ってください。", None),
        ("納期は12日中です。名刺を刷ってください。", "12日中"),
    ],
)
def test_a_due_is_a_time_by_which_the_task_is_wanted(text: str, due: str | None) -> None:
    shown = task(text).due

    assert (shown.text if shown else None) == due


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("田中様、資料をお送りください。", [Named.PERSON]),
        ("院長先生、ご相談です。", [Named.PERSON, Named.PERSON]),
        ("@sato 見てください", [Named.PERSON]),
        ("@all 見てください", [Named.EVERYONE]),
        ("経理ご担当様、写しをください。", [Named.ROLE]),
        ("どなたか代わってください。", [Named.NOBODY]),
        ("田中様のお荷物が届きました。", []),
        ("お客様と業者さんが来ます。", []),
    ],
)
def test_who_is_named(text: str, named: list[Named]) -> None:
    found = addressees(Analysis.of(Draft(text)))

    assert {one.named for one in found} == set(named)


def test_a_request_knows_what_stands_before_it() -> None:
    text = "窓口の堀です。\n入電が増えました。\n・朝は12件です\n席を1つ足してください。変更があればお知らせください。添付をご覧ください。"

    analysis = Analysis.of(Draft(text))
    add, told, look = requests_made(analysis)

    assert (add.after, add.told, add.checked, add.in_a_case) == (1, False, False, False)
    assert (told.told, told.in_a_case) == (True, True)
    assert look.checked
    assert [act.kind for act in requests(analysis)] == [ActKind.REQUESTS] * 3
