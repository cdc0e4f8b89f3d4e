"""The promises of a message: read once, time by time, each with its due moment and its deed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from madoguchi.engines.promises.carried import falls_due
from madoguchi.engines.promises.commitments import commitment
from madoguchi.engines.promises.page import Page
from madoguchi.engines.promises.reading import Reading
from madoguchi.engines.timewords import Hours

# Nobody names more times, in a sentence or in a message; it bounds the work on a text of times alone.
MOST_IN_A_LINE = 12
MOST_TIMES = 200
_MOVED = ("変更", "変える", "延期", "ずらす", "延ばす", "改める")


@dataclass(frozen=True, slots=True)
class Promise:
    """What a message commits to: `text[start:end]` says it, `what` names the deed for a ledger."""

    start: int
    end: int
    due: datetime
    what: str


def extract(text: str, *, sent_at: datetime, hours: Hours) -> tuple[Promise, ...]:
    """The promises of a message of ours, in the order of its text; spans never overlap.

    Offsets are code points of the text as given; `due` is after `sent_at`, in the zone of the
    hours. Any text can be read, in time that grows with its length alone; what is quoted promises
    nothing. What counts: docs/adr/0027-promises-read-from-what-is-sent.md.
    """
    found = tuple(_promises(Page.of(text), sent_at, hours))
    return tuple(one for one in found if not _is_said_again(one, found))


def _promises(page: Page, sent_at: datetime, hours: Hours) -> Iterator[Promise]:
    until = 0
    for reading in islice(_readings(page), MOST_TIMES):
        found = commitment(reading)
        if found is None or found.start < until:
            continue
        due = falls_due(reading, sent_at=sent_at, hours=hours)
        if due is not None and due > sent_at:
            until = found.end
            start, end = page.normal.original_span(found.start, found.end)
            yield Promise(start, end, due, found.what)


def _is_said_again(one: Promise, found: tuple[Promise, ...]) -> bool:
    """15時に変更させてください moves what another promise says is done then: 15時にお電話いたします."""
    moves = one.what.endswith(_MOVED)
    return moves and any(
        other.due == one.due and not other.what.endswith(_MOVED) for other in found
    )


def _readings(page: Page) -> Iterator[Reading]:
    for index, line in enumerate(page.lines):
        found = line.moments[:MOST_IN_A_LINE]
        around = zip((None, *found), found, (*found[1:], None), strict=False)
        for before, moment, following in around:
            yield Reading(page, index, moment, before, following)
