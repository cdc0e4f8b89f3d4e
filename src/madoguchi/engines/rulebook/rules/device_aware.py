"""0.13: what is to be copied on a phone stands alone in its message."""

import re
from collections.abc import Iterator

from madoguchi.engines.rulebook.analysis import Analysis
from madoguchi.engines.rulebook.context import Context
from madoguchi.engines.rulebook.finding import Severity
from madoguchi.engines.rulebook.reading.identifier_patterns import IdentifierKind
from madoguchi.engines.rulebook.reading.identifiers import Identifier, identifiers
from madoguchi.engines.rulebook.rule import Example, Mark, Rule

# Columns drawn by bars, tabs, runs of spaces or commas: three of them, in two lines and more.
_TABLE_ROW = re.compile(
    r"^[^\n|│┃]*[|│┃][^\n|│┃]*[|│┃][^\n]*$|^[^\n\t]+\t[^\n\t]+\t[^\n]*$"
    r"|^\S[^\n]{0,30}? {2,}\S[^\n]{0,30}? {2,}\S[^\n]*$",
    re.MULTILINE,
)
# A list of cells in a line says it is a table from the third line on.
_LISTED_ROW = re.compile(
    r"^[^,\n。、]{1,20}(?:,[^,\n。、]{1,20}){2,9}$|^[^/\n。、]{1,16}(?: ?/ ?[^/\n。、]{1,16}){3,9}$"
    r"|^[^\s。、]{1,12}(?: [^\s。、]{1,12}){2,9}$",
    re.MULTILINE,
)
# An unbroken line of half-width characters that is wider than a phone; an address can be tapped.
_WIDE = re.compile(r"(?<!\S)(?!https?:)(?=[!-~]*[A-Za-z0-9])[!-~]{45,}")
_LETTERS = re.compile(r"[^\W_]")
# More than a label, a name or the rest of an address: it says something.
_SAYS = re.compile(
    r"です|ます|ました|ません|くださ|下さ|お願い|どうぞ|[。、]|[はをにがでも](?=[\s:→]*$)|[はをに]\s"
)
_LONGEST_LABEL = 24
_BELOW_THE_NAME = re.compile(r"^(?:-{2,}|[─━_=*]{3,})[^\n]*\n", re.MULTILINE)
# ご注文番号:K-1024 only says which order, unless it is to be used.
_REFERENCE = re.compile(
    r"(?:注文|受注|請求書?|見積書?|案件|管理)(?:番号|No\.?|ID)[^A-Za-z0-9]{0,3}$"
)
_USED = re.compile(r"控え|入力|伝え|お手元|提示|お見せ|検索|お使い|必要|コピー|打ち|際(?:に|は)")
_NOT_COPIED = (IdentifierKind.EMAIL, IdentifierKind.BIRTHDATE)


def find(analysis: Analysis) -> Iterator[Mark]:
    """One mark on the first thing to be copied that has other text around it, or on a table."""
    if analysis.context.recipient_device != "smartphone":
        return
    found = [one for one in identifiers(analysis) if _is_copied(analysis, one)]
    if found and not _stand_alone(analysis, found):
        first = found[0]
        yield Mark(
            (first.start, first.end),
            "スマートフォンでは文の中の番号や住所を写しにくいです。これだけを次のメッセージで送ります",
        )
    if wide := _table(analysis) or _WIDE.search(analysis.own):
        yield Mark(wide.span(), "表や長い行はスマートフォンの画面で崩れます。箇条書きにします")


def _is_copied(analysis: Analysis, one: Identifier) -> bool:
    """Not what can be tapped, is quoted, or stands below the writer's name."""
    line = analysis.text.rfind("\n", 0, one.start) + 1
    if one.kind in _NOT_COPIED or analysis.text.startswith(">", line):
        return False
    if _REFERENCE.search(analysis.text, max(0, one.start - 12), one.start):
        sentence = analysis.sentence_at(one.start)
        return sentence is not None and _USED.search(sentence.text) is not None
    return not _BELOW_THE_NAME.search(analysis.text, 0, one.start)


def _table(analysis: Analysis) -> re.Match[str] | None:
    """The first row of a table."""
    for pattern, fewest in ((_TABLE_ROW, 2), (_LISTED_ROW, 3)):
        rows = [row for row in pattern.finditer(analysis.text) if not row.group().startswith(">")]
        if len(rows) >= fewest:
            return rows[0]
    return None


def _stand_alone(analysis: Analysis, found: list[Identifier]) -> bool:
    """Whether nothing but one identifier is in the message, perhaps with its label, name or building."""
    if len(found) > 1:
        return False
    (one,) = found
    before, after = analysis.text[: one.start].strip(), analysis.text[one.end :].strip()
    return all(
        not _LETTERS.search(rest) or (len(rest) <= _LONGEST_LABEL and not _SAYS.search(rest))
        for rest in (before, after)
    )


_PHONE = Context(recipient_device="smartphone")

RULE = Rule(
    number="0.13",
    slug="device-aware",
    title="相手の端末で読める形にする",
    meaning="相手がスマートフォンで読むときは、写して使う番号・住所・コードだけを1通にします。文の中の番号は、選んで写すのが難しいためです。",
    severity=Severity.WARN,
    bad=(
        Example("夜間の窓口は03-0000-6634です。18時から承ります。", _PHONE),
        Example("クーポンコードは SUMMER-8K2P です。お会計で入力してください。", _PHONE),
        Example("集合は東京都架空区みどり町2-14-6です。5分前にお越しください。", _PHONE),
        Example("お振込先は、みずうみ信用組合 本店 普通 0012345 です。", _PHONE),
        Example("お問い合わせ番号は 4410-0000-7782 で、明日届きます。", _PHONE, "customer"),
        Example("便数です。\n| 曜日 | 関東 |\n| --- | --- |\n| 月 | 14 |", _PHONE),
    ),
    good=(
        Example("夜間の窓口は03-0000-6634です。18時から承ります。"),
        Example("03-0000-1188", _PHONE),
        Example("SUMMER-8K2P-0704", _PHONE),
        Example("東京都架空区さくら台4-8-15 さくら台ビル3階", _PHONE, "customer"),
        Example("お届けは15日の14時から16時です。お代金は3,480円です。", _PHONE),
        Example("お電話番号は、次のメッセージで番号だけをお送りします。", _PHONE),
    ),
    find=find,
)
