"""Vague phrases that grammar gives away rather than a list: あの方法, 軽めに, もっと強くしてください."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from madoguchi.engines.rulebook import vague_amounts, vague_degrees, vague_referents
from madoguchi.engines.rulebook.passage import Passage
from madoguchi.engines.rulebook.vague_words import Missing
from madoguchi.engines.rulebook.wording_keys import Key
from madoguchi.engines.rulebook.wordings import letters


class Phrase(NamedTuple):
    """A vague phrase: what it leaves out, and its words by index, half open."""

    missing: Missing
    start: int
    end: int


@dataclass(frozen=True)
class Grammar:
    """One construction: what it leaves out, letters without which it cannot occur, and its reader."""

    missing: Missing
    cues: tuple[str, ...]
    end: Callable[[Passage, int], int | None]

    @cached_property
    def keys(self) -> frozenset[Key]:
        """What each cue begins with; a text that holds none of them holds no cue."""
        return frozenset(cue[:2] for cue in self.cues)


def possible(text: str) -> tuple[Grammar, ...]:
    """The constructions whose letters occur in a text at all."""
    held = letters(text)
    return tuple(
        one
        for one in _GRAMMAR
        if not one.keys.isdisjoint(held) and any(map(text.__contains__, one.cues))
    )


def phrases(passage: Passage, grammar: tuple[Grammar, ...]) -> Iterator[Phrase]:
    """The vague phrases of one sentence, construction by construction; they may overlap."""
    said = passage.sentence.text
    for one in grammar:
        if any(map(said.__contains__, one.cues)):
            for start in range(len(passage.words)):
                if end := one.end(passage, start):
                    yield Phrase(one.missing, start, end)


_GRAMMAR = tuple(
    Grammar(missing, tuple(cue.split("|")), end)
    for missing, cue, end in (
        (Missing.NAME, r"あの|あんな|ああ", vague_referents.that_thing),
        (Missing.NAME, r"あれ|アレ|あそこ|あっち", vague_referents.that),
        (Missing.NAME, r"一部|複数|大半|大部分|多数|少数", vague_referents.some_of_them),
        (
            Missing.NAME,
            r"いろ|色々|諸々|もろもろ|あれこれ|様々|さまざま",
            vague_referents.all_sorts,
        ),
        (Missing.NAME, r"どこか|あちこち|あちらこちら", vague_referents.somewhere),
        (
            Missing.WAY,
            r"感じ|雰囲気|イメージ|テイスト|トーン|印象|風|ふう|具合|調子|ニュアンス",
            vague_degrees.in_that_vein,
        ),
        (Missing.WAY, r"ぽく", vague_degrees.like_that),
        (
            Missing.AMOUNT,
            r"もっと|もう少|もうちょ|もうすこ|もう一段|なるべく|るだけ|極力|より|さらに|更に|一層|少|すこし|ちょ|若干|ある程度|多少|しばらく|暫く",
            vague_degrees.more,
        ),
        (Missing.AMOUNT, r"すぎ|過ぎ", vague_degrees.not_too),
        (Missing.AMOUNT, r"めに|めの|めで|めと|目に|目の|目で|目と", vague_degrees.a_little_off),
        (
            Missing.AMOUNT,
            r"ときどき|時どき|時々|ときおり|時折|たまに|偶に|折々|ちょく|ちょいちょ|定期|まめ|頻繁|度々|たびたび",
            vague_degrees.now_and_then,
        ),
        (Missing.AMOUNT, r"少|すこし|ちょ|一寸|しばらく|暫く|若干|ある程度", vague_degrees.a_while),
        (Missing.AMOUNT, r"ある程度|大量|たくさん|沢山|どっさり|たっぷり", vague_amounts.plenty),
        (Missing.AMOUNT, r"わずか|僅か", vague_amounts.almost_gone),
        (Missing.AMOUNT, r"適度|ほど|程|手頃|手ごろ|適量|そこそこ", vague_degrees.fit),
    )
)
