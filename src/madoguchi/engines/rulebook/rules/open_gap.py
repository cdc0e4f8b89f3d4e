"""S8: a template's gap is filled before it goes out."""

import re
from collections.abc import Iterator

from madoguchi.engines.rulebook.analysis import Analysis
from madoguchi.engines.rulebook.finding import Severity
from madoguchi.engines.rulebook.rule import Example, Mark, Rule

_GAP = re.compile(r"〔[^〔〕\n]{0,40}〕")


def find(analysis: Analysis) -> Iterator[Mark]:
    """One mark for each gap."""
    for span in open_gaps(analysis.text):
        yield Mark(span, "まだ書き入れていないところがあります")


def open_gaps(text: str) -> Iterator[tuple[int, int]]:
    """The spans of what a template left open; a quoted line (>) is somebody else's."""
    for match in _GAP.finditer(text):
        line = text.rfind("\n", 0, match.start()) + 1
        if not text.startswith(">", line):
            yield match.span()


RULE = Rule(
    number="S8",
    slug="open-gap",
    title="空欄を残さない",
    meaning="〔　〕は、送る前に書き入れます。空欄のまま届くと、何も伝わらないうえに、型どおりの文だと分かってしまうためです。",
    severity=Severity.STOP,
    bad=(
        Example("お届けは〔日付〕の午前中です。"),
        Example("〔　〕様\nご注文の品を本日発送しました。"),
        Example("原因は〔理由〕でした。"),
        Example("「〔品名〕」を2点お届けします。"),
        Example("担当の〔お名前〕より17時までにお電話します。", audience_kind="customer"),
        Example("〔〕を添えてお送りください。"),
    ),
    good=(
        Example("お届けは25日の午前中です。"),
        Example("> お届けは〔日付〕の午前中です。\nこちらは25日に決まりました。"),
        Example("(品番は箱の裏にあります)"),
        Example("【ご予約】25日10時"),
        Example("「お名前」の欄にご記入ください。"),
        Example("[1] 発送 [2] 店頭"),
    ),
    find=find,
)
