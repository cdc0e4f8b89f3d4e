"""Whether vague words stand where somebody has to act on them."""

import re

from madoguchi.engines.rulebook.analysis import Analysis, Sentence
from madoguchi.engines.rulebook.clauses import Link
from madoguchi.engines.rulebook.passage import asks, asks_at_all, makes
from madoguchi.engines.rulebook.vague_words import Missing, VagueWord

# サイズは一回り小さいもので。 is a request without its verb.
_ELLIPTIC = re.compile(r"[^。、]{0,8}?(?:で|に|を|と)[。!]?\s*$")
# 今どきにしておきます: promised, and the reader cannot tell what is coming.
_TO_BE_MADE = re.compile(r"[^。、]{0,6}(?:て|と)(?:おきます|きます|おきますね|みます)")
_FIGURE = re.compile(r"\d")


def is_used(analysis: Analysis, sentence: Sentence, word: VagueWord, span: tuple[int, int]) -> bool:
    """Whether the sentence uses the word in the way that makes it vague."""
    if word.missing is Missing.WAY and _is_a_quality(sentence, span):
        return False
    if word.untold and (_is_told_after(analysis, sentence) or _only_modifies(sentence, span)):
        return False
    if word.asked:
        return asks(sentence) or _is_elliptic(analysis, sentence, span)
    if word.made:
        said = analysis.own[span[1] : sentence.end]
        made = makes(said) or said.startswith(("さ", "見"))
        asked = asks(sentence) or _is_elliptic(analysis, sentence, span)
        return made and (asked or _TO_BE_MADE.match(said) is not None)
    return not word.acted or _is_acted_on(analysis, sentence, span)


def _is_a_quality(sentence: Sentence, span: tuple[int, int]) -> bool:
    """いい感じにすり減った1枚: it describes what is there."""
    clause = next((c for c in sentence.clauses if c.end >= span[1]), None)
    return clause is not None and clause.past and clause.link is Link.NOUN


def _is_elliptic(analysis: Analysis, sentence: Sentence, span: tuple[int, int]) -> bool:
    return _ELLIPTIC.fullmatch(analysis.own, span[1] - 1, sentence.end) is not None


def _is_acted_on(analysis: Analysis, sentence: Sentence, span: tuple[int, int]) -> bool:
    """Whether a deed is asked for, or to come: 手が空いたときに直します."""
    if asks_at_all(sentence) or _is_elliptic(analysis, sentence, span):
        return True
    closing = next(
        (c for c in sentence.clauses if c.end >= span[1] and c.link in (Link.FINAL, Link.REASON)),
        None,
    )
    return closing is not None and closing.ours_to_come


def _only_modifies(sentence: Sentence, span: tuple[int, int]) -> bool:
    """前年より増えている原因: the growth is only what the noun is about."""
    clause = next((c for c in sentence.clauses if c.end >= span[1]), None)
    return clause is not None and clause.link is Link.NOUN


def _is_told_after(analysis: Analysis, sentence: Sentence) -> bool:
    """思ったより増えました。42件です: the figure follows, here or in the next sentence."""
    following = analysis.sentence_after(sentence)
    end = following.end if following is not None else sentence.end
    return _FIGURE.search(analysis.own, sentence.start, end) is not None
