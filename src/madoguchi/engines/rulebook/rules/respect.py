"""0.17: firm, never harsh."""

import re
from collections.abc import Iterator

from madoguchi.engines.rulebook.analysis import Analysis
from madoguchi.engines.rulebook.draft import Draft
from madoguchi.engines.rulebook.finding import Severity
from madoguchi.engines.rulebook.harshness import Harshness, Tone, harshnesses
from madoguchi.engines.rulebook.rule import Example, Mark, Rule

_REASONS = {
    Tone.BLAME: "相手を責める言い方です。起きた事実と、次にすることだけで伝わります",
    Tone.DEFENCE: "自分に非がないという主張は、相手を責めるように読まれます",
    Tone.MOCKERY: "皮肉に読まれます。伝えたいことをそのまま書きます",
    Tone.TALKING_DOWN: "見下されたように読まれます。知らない前提で、手順や理由を書きます",
    Tone.REPROACH: "前にも伝えたことを責めるように読まれます。初めてのように伝えます",
    Tone.ACCUSING: "問い詰めるように読まれます。いつまでに何が要るかを書きます",
    Tone.TEMPER: "いら立ちや感情が表に出ています。事実とお願いだけで伝わります",
}
_HEAVY = frozenset({Tone.BLAME, Tone.DEFENCE, Tone.MOCKERY, Tone.TALKING_DOWN})
_OPENING_REMINDER = re.compile(r"^[^、。\n]{4,40}(?:が|けど|けれど|けれども|のに)、")
_BLAMED_FOR = re.compile(r"^(?:原因|理由|遅れた原因|遅れた理由)は")


def find(analysis: Analysis) -> Iterator[Mark]:
    """One mark for each harsh stretch; what is said straight to hurt weighs a stop."""
    for harshness in harshnesses(analysis):
        yield Mark(
            (harshness.start, harshness.end),
            _REASONS[harshness.tone],
            _rewrite(analysis, harshness),
            Severity.STOP if harshness.tone in _HEAVY else None,
        )


def _rewrite(analysis: Analysis, harshness: Harshness) -> str | None:
    said = analysis.text[harshness.start : harshness.end]
    if harshness.tone is Tone.REPROACH and (opening := _OPENING_REMINDER.match(said)):
        return _if_civil(f"重ねてのご案内で恐れ入りますが、{said[opening.end() :]}")
    if harshness.tone is Tone.BLAME and _BLAMED_FOR.match(said) and "。" not in said:
        return "原因は〔確認した事実〕です"
    return None


def _if_civil(rewrite: str) -> str | None:
    again = Analysis.of(Draft(rewrite))
    return None if any(True for _ in harshnesses(again)) else rewrite


RULE = Rule(
    number="0.17",
    slug="respect",
    title="敬意のある言葉で書く",
    meaning="責める言葉、皮肉、いら立ち、見下す言い方は書きません。正しいことでも、相手は中身より言い方を覚え、次から相談しにくくなるためです。",
    severity=Severity.WARN,
    bad=(
        Example("何度も申し上げていますが、締め切りは毎月20日です。"),
        Example("普通に考えて、当日の変更は無理です。"),
        Example("先週言いましたよね。"),
        Example("そちらのミスなので、費用はお支払いできません。"),
        Example("またですか。同じ間違いが3回目です。"),
        Example("このくらいはご自分で調べてください。", audience_kind="customer"),
        Example("いい加減、返事をください。"),
    ),
    good=(
        Example("ご提案の期日には同意いたしかねます。作業に4日かかるためです。"),
        Example("私の確認不足でご迷惑をおかけし、申し訳ございません。"),
        Example("お客様から「普通に考えておかしい」とお叱りをいただきました。"),
        Example("先日お送りした資料の3ページをご覧ください。"),
        Example("何度もお電話をいただき、ありがとうございます。", audience_kind="customer"),
        Example("お怒りはごもっともです。本日中に交換品をお送りします。", audience_kind="customer"),
        Example("ご入力の郵便番号が1桁足りないため、番号をお知らせください。"),
    ),
    find=find,
    weighed="責められた、または突き放されたように読まれるおそれがあります",
)
