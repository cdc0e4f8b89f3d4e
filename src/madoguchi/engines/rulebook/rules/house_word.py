"""S7: a word that the desk writes otherwise, by a rule that its director wrote without code."""

from collections.abc import Iterator

from madoguchi.engines.rulebook.analysis import Analysis
from madoguchi.engines.rulebook.context import Context, WordRule
from madoguchi.engines.rulebook.finding import Severity
from madoguchi.engines.rulebook.rule import Example, Mark, Rule
from madoguchi.engines.rulebook.whole_words import avoided_words


def find(analysis: Analysis) -> Iterator[Mark]:
    """One mark for each place where a word to avoid stands outside of its exceptions."""
    rules = analysis.context.word_rules
    if not rules:
        return
    pairs = [(word, rule.prefer) for rule in rules for word in rule.avoid]
    kept = [word for rule in rules for word in (rule.prefer, *rule.exceptions)]
    for found in avoided_words(analysis, pairs, kept):
        if found.preferred:
            reason = f"「{found.avoided}」ではなく「{found.preferred}」と書く決まりです"
        else:
            reason = f"「{found.avoided}」は使わない決まりです"
        yield Mark(found.span, reason, found.preferred or None)


_CONTEXT = Context(
    word_rules=(
        WordRule(avoid=("ユーザー", "客"), prefer="お客様", exceptions=("ユーザー名",)),
        WordRule(avoid=("弊社都合",)),
    )
)

RULE = Rule(
    number="S7",
    slug="house-word",
    title="ことばの決まりに合わせる",
    meaning="書き方を決めてあることばは、決めたとおりに書きます。誰が書いても同じ窓口のことばになるようにするためです。",
    severity=Severity.WARN,
    bad=(
        Example("ユーザーからのお問い合わせは12件です。", _CONTEXT),
        Example("ﾕｰｻﾞｰの登録が終わりました。", _CONTEXT),
        Example("客の数は240名です。", _CONTEXT),
        Example("弊社都合により、休業いたします。", _CONTEXT),
        Example("新規ユーザーは8名です。", _CONTEXT),
        Example("ユーザー名とユーザーの数をお送りします。", _CONTEXT),
    ),
    good=(
        Example("お客様からのお問い合わせは12件です。", _CONTEXT),
        Example("ユーザー名を入れてください。", _CONTEXT),
        Example("「ユーザー」の画面を開いてください。", _CONTEXT),
        Example("客室は24室です。", _CONTEXT),
        Example("> ユーザーの数は\n8名です。", _CONTEXT),
        Example("ユーザーからのお問い合わせは12件です。"),
    ),
    find=find,
)
