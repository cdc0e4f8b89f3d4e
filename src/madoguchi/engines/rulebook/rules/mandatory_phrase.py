"""S5: what has to be said to this customer has been said, in this message or in one before."""

import re
from collections.abc import Iterator

from madoguchi.engines.japanese import normalise
from madoguchi.engines.rulebook.analysis import Analysis
from madoguchi.engines.rulebook.context import Context, PreviousMessage
from madoguchi.engines.rulebook.finding import Severity
from madoguchi.engines.rulebook.rule import Example, Mark, Rule

_QUOTED_LINE = re.compile(r"^[ \t]*>.*$", re.MULTILINE)
_BLANK = re.compile(r"\s+")


def find(analysis: Analysis) -> Iterator[Mark]:
    """One mark for each phrase that none of our messages holds."""
    phrases = analysis.context.mandatory
    if not phrases:
        return
    said = _said(analysis)
    for phrase in phrases:
        plain = _plain(phrase)
        if plain and plain not in said:
            yield Mark(None, f"「{phrase.strip()}」がまだ伝わっていません")


def _said(analysis: Analysis) -> str:
    """All that we say and have said, message by message."""
    ours = [one.text for one in analysis.context.previous if one.sender != "them"]
    return "\n".join(_plain(_QUOTED_LINE.sub("", text)) for text in (analysis.draft.text, *ours))


def _plain(text: str) -> str:
    """Without widths and white space: a phrase broken over two lines is the phrase."""
    return _BLANK.sub("", normalise(text).text)


_CONTEXT = Context(mandatory=("返品は8日以内に承ります", "送料はお客様のご負担です"))
_ONE = Context(mandatory=("返品は8日以内に承ります",))

RULE = Rule(
    number="S5",
    slug="mandatory-phrase",
    title="必ず伝える文を入れる",
    meaning="この種類のご用件で必ず伝えると決めた文は、やりとりのどこかに入れます。後から「聞いていない」とならないようにするためです。",
    severity=Severity.STOP,
    bad=(
        Example("ご注文を承りました。", _CONTEXT),
        Example("返品は8日以内に承ります。", _CONTEXT),
        Example("返品は7日以内に承ります。", _ONE),
        Example("> 返品は8日以内に承ります\nはい、そのとおりです。", _ONE),
        Example(
            "はい。",
            Context(
                mandatory=_ONE.mandatory,
                previous=(PreviousMessage("them", "返品は8日以内に承りますか"),),
            ),
        ),
        Example("", _ONE),
    ),
    good=(
        Example("ご注文を承りました。返品は8日以内に承ります。", _ONE),
        Example("返品は８日以内に承ります。", _ONE),
        Example("返品は8日以内に\n承ります。送料はお客様の ご負担です。", _CONTEXT),
        Example("ご注文を承りました。"),
        Example(
            "はい、承ります。",
            Context(
                mandatory=_ONE.mandatory,
                previous=(PreviousMessage("me", "返品は8日以内に承ります。"),),
            ),
        ),
        Example(
            "はい、承ります。",
            Context(
                mandatory=_ONE.mandatory,
                previous=(PreviousMessage("colleague", "返品は8日以内に承ります。"),),
            ),
        ),
    ),
    find=find,
)
