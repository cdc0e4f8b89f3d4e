"""What a rule and a word rule must say before they may stand in the draft."""

from collections.abc import Iterator

from madoguchi.desk.platform.refusals import Refusal
from madoguchi.desk.platform.words import say
from madoguchi.desk.rulebook.contents import (
    BOTH,
    CLIENT,
    CUSTOMER,
    OFF,
    Book,
    BookExample,
    BookRule,
    BookWord,
)
from madoguchi.desk.rulebook.scenes import SCENES
from madoguchi.engines.rulebook import RULES, Severity

LONGEST_TITLE = 60
LONGEST_NUMBER = 6
LONGEST_MEANING = 10_000
LONGEST_EXAMPLE = 2_000
MOST_EXAMPLES = 30  # of each kind
LONGEST_WORD = 80
MOST_WORDS = 30
SEVERITIES = {*(one.value for one in Severity), OFF}


class UnsoundRule(Refusal):
    """このルールは保存できません。"""


class UnsoundWord(Refusal):
    """このことばのルールは保存できません。"""


def refuse_unsound(rule: BookRule, book: Book) -> None:
    """Raise UnsoundRule with the first thing that this rule lacks."""
    problem = next(_problems(rule, book), "")
    if problem:
        raise UnsoundRule(problem)


def refuse_unsound_word(word: BookWord, book: Book) -> None:
    """Raise UnsoundWord with the first thing that this word rule lacks."""
    problem = next(_problems_of_word(word, book), "")
    if problem:
        raise UnsoundWord(problem)


def _problems(rule: BookRule, book: Book) -> Iterator[str]:
    others = [one for one in book.rules if one.slug != rule.slug]
    if not rule.title or len(rule.title) > LONGEST_TITLE:
        yield say("ルールの名前を、60文字までで書いてください。")
    if not rule.number or len(rule.number) > LONGEST_NUMBER:
        yield say("番号を、6文字までで書いてください。")
    if any(one.number == rule.number for one in others):
        yield say("その番号のルールが、もうあります。")
    if not rule.meaning or len(rule.meaning) > LONGEST_MEANING:
        yield say("本文を、1万字までで書いてください。")
    if rule.severity not in SEVERITIES or (rule.check and rule.check not in RULES):
        yield UnsoundRule().sentence
    if rule.check and any(one.check == rule.check for one in others):
        yield say("そのチェックは、ほかのルールにつながっています。")
    yield from _problems_of_examples(rule)


def _problems_of_examples(rule: BookRule) -> Iterator[str]:
    if max(len(rule.bad), len(rule.good)) > MOST_EXAMPLES:
        yield say("例は、✗と◯のそれぞれ30件までです。")
    if any(not _is_sound(one) for one in (*rule.bad, *rule.good)):
        yield say("例は、1件2,000文字までです。")


def _is_sound(example: BookExample) -> bool:
    is_short = max(len(example.text), len(example.previous)) <= LONGEST_EXAMPLE
    return is_short and example.scene in SCENES and example.to in {CUSTOMER, CLIENT}


def _problems_of_word(word: BookWord, book: Book) -> Iterator[str]:
    taken = {avoided for one in book.words if one.number != word.number for avoided in one.avoid}
    every = (*word.avoid, word.prefer, *word.exceptions)
    if not word.avoid:
        yield say("避けることばを書いてください。")
    if max(len(one) for one in every) > LONGEST_WORD or len(every) > MOST_WORDS:
        yield say("ことばは、1つ80文字、合わせて30個までです。")
    if word.to not in {CUSTOMER, CLIENT, BOTH}:
        yield UnsoundWord().sentence
    if found := next((one for one in word.avoid if one in taken), ""):
        yield say("避けることば「%(word)s」は、もうあります。") % {"word": found}
    if found := next((one for one in word.avoid if _stands_in_prefer(one, word)), ""):
        yield say("使うことばの中に、避けることば「%(word)s」があります。") % {"word": found}


def _stands_in_prefer(avoided: str, word: BookWord) -> bool:
    """Whether the word rule would find its own rewrite."""
    excepted = any(one in word.prefer for one in word.exceptions if avoided in one)
    return avoided in word.prefer and not excepted
