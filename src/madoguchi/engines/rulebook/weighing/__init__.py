"""What many labelled messages taught, weighed together with what a rule reads by itself."""

from dataclasses import dataclass

from madoguchi.engines.rulebook.analysis import Analysis, Sentence
from madoguchi.engines.rulebook.once import read_once
from madoguchi.engines.rulebook.weighing.evidence import message_evidence, sentence_evidence
from madoguchi.engines.rulebook.weighing.learned import learned


@dataclass(frozen=True, slots=True)
class Weighed:
    """What the evidence says of a draft and a rule: faulty above 0.

    `reading` is added where the rule's own reading finds something; `span` are the words that say most,
    None where the whole message does.
    """

    evidence: float
    reading: float
    span: tuple[int, int] | None

    @property
    def hopeless(self) -> bool:
        """Whether no reading could make it faulty: there is no need to read."""
        return self.evidence + self.reading <= 0

    def faulty(self, *, read: bool) -> bool:
        """The judgement, where the rule's own reading found something or nothing."""
        return self.evidence + self.reading * read > 0


def weigh(analysis: Analysis, slug: str) -> Weighed:
    """The evidence in a draft for a rule; raises KeyError for a rule that has no scale."""
    scale = learned().scales[slug]
    scores = [said[slug] for said in _by_sentence(analysis)]
    if not scores:
        return _NOTHING
    strongest = max(range(len(scores)), key=scores.__getitem__)
    evidence = (
        scale.bias + scale.sentence * scores[strongest] + scale.message * _whole(analysis)[slug]
    )
    span = _words_of(analysis.sentences[strongest]) if scale.pointed else None
    return Weighed(evidence, scale.read, span)


@read_once
def _by_sentence(analysis: Analysis) -> list[dict[str, float]]:
    table = learned().table
    return [table.of_sentence(evidence) for evidence in sentence_evidence(analysis)]


@read_once
def _whole(analysis: Analysis) -> dict[str, float]:
    return learned().table.of_message(message_evidence(analysis))


def _words_of(sentence: Sentence) -> tuple[int, int]:
    """The sentence without the space around it and its full stop."""
    start = sentence.end - len(sentence.text.lstrip())
    return start, start + len(sentence.text.strip().rstrip("。"))


# A message without a sentence breaks no rule that is weighed.
_NOTHING = Weighed(evidence=-1.0, reading=0.0, span=None)
