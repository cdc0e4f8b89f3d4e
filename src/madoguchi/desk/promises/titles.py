"""What a promise is called outside of its conversation: 「返事」 alone says nothing of what about."""

import re

from madoguchi.desk.platform.words import say

LONGEST = 30  # characters of a subject
# The deed alone, or of what only the conversation says: 結果を共有.
_BARE = re.compile(
    r"(?:(?:結果|内容|状況|詳細|進捗|可否|回答|返事|件|こちら|本件|その後)(?:を|は|について|の))?"
    r"(?:改めて|あらためて|再度|また|別途)?[おご]?"
    r"(?:返事|返信|返答|回答|応答|連絡|折り?返し|共有|報告|案内|知らせ|通知|説明|提示|相談"
    r"|送付|送信|提出|発送|手配|確認|対応|調査|検討|一報)"
    r"(?:いた|し|する|させて)?(?:します|いたします)?"
)
_ANSWERS = re.compile(r"^(?:\s*(?:re|fwd?|返信|転送)\s*[:：]\s*)+", re.IGNORECASE)


def titled(what: str, subject: str) -> str:
    """「返事（納期の件）」 for a deed that names no matter, else the deed as it stands."""
    about = " ".join(_ANSWERS.sub("", subject).split())
    if not about or _BARE.fullmatch(what.strip()) is None:
        return what
    short = about if len(about) <= LONGEST else f"{about[: LONGEST - 1]}…"
    return say("%(what)s（%(about)s）") % {"what": what.strip(), "about": short}
