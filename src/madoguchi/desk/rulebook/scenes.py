"""The scenes in which an example is judged: who is there, what time it is, what is attached."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta, timezone

from django.utils.functional import Promise

from madoguchi.desk.platform.words import later
from madoguchi.desk.rulebook.contents import BookExample
from madoguchi.engines.rulebook import Attachment, Context, Draft, PreviousMessage, WorkingHours
from madoguchi.engines.rulebook.context import OtherClient, WordRule

# A Wednesday afternoon, inside everybody's hours: an example says the same for ever.
NOW = datetime(2026, 11, 18, 14, 5, tzinfo=timezone(timedelta(hours=9)))
_PLAIN = Context(
    sent_at=NOW, working_hours=WorkingHours((1, 2, 3, 4, 5), time(10), time(19), "Asia/Tokyo")
)


@dataclass(frozen=True)
class Scene:
    """A situation that a person chooses for an example, by its words."""

    words: str | Promise
    context: Context


_INSIDE = ("internal",)
_PRICES = Attachment("仕入単価表_社内.pdf", "internal")
_MEMBERS = Attachment("会員一覧_連絡先付.csv", "restricted")
_ASKED = PreviousMessage(
    "me", "納品日は11月25日(水)でよろしいでしょうか。", NOW - timedelta(minutes=10)
)

SCENES: Mapping[str, Scene] = {
    "": Scene(later("ふだんのやりとり"), _PLAIN),
    "group": Scene(later("4人のルーム"), replace(_PLAIN, members=4)),
    "direct": Scene(later("ダイレクトメッセージ"), replace(_PLAIN, room="direct")),
    "phone": Scene(later("相手はスマートフォン"), replace(_PLAIN, recipient_device="smartphone")),
    "asked": Scene(later("10分前に別の質問をした"), replace(_PLAIN, previous=(_ASKED,))),
    "after-call": Scene(later("通話のあと"), replace(_PLAIN, after_call=True)),
    "before-due": Scene(
        later("約束は本日18時（いまは14時5分）"), replace(_PLAIN, due_at=NOW.replace(hour=18))
    ),
    "past-due": Scene(
        later("約束の13時を過ぎた"), replace(_PLAIN, due_at=NOW.replace(hour=13, minute=0))
    ),
    "after-hours": Scene(
        later("相手の勤務時間のあと（20時40分）"),
        replace(_PLAIN, sent_at=NOW.replace(hour=20, minute=40)),
    ),
    "urgent-after-hours": Scene(
        later("勤務時間のあとで、急ぎ"),
        replace(_PLAIN, sent_at=NOW.replace(hour=20, minute=40), urgent=True),
    ),
    "day-off": Scene(
        later("相手の休みの日（日曜）"), replace(_PLAIN, sent_at=NOW + timedelta(days=4))
    ),
    "file": Scene(
        later("ファイルを添付"), replace(_PLAIN, attachments=(Attachment("料金表_12月.pdf"),))
    ),
    "no-file": Scene(later("添付なし"), replace(_PLAIN, attachments=())),
    "internal-file": Scene(
        later("社外秘のファイルを添付"), replace(_PLAIN, attachments=(_PRICES,))
    ),
    "internal-file-inside": Scene(
        later("社外秘のファイルを、社内だけに"),
        replace(_PLAIN, attachments=(_PRICES,), audience=_INSIDE),
    ),
    "restricted-file": Scene(
        later("取扱注意のファイルを添付"), replace(_PLAIN, attachments=(_MEMBERS,))
    ),
    "record": Scene(
        later("やりとりに「注文 A-2041」とある"),
        replace(_PLAIN, record="注文番号 A-2041 のお届け日を教えてください。"),
    ),
    "mandatory": Scene(
        later("入れると決めた案内がある"), replace(_PLAIN, mandatory=("到着から8日以内",))
    ),
    "forbidden": Scene(
        later("書かないと決めた言い方がある"), replace(_PLAIN, forbidden=("必ず", "全額"))
    ),
    "others": Scene(
        later("別の委託元「あおば運輸」がある"),
        replace(_PLAIN, others=(OtherClient("あおば運輸", ("あおば便",)),)),
    ),
    "glossary": Scene(
        later("用語集に「カスタマーサポート」がある"),
        replace(_PLAIN, glossary={"カスタマーサポート": ("顧客サポート", "CS")}),
    ),
}


def draft_of(example: BookExample, words: tuple[WordRule, ...] = ()) -> Draft:
    """The example as the engine reads it, with the word rules for its reader."""
    context = SCENES[example.scene].context
    said = context.previous
    if example.previous:
        said = (*said, PreviousMessage("them", example.previous, NOW - timedelta(minutes=15)))
    context = replace(context, previous=said, word_rules=words)
    return Draft(example.text, context, audience_kind=example.to)
