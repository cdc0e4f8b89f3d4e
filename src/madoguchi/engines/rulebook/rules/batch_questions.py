"""0.3: questions go out together, not one after the other."""

from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from functools import lru_cache

from madoguchi.engines.rulebook.analysis import Analysis
from madoguchi.engines.rulebook.context import Context, PreviousMessage
from madoguchi.engines.rulebook.finding import Severity
from madoguchi.engines.rulebook.reading.act import Act
from madoguchi.engines.rulebook.reading.before import said_before
from madoguchi.engines.rulebook.reading.questions import questions
from madoguchi.engines.rulebook.rule import Example, Mark, Rule

# A question that is older than this has had its chance; the next one opens a new batch.
BATCH = timedelta(minutes=30)


def find(analysis: Analysis) -> Iterator[Mark]:
    """One mark on the first question, when one of ours from the last 30 minutes is still open."""
    open_ones = _open_messages(analysis.context)
    if not open_ones:
        return
    asked = [act for act in questions(analysis) if act.kind.asks]
    if asked and any(asks(message.text) for message in open_ones):
        yield _mark(asked[0])


def _open_messages(context: Context) -> list[PreviousMessage]:
    """Our messages of the last 30 minutes that the other side has not replied to."""
    found: list[PreviousMessage] = []
    for message in reversed(context.previous):
        if message.sender == "them":
            break
        if message.sender == "me" and _is_recent(message, context.sent_at):
            found.append(message)
    return found


def _is_recent(message: PreviousMessage, sent_at: datetime | None) -> bool:
    return (
        sent_at is not None
        and message.at is not None
        and timedelta(0) <= sent_at - message.at <= BATCH
    )


@lru_cache(maxsize=512)
def asks(text: str) -> bool:
    """Whether somebody is asked something in it."""
    return any(act.kind.asks for act in questions(said_before(text)))


def _mark(question: Act) -> Mark:
    return Mark(
        (question.start, question.end),
        "前の質問の返事がまだです。質問は1通にまとめると、相手は1回で答えられます",
    )


_NOON = datetime(2026, 11, 18, 12, 0, tzinfo=timezone(timedelta(hours=9)))


def _after(*said: tuple[str, int, str], text: str, audience: str = "client") -> Example:
    previous = tuple(
        PreviousMessage(sender, words, _NOON - timedelta(minutes=ago))
        for sender, ago, words in said
    )
    return Example(text, Context(sent_at=_NOON, previous=previous), audience)


RULE = Rule(
    number="0.3",
    slug="batch-questions",
    title="質問はまとめて送る",
    meaning="ききたいことは、1通に番号をつけてまとめます。ぽつぽつ届く質問は、相手の手をそのたびに止めるためです。",
    severity=Severity.HINT,
    bad=(
        _after(
            ("me", 4, "発送元の表記は本店の住所でよろしいでしょうか。"),
            text="それと、のしは付けてよろしいでしょうか。",
        ),
        _after(
            ("me", 20, "入会金は無料とご案内してよろしいですか？"),
            text="もうひとつ、見学の予約は電話だけですか？",
        ),
        _after(
            ("me", 12, "返品の期限は8日で合っていますか？"),
            ("colleague", 6, "倉庫の鍵は戻しました。"),
            text="送料はお客様のご負担で合っていますか？",
        ),
        _after(
            ("them", 25, "見積もりをお願いします。"),
            ("me", 20, "台数は12台でよろしいですか？"),
            text="設置は平日でよろしいですか？",
            audience="customer",
        ),
        _after(
            ("me", 28, "会場はA館とB館のどちらにしますか？"),
            ("me", 10, "開場は9時で合っていますか？"),
            text="司会は田中さんで合っていますか？",
        ),
        _after(
            ("me", 30, "写真は3枚でよろしいでしょうか。"),
            text="写真の並びは古い順でよろしいでしょうか。",
        ),
    ),
    good=(
        _after(text="休業日は12月30日からで合っていますか？"),
        _after(
            ("me", 31, "写真は3枚でよろしいでしょうか。"),
            text="写真の並びは古い順でよろしいでしょうか。",
        ),
        _after(
            ("me", 15, "色は白でよろしいですか？"),
            ("them", 5, "はい、白で。"),
            text="ありがとうございます。個数は20個でよろしいですか？",
        ),
        _after(
            ("me", 10, "本日の受注は14件でした。"),
            text="明日の受け付けも9時からでよろしいですか？",
        ),
        _after(
            ("colleague", 10, "納品は25日で合っていますか？"),
            text="請求先は本社で合っていますか？",
        ),
        _after(
            ("me", 10, "納品は25日で合っていますか？"),
            text="先ほどの件、納品先は新しい倉庫です。",
        ),
    ),
    find=find,
)
