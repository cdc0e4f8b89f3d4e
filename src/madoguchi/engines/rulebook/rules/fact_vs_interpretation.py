"""0.6: what was seen and what is guessed are told apart."""

import re
from collections.abc import Iterator

from madoguchi.engines.rulebook.analysis import Analysis
from madoguchi.engines.rulebook.clauses import Link
from madoguchi.engines.rulebook.finding import Severity
from madoguchi.engines.rulebook.guesses import Guess, guesses
from madoguchi.engines.rulebook.reading.modality import About
from madoguchi.engines.rulebook.rule import Example, Mark, Rule

_REASONS = {
    About.MINDS: "相手の気持ちは推測です。確かめた事実なのか推測なのか、読む人には分かりません",
    About.CAUSES: "確かめた原因なのか推測なのか、読む人には分かりません",
    About.FUTURE: "先のことは見込みです。何を根拠にした見込みなのか、読む人には分かりません",
}
_WOVEN = "事実と推測と提案が1文に続いていて、読む人にはどこからが推測なのか分かりません"
# A predicate in its plain form before ので: 飽きているので → 飽きている可能性があるため.
_PLAIN_REASON = re.compile(r"^(.*[るいたん])(?:ので|から|ため)、?$", re.DOTALL)
_POLITE = re.compile(r"(?:ます|です|ません|でした|ました)(?:ので|から|ため)、?$")
_TRAILING = re.compile(r"[。!、\s]+$")
_LEAD = re.compile(r"^\s+")


def find(analysis: Analysis) -> Iterator[Mark]:
    """One mark for each sentence that tells a guess as a fact."""
    for guess in guesses(analysis):
        yield _mark(analysis, guess)


def _mark(analysis: Analysis, guess: Guess) -> Mark:
    said = analysis.text[guess.start : guess.end]
    trailing = _TRAILING.search(said)
    lead = _LEAD.match(said)
    start = guess.start + (lead.end() if lead else 0)
    end = guess.end - (len(trailing.group()) if trailing else 0)
    if guess.woven:
        return Mark((start, end), _WOVEN)
    return Mark((start, end), _REASONS[guess.about], _rewrite(analysis.text[start:end], guess))


def _rewrite(said: str, guess: Guess) -> str:
    plain = _PLAIN_REASON.match(said)
    if guess.link is Link.REASON and plain and not _POLITE.search(said):
        return f"{plain.group(1)}可能性があるため"
    return f"ここからは推測ですが、{said}"


RULE = Rule(
    number="0.6",
    slug="fact-vs-interpretation",
    title="事実と解釈を分けて書く",
    meaning="見たこと・数えたことと、そこから考えたことは分けて書きます。推測が事実として読まれると、相手が誤った判断をしてしまうためです。",
    severity=Severity.WARN,
    bad=(
        Example("反応が悪いので商品に興味がないようで、配信を止めた方がいいです。"),
        Example("閲覧数が先月の半分になりました。読者が飽きているので、回数を減らしましょう。"),
        Example("体験会の申し込みが3件減りました。皆さん値段が高いと感じています。"),
        Example("キャンセルが7件ありました。予約画面の使いにくさが原因です。"),
        Example("応募が12件から4件に減ったのは、時給が安いからです。"),
        Example("来場が2割減っています。チラシを変えれば戻ります。"),
        Example("返信が3日ないので、他社に決めたみたいなので、候補から外すのがいいです。"),
    ),
    good=(
        Example("事実: 閲覧数は半分になりました。\n所感: 読者が飽きている可能性があります。"),
        Example(
            "ログ上は3回の再送がありました。ここからは推測ですが、回線が混んだと考えています。"
        ),
        Example("原因は電源コードの断線で、交換して復旧しました。"),
        Example("アンケートでは、41名中22名が値段が高いと感じています。"),
        Example("来場は先月より2割減りました。理由はまだ分かりません。"),
        Example("チラシを変える案に賛成です。"),
        Example("お客様は返金をご希望とのことです。"),
    ),
    find=find,
    weighed="確かめたことなのか、書き手の推測なのか分かりません",
)
