"""What was weighed as text: for each rule the evidence, and the pieces that say most for or against it."""

from collections.abc import Iterator, Mapping

from madoguchi.engines.rulebook.analysis import Analysis
from madoguchi.engines.rulebook.weighing import weigh
from madoguchi.engines.rulebook.weighing.evidence import message_evidence, sentence_evidence
from madoguchi.engines.rulebook.weighing.learned import learned

_PIECES = 4


def weighed(analysis: Analysis) -> Iterator[str]:
    """A line a rule: `respect -1.20 (reading +2.71) 0: w常識|的 +0.42 … message: …`; faulty above 0."""
    if not analysis.sentences:
        return
    for slug in learned().scales:
        judged = weigh(analysis, slug)
        parts = " ".join(_parts(analysis, slug))
        yield f"{slug} {judged.evidence:+.2f} (reading {judged.reading:+.2f}) {parts}"


def _parts(analysis: Analysis, slug: str) -> Iterator[str]:
    """The pieces of each sentence that says something for the rule, and of the message."""
    table = learned().table
    for number, evidence in enumerate(sentence_evidence(analysis)):
        if table.of_sentence(evidence)[slug] > 0:
            yield f"{number}: {_heaviest(table.said(evidence, slug, of_message=False))}"
    said = table.said(message_evidence(analysis), slug, of_message=True)
    yield f"message: {_heaviest(said)}"


def _heaviest(said: Mapping[str, float]) -> str:
    most = sorted(said.items(), key=lambda piece: (-abs(piece[1]), piece[0]))[:_PIECES]
    return " ".join(f"{name} {weight:+.2f}" for name, weight in most)
