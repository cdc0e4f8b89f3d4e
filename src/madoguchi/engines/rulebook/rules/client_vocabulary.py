"""V: a word that the client calls otherwise. A warning, as the labelling guide has it for most rules."""

from collections.abc import Iterator

from madoguchi.engines.rulebook.analysis import Analysis
from madoguchi.engines.rulebook.context import Context
from madoguchi.engines.rulebook.finding import Severity
from madoguchi.engines.rulebook.rule import Example, Mark, Rule
from madoguchi.engines.rulebook.whole_words import avoided_words


def find(analysis: Analysis) -> Iterator[Mark]:
    """One mark for each place where a word stands that the client has another word for."""
    glossary = analysis.context.glossary
    if not glossary:
        return
    pairs = [(word, preferred) for preferred, words in glossary.items() for word in words]
    for found in avoided_words(analysis, pairs, glossary):
        reason = f"委託元では「{found.preferred}」と呼びます"
        yield Mark(found.span, reason, found.preferred)


_CONTEXT = Context(
    glossary={"カスタマーサポート": ("顧客サポート", "CS", "サポート"), "うつわ": ("商品",)}
)

RULE = Rule(
    number="V",
    slug="client-vocabulary",
    title="委託元のことばで書く",
    meaning="委託元が別の呼び方をしているものは、委託元の呼び方で書きます。読む人が同じものだとすぐに分かるようにするためです。",
    severity=Severity.WARN,
    bad=(
        Example("顧客サポートの対応件数は612件でした。", _CONTEXT),
        Example("お届けした商品が欠けておりました。", _CONTEXT),
        Example("ＣＳの受付は10時からです。", _CONTEXT),
        Example("新商品まわりのお問い合わせは12件です。", _CONTEXT),
        Example("ｻﾎﾟｰﾄは21時までです。", _CONTEXT, "customer"),
        Example("商品のお届けは25日です。", _CONTEXT, "customer"),
    ),
    good=(
        Example("カスタマーサポートの対応件数は612件でした。", _CONTEXT),
        Example("CSVの書き出しが終わりました。", _CONTEXT),
        Example("顧客サポート協会の認定試験に3名が合格しました。", _CONTEXT),
        Example("商品券は1枚500円です。", _CONTEXT),
        Example("テックサポートの資格の試験です。", _CONTEXT),
        Example("「商品一覧」のボタンを押してください。", _CONTEXT),
    ),
    find=find,
)
