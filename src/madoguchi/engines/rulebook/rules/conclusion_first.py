"""C: who asked something reads the answer first."""

from collections.abc import Iterator

from madoguchi.engines.rulebook.analysis import Analysis, Sentence
from madoguchi.engines.rulebook.context import Context, PreviousMessage
from madoguchi.engines.rulebook.finding import Severity
from madoguchi.engines.rulebook.reading.answers import LATE, Answer, answer
from madoguchi.engines.rulebook.rule import Example, Mark, Rule

_LONGEST_QUOTED = 28


def find(analysis: Analysis) -> Iterator[Mark]:
    """One mark: on what stands before a late answer with it, or on a message that holds none."""
    if not analysis.context.previous:
        return
    found = answer(analysis)
    if found is None or len(found.before) < LATE:
        return
    late = found.sentence
    yield _unanswered(found) if late is None else _late(analysis, found, late)


def _unanswered(found: Answer) -> Mark:
    asked = found.question.text
    quoted = asked if len(asked) <= _LONGEST_QUOTED else f"{asked[:_LONGEST_QUOTED]}…"
    return Mark(None, f"「{quoted}」への答えが見当たりません")


def _late(analysis: Analysis, found: Answer, answering: Sentence) -> Mark:
    """The rewrite moves the answer to the front, without the なので that led to it."""
    start, end = found.before[0].start, answering.end
    told = analysis.text[answering.start : end]
    background = analysis.text[start : answering.start]
    first = told.strip().removeprefix(found.opening.strip())
    gap = "\n" if background.endswith("\n") else ""
    return Mark(
        (start, end),
        f"質問への答えが{len(found.before) + 1}文目にあります。先に書くと、読む人がすぐ動けます",
        f"{first}{gap}{background.rstrip()}",
    )


def _asked(question: str, text: str, audience: str = "customer") -> Example:
    return Example(text, Context(previous=(PreviousMessage("them", question),)), audience)


RULE = Rule(
    number="C",
    slug="conclusion-first",
    title="答えを先に書く",
    meaning="質問されたときは、1文目か2文目で答えます。事情や補足はその後に書きます。相手が読み終える前に動けるようにするためです。",
    severity=Severity.HINT,
    bad=(
        _asked(
            "土曜日も診察していますか？",
            "当院は駅から徒歩5分です。昨年の春に改装しました。駐車場は8台分です。土曜日も13時まで診察しております。",
        ),
        _asked(
            "納品は何日ですか？",
            "印刷は昨日終わりました。いま乾燥させています。断裁は2台で行います。納品は25日です。",
            "client",
        ),
        _asked(
            "会場の定員は何名ですか？",
            "ご連絡ありがとうございます。会場は3年前に新築しました。天井が高く、音がよく響きます。控え室もございます。定員は120名です。",
        ),
        _asked(
            "犬を連れて入れますか？",
            "テラスの席は6つございます。春は桜がよく見えます。夕方は風が冷えます。犬を連れてお入りいただけます。",
        ),
        _asked(
            "先月の返品は何件でしたか？",
            "先月は雨の日が続きました。配送の遅れは出ていません。倉庫の人員は8名でした。返品は14件でした。",
            "client",
        ),
        _asked(
            "保証書は必要ですか？",
            "修理の窓口は先月移りました。受付は2階です。部品は国内で作っております。混み合う曜日は土曜です。",
        ),
    ),
    good=(
        _asked("納品は何日ですか？", "納品は25日です。印刷は昨日終わりました。", "client"),
        _asked("定員は何名ですか？", "ありがとうございます。会場は2階です。定員は120名です。"),
        _asked("在庫はありますか？", "はい、ございます。色は3色です。形は2種です。箱も選べます。"),
        _asked(
            "在庫はありますか？",
            "倉庫は千葉です。棚は8列です。係は3名です。確認して本日17時までにお返事します。",
        ),
        Example("今週は雨でした。来客は80名でした。客単価は1,200円でした。苦情は0件でした。"),
        _asked(
            "今日は暑いですね。",
            "本当に暑いですね。氷を足しました。扇風機も出しました。水も冷えています。",
        ),
    ),
    find=find,
    weighed="聞かれたことへの答えが、はじめの2文にありません",
)
