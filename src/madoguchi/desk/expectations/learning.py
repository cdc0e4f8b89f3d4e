"""Which pairs of words are worth a suggestion: theirs where our replies say another of the same meaning."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from madoguchi.engines.japanese import is_everyday, meanings

FEWEST = 3  # messages: below that it is chance
RARE = 4  # a side uses the other's word at most once in so many times

Pair = tuple[int, int]  # a conversation's id, a message's


@dataclass(frozen=True)
class Use:
    """How often one side wrote a word, in so many messages, and where last."""

    spelled: str
    count: int
    examples: tuple[Pair, ...] = ()


@dataclass(frozen=True)
class Suggestion:
    """Their word for ours; `words` are both in their usual spelling."""

    preferred: Use
    avoided: Use
    words: frozenset[str]


def suggested(theirs: Mapping[str, Use], ours: Mapping[str, Use]) -> Suggestion | None:
    """Of the words of one meaning, by their usual spelling: the pair to suggest, if there is one.

    Each side's word is the one that it uses most; neither uses the other's but rarely. What people of
    every trade say is left to them.
    """
    their_word, our_word = _most(theirs), _most(ours)
    if their_word is None or our_word is None or their_word == our_word:
        return None
    words = frozenset({their_word, our_word})
    if not is_of_trade(words):
        return None
    preferred, avoided = theirs[their_word], ours[our_word]
    crossed = (
        (theirs.get(our_word), preferred.count),
        (ours.get(their_word), avoided.count),
    )
    if min(preferred.count, avoided.count) < FEWEST or any(
        other is not None and other.count * RARE > own for other, own in crossed
    ):
        return None
    return Suggestion(preferred, avoided, words)


def of_meanings(
    uses: Iterable[tuple[int, str, str, Use]],
) -> Iterator[Suggestion]:
    """The suggestions of all meanings; each use with its meaning, its side and its word."""
    by_meaning: dict[int, dict[str, dict[str, Use]]] = {}
    for meaning, side, word, use in uses:
        by_meaning.setdefault(meaning, {"us": {}, "them": {}})[side][word] = use
    for sides in by_meaning.values():
        found = suggested(sides["them"], sides["us"])
        if found is not None:
            yield found


def is_of_trade(words: Iterable[str]) -> bool:
    """Whether none of the words, in their usual spelling, is one of everyday."""
    return not any(is_everyday(word) for word in words)


def usual(*spelled: str) -> frozenset[str]:
    """The words in their usual spelling: by it a pair is the same however it is written. A word that is
    no noun with a synonym has none.
    """
    return frozenset(one.word for word in spelled for one in meanings(word))


def _most(uses: Mapping[str, Use]) -> str | None:
    return max(uses, key=lambda word: (uses[word].count, word), default=None)
