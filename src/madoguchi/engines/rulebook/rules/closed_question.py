"""0.10: a question brings the proposal to which the reader can say yes or no."""

import re
from collections.abc import Iterator
from itertools import islice

from madoguchi.engines.rulebook.analysis import Analysis, Sentence
from madoguchi.engines.rulebook.finding import Severity
from madoguchi.engines.rulebook.reading.act import Act, ActKind
from madoguchi.engines.rulebook.reading.material import gives_material
from madoguchi.engines.rulebook.reading.proposals_made import (
    asks_approval,
    options_listed,
    proposals_made,
    proposes,
    puts_forward,
)
from madoguchi.engines.rulebook.reading.questions import questions
from madoguchi.engines.rulebook.rule import Example, Mark, Rule

# それと、返品分はどうしましょうか: what was proposed before is about something else.
_NEXT_TOPIC = re.compile(
    r"\s*(?:それと|あと(?!は?確)|また[、はも]|別件|もう[1一]|一方|ところで|次に|それから|加えて|ちなみに|ついでに|あわせて|併せて)"
)
_REACH = 4
# Beyond these nobody reads on, and each one looks at what stands around it.
_MOST = 12
_WORD = re.compile(
    r"どう(?!か)|どない|いかが|如何|どのよう|どんな|何(?!件|名)|なん|なに|どこ|どの|(?P<idea>(?:ご|お)?(?:意見|考え|指示|判断|助言|アドバイス|知恵|提案|見解))"
)
_APPROVAL = re.compile(r"(?:どう|いかが|如何)(?:です|でしょう|でござ|かな|かね|っす|だろ|\?|。|$)")
_POLITE = re.compile(r"いたし|致し|ござい|でしょう|くださ|いただ|頂|申し|なさ|存じ")


def find(analysis: Analysis) -> Iterator[Mark]:
    """One mark for each open question that nothing is proposed for; of neighbours, the first."""
    last = -2
    asked = (act for act in questions(analysis) if act.kind is ActKind.ASKS_OPEN)
    for question in islice(asked, _MOST):
        if not _has_proposal(analysis, question):
            if question.sentence - last > 1:
                yield _mark(analysis, question)
            last = question.sentence


def _has_proposal(analysis: Analysis, question: Act) -> bool:
    index = question.sentence
    sentence = analysis.sentences[index]
    if _in_itself(analysis, question, sentence) or options_listed(analysis, sentence.end):
        return True
    first = index if _NEXT_TOPIC.match(sentence.text) else index - _REACH
    return any(
        first <= made.sentence <= index + _REACH and made.sentence != index
        for made in proposals_made(analysis)
    )


def _in_itself(analysis: Analysis, question: Act, sentence: Sentence) -> bool:
    """25日で進める案ですが、いかがでしょうか; 25日はいかがでしょうか."""
    word = _word(analysis, question)
    if word is None:
        return False
    before = analysis.own[sentence.start : word.start()]
    after = analysis.own[word.end() : sentence.end]
    # お知恵を拝借したいのですが、25日に延ばしてよろしいでしょうか; a gap is for the writer's own.
    if "〔" in after or (word["idea"] and puts_forward(after)):
        return True
    approval = _APPROVAL.match(analysis.own, word.start()) is not None
    return proposes(before) or (approval and (asks_approval(before) or gives_material(analysis)))


def _word(analysis: Analysis, question: Act) -> re.Match[str] | None:
    return _WORD.search(analysis.own, question.start, question.end)


def _mark(analysis: Analysis, question: Act) -> Mark:
    word = _word(analysis, question)
    start = word.start() if word else question.start
    end = question.start + len(analysis.own[question.start : question.end].rstrip())
    return Mark(
        (start, end),
        "相手が答えを一から考えることになります。案を添えると「はい」か「いいえ」で答えられます",
        _rewrite(analysis, start, end) if word else None,
    )


def _rewrite(analysis: Analysis, start: int, end: int) -> str | None:
    said = analysis.own[start:end]
    if "つもり" in said:  # what the other side intends is not ours to propose
        return None
    asked = "でしょうか" if _POLITE.search(analysis.own) else "ですか"
    return f"〔案〕で進めてよろしい{asked}{'?' if said.endswith('?') else '。'}"


RULE = Rule(
    number="0.10",
    slug="closed-question",
    title="質問には案を添える",
    meaning="「どうしましょうか」とだけ聞かず、案か選択肢を示して聞きます。相手が「はい」か「いいえ」、または選ぶだけで答えられるようにするためです。",
    severity=Severity.WARN,
    bad=(
        Example("在庫が残り3点になりました。いかがいたしましょうか。"),
        Example("来月の告知文ですが、どのように進めればよろしいでしょうか？"),
        Example("予約の重複が続いています。何かよい手はありますか？"),
        Example("キャンセル料の扱いについて、ご意見をお聞かせください。"),
        Example("お客様への返し方に迷っています。"),
        Example("届いた椅子の脚にひびがありました。どうしましょう…"),
    ),
    good=(
        Example("在庫が残り3点です。20点を追加で発注してよろしいでしょうか。"),
        Example("告知文は、料金を先に載せる案でいかがでしょうか。"),
        Example("対応はどうしましょうか。A案は返金、B案は交換です。"),
        Example("請求書の送り先のご住所を教えてください。"),
        Example("朝晩冷え込みますが、いかがお過ごしでしょうか。"),
        Example("納品は24日と25日のどちらがよろしいですか？"),
        Example("「どうすればいいですか」とのお問い合わせが5件ありました。"),
    ),
    find=find,
    weighed="相手が答えを一から考えることになります。案を添えると「はい」か「いいえ」で答えられます",
)
