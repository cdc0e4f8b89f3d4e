"""All speech acts of a draft, in the order of its text."""

from collections.abc import Iterator

from madoguchi.engines.rulebook.analysis import Analysis
from madoguchi.engines.rulebook.once import read_once
from madoguchi.engines.rulebook.put_offs import put_offs
from madoguchi.engines.rulebook.reading.acceptances import acceptances
from madoguchi.engines.rulebook.reading.act import Act, ActKind
from madoguchi.engines.rulebook.reading.confirmations import confirmations
from madoguchi.engines.rulebook.reading.courtesies import courtesies
from madoguchi.engines.rulebook.reading.delays import delays
from madoguchi.engines.rulebook.reading.questions import questions
from madoguchi.engines.rulebook.reading.requests import requests

_DETECTORS = (courtesies, questions, requests, confirmations, acceptances, delays)


@read_once
def acts(analysis: Analysis) -> tuple[Act, ...]:
    """What the draft does, act by act; a sentence may hold several, or none that is known."""
    found = [act for detect in _DETECTORS for act in detect(analysis)]
    found += _put_offs(analysis)
    return tuple(sorted(found, key=lambda act: (act.start, act.end)))


def _put_offs(analysis: Analysis) -> Iterator[Act]:
    for one in put_offs(analysis):
        yield Act(ActKind.PUTS_OFF, one.start, one.clause.end, one.sentence)
