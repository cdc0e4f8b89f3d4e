"""Learned weights: what each piece of evidence says for or against each rule that is weighed."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from madoguchi.engines.rulebook.weighing.evidence import Evidence

# Shares of evidence are counted in parts of this many, weights in hundredths: sums of whole numbers
# are the same on every machine.
_SHARES = 256
_HUNDREDTHS = 100
# The weights of a name for all rules stand side by side in one number: one addition serves them all.
_LANE = 32
_HALF = 1 << (_LANE - 1)
_MASK = (1 << _LANE) - 1


@dataclass(frozen=True)
class Table:
    """The weights of names, each packed in one number: for sentences and all rules, then for messages.

    `bias` is what is said before any evidence, in the same order.
    """

    slugs: tuple[str, ...]
    weights: Mapping[str, int]
    bias: tuple[float, ...]

    def of_sentence(self, evidence: Evidence) -> dict[str, float]:
        """How much a sentence says for each rule; below 0 it speaks against it."""
        return self._scores(evidence, 0)

    def of_message(self, evidence: Evidence) -> dict[str, float]:
        """How much the message as a whole says for each rule; below 0 it speaks against it."""
        return self._scores(evidence, len(self.slugs))

    def said(self, evidence: Evidence, slug: str, *, of_message: bool) -> dict[str, float]:
        """What each name in the evidence says for or against one rule."""
        place = self.slugs.index(slug) + of_message * len(self.slugs)
        told: dict[str, float] = {}
        for share, runs in evidence:
            for name in (name for run in runs for name in run.names):
                (weight,) = unpack(self.weights.get(name, 0), place, 1)
                told[name] = told.get(name, 0.0) + share * weight / _HUNDREDTHS
        return {name: weight for name, weight in told.items() if weight}

    def _scores(self, evidence: Evidence, first: int) -> dict[str, float]:
        total = sum(
            round(share * _SHARES) * run.weighs(self.weights)
            for share, runs in evidence
            for run in runs
        )
        sums = unpack(total, first, len(self.slugs))
        return {
            slug: self.bias[first + place] + sums[place] / (_SHARES * _HUNDREDTHS)
            for place, slug in enumerate(self.slugs)
        }


def pack(weights: Iterable[int]) -> int:
    """Whole weights side by side in one number, the first lowest; sums of them stay within ±2**30."""
    return sum(weight << (_LANE * place) for place, weight in enumerate(weights))


def unpack(packed: int, first: int, count: int) -> list[int]:
    """So many of the whole weights that were packed, from one on, or the sums of them."""
    # What stands below borrows one where it is negative in sum.
    lower = packed & ((1 << _LANE * first) - 1)
    packed >>= _LANE * first
    packed += lower >> (_LANE * first - 1) if first else 0
    weights = []
    for _ in range(count):
        weight = (packed + _HALF & _MASK) - _HALF
        weights.append(weight)
        packed = (packed - weight) >> _LANE
    return weights


def stored(packed: Iterable[int], count: int) -> bytes:
    """Packed numbers of so many weights each as bytes, one behind the other."""
    return b"".join(one.to_bytes(_width(count), "little", signed=True) for one in packed)


def restored(held: bytes, count: int) -> Iterator[int]:
    """The packed numbers that were stored."""
    width = _width(count)
    for start in range(0, len(held), width):
        yield int.from_bytes(held[start : start + width], "little", signed=True)


def _width(count: int) -> int:
    """Bytes of a packed number; half a lane is left for the sign."""
    return (count * _LANE + _LANE // 2) // 8
