"""0.2: an exchange ends with our sentence, not with a reaction."""

from collections.abc import Iterator

from madoguchi.engines.rulebook.analysis import Analysis
from madoguchi.engines.rulebook.context import Attachment, Context
from madoguchi.engines.rulebook.finding import Severity
from madoguchi.engines.rulebook.reading.substance import wordless
from madoguchi.engines.rulebook.rule import Example, Mark, Rule

# No reaction is longer; it also keeps a page of emoji cheap.
LONGEST_REACTION = 60


def find(analysis: Analysis) -> Iterator[Mark]:
    """One mark for the whole message when it is nothing but a reaction."""
    text = analysis.text.strip()
    if (
        0 < len(text) <= LONGEST_REACTION
        and not analysis.context.attachments
        and wordless(analysis)
    ):
        yield Mark(None, "相手が頼りにできる文がありません。何をいつするかを1文で書きます")


RULE = Rule(
    number="0.2",
    slug="no-reaction-only",
    title="反応だけで終えない",
    meaning="やりとりは、こちらの文で終えます。スタンプや「了解」だけでは、何が伝わり、次に何が起きるのかが相手に分からないためです。",
    severity=Severity.WARN,
    bad=(
        Example("👍"),
        Example(":ok_hand:"),
        Example("了解です！"),
        Example("りょ"),
        Example("はい。"),
        Example("なるほどです〜🙏"),
        Example("(bow)(bow)"),
        Example("承知いたしました。"),
        Example("OKです", audience_kind="customer"),
    ),
    good=(
        Example("ありがとうございます。では25日に納品いたします。"),
        Example("👍 3番の案で進めます。公開は明日10時です。"),
        Example("承知しました。ご共有ありがとうございます。"),
        Example("03-0000-1188"),
        Example("はい、10日10時に会議室へ伺います。"),
        Example("どうぞお大事になさってください。"),
        Example("👍", Context(attachments=(Attachment("見積書.pdf"),))),
    ),
    find=find,
)
