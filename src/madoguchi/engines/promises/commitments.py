"""Whether a time in a sentence is the time of a deed of ours that is still to come."""

from madoguchi.engines.promises.asked_time import is_a_meeting, time_asked
from madoguchi.engines.promises.attributes import gives_way, is_attribute
from madoguchi.engines.promises.carried import leads_on
from madoguchi.engines.promises.denials import (
    asked_next,
    counts_from_an_event,
    is_heading,
    is_ours,
    is_signing_off,
    is_usual,
)
from madoguchi.engines.promises.reading import Commitment, Reading, chain, voice
from madoguchi.engines.promises.topics import of_topic, tells_the_time
from madoguchi.engines.promises.verbs import BEGINNING, of_verb


def commitment(reading: Reading) -> Commitment | None:
    """What the sentence commits to by one of its times; None where it commits to nothing."""
    if is_usual(reading) or is_heading(reading) or counts_from_an_event(reading):
        return None
    if leads_on(reading) or is_a_meeting(reading):
        return None
    if asked := time_asked(reading):
        return asked
    return None if asked_next(reading) else _of_predicate(reading)


def _of_predicate(reading: Reading) -> Commitment | None:
    clauses = chain(reading)
    if not clauses:
        return None
    main = clauses[-1]
    said = voice(reading, main)
    if (reading.moment.opens and main.head not in BEGINNING) or not is_ours(reading, clauses, said):
        return None
    if tells_the_time(reading, main):
        return of_topic(reading, main)
    if is_attribute(reading) or gives_way(reading, main) or is_signing_off(reading, main):
        return None
    return of_verb(reading, clauses, said)
