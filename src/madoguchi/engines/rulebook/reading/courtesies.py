"""Thanks, apologies and greetings."""

import re
from collections.abc import Iterator

from madoguchi.engines.rulebook.analysis import Analysis
from madoguchi.engines.rulebook.once import read_once
from madoguchi.engines.rulebook.reading.act import Act, ActKind

_THANKS = re.compile(r"ありがと|有難う|感謝|お礼|御礼|助かりま")
_APOLOGY = re.compile(
    r"申し訳|申しわけ|お詫び|おわび|すみません|すいません|失礼いたしました|失礼しました|ごめん|恐れ入ります(?!が)"
)


@read_once
def courtesies(analysis: Analysis) -> tuple[Act, ...]:
    """The acts of courtesy, sentence by sentence."""
    return tuple(_courtesies(analysis))


def _courtesies(analysis: Analysis) -> Iterator[Act]:
    for index, sentence in enumerate(analysis.sentences):
        if sentence.greeting:
            yield Act(ActKind.GREETS, sentence.start, sentence.end, index)
        for kind, pattern in ((ActKind.THANKS, _THANKS), (ActKind.APOLOGISES, _APOLOGY)):
            if pattern.search(sentence.text):
                yield Act(kind, sentence.start, sentence.end, index)
