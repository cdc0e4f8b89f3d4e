"""Which of several put-offs beside each other carries the promise."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from madoguchi.engines.rulebook.put_off_phrases import PutOff, Weight

# Put-offs this many sentences apart speak of the same answer.
_NEAR = 2


def heaviest(found: Sequence[PutOff]) -> tuple[PutOff, ...]:
    """Of put-offs beside each other only those that carry the promise: 確認します gives way to ご連絡します."""
    sentences = [put_off.sentence for put_off in found]
    return tuple(
        put_off
        for put_off in found
        if not any(
            _outweighs(other, put_off)
            # The later one of two equals outweighs: from the end on, one look is enough.
            for other in reversed(
                found[
                    bisect_left(sentences, put_off.sentence - _NEAR) : bisect_right(
                        sentences, put_off.sentence + _NEAR
                    )
                ]
            )
        )
    )


def _outweighs(other: PutOff, put_off: PutOff) -> bool:
    if other.weight == put_off.weight:
        return other.weight < Weight.ANSWER and other.start > put_off.start
    return other.weight > put_off.weight
