"""How often promises are read right on labelled messages."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from madoguchi.engines.promises.extract import Promise


class BadLabel(ValueError):
    """A record whose promises are no labels; the message says what is wrong with them."""


@dataclass(frozen=True, slots=True)
class Label:
    """What a person says a message promises: the exact words, and when it falls due."""

    span: str
    due: datetime


@dataclass(frozen=True, slots=True)
class Labelled:
    """A message with what a person found in it and what the engine found."""

    id: str
    text: str
    labels: tuple[Label, ...]
    found: tuple[Promise, ...]


class Fault(Enum):
    """How a reading can be wrong: a promise missed, one that is none, or one with another due time."""

    MISS = "miss"
    FALSE = "false"
    DUE = "due"


@dataclass(frozen=True, slots=True)
class Mistake:
    """One label or one found promise that has no counterpart; `due` and `span` are its own."""

    fault: Fault
    message: Labelled
    span: str
    due: datetime


@dataclass(frozen=True, slots=True)
class Score:
    """Messages read without any mistake, and promises labelled, found, and found right."""

    messages: int
    exact: int
    labelled: int
    found: int
    right: int

    @property
    def share(self) -> float:
        """The share of messages with all promises right or rightly none; 1 of no message."""
        return self.exact / self.messages if self.messages else 1.0

    @property
    def precision(self) -> float:
        """The share of what was found that was labelled so; 1 when nothing was found."""
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """The share of what was labelled that was found so; 1 when nothing was labelled."""
        return self.right / self.labelled if self.labelled else 1.0


def labels_of(record: object) -> tuple[Label, ...]:
    """The labels of a record: `"promises": [{"span", "due"}]`; raises BadLabel."""
    fields = record if isinstance(record, dict) else {}
    labels = fields.get("promises")
    if not isinstance(labels, list):
        raise BadLabel("promises must be a list")
    return tuple(_label(label, str(fields.get("text"))) for label in labels)


def score(messages: Sequence[Labelled]) -> Score:
    """The figures of labelled messages: a promise is right when its span overlaps and its due is the same."""
    wrong = [mistakes(message) for message in messages]
    return Score(
        messages=len(messages),
        exact=sum(not made for made in wrong),
        labelled=sum(len(message.labels) for message in messages),
        found=sum(len(message.found) for message in messages),
        right=sum(len(_pairs(message)) for message in messages),
    )


def mistakes(message: Labelled) -> tuple[Mistake, ...]:
    """What is wrong with the reading of one message, labels first; a wrong due time is one mistake."""
    pairs = _pairs(message)
    labels = [label for place, label in enumerate(message.labels) if place not in pairs]
    found = [one for place, one in enumerate(message.found) if place not in pairs.values()]
    made = []
    for label in labels:
        beside = next((one for one in found if _overlaps(message.text, label, one)), None)
        if beside is not None:
            found.remove(beside)
        fault = Fault.MISS if beside is None else Fault.DUE
        made.append(Mistake(fault, message, label.span, label.due))
    return (
        *made,
        *(Mistake(Fault.FALSE, message, message.text[p.start : p.end], p.due) for p in found),
    )


def _label(value: object, text: str) -> Label:
    if not isinstance(value, dict) or not isinstance(value.get("span"), str):
        raise BadLabel("a promise must be an object with a span")
    if value["span"] not in text:
        raise BadLabel(f"a span must stand in the text: {value['span']}")
    try:
        return Label(value["span"], datetime.fromisoformat(str(value.get("due"))))
    except ValueError as error:
        raise BadLabel(f"due must be an ISO 8601 time: {value.get('due')}") from error


def _pairs(message: Labelled) -> dict[int, int]:
    """Each label that was found, with the promise that is it; none of them counts twice."""
    pairs: dict[int, int] = {}
    for place, label in enumerate(message.labels):
        for index, one in enumerate(message.found):
            if (
                index not in pairs.values()
                and one.due == label.due
                and _overlaps(message.text, label, one)
            ):
                pairs[place] = index
                break
    return pairs


def _overlaps(text: str, label: Label, one: Promise) -> bool:
    place = text.find(label.span)
    while place >= 0:
        if one.start < place + len(label.span) and place < one.end:
            return True
        place = text.find(label.span, place + 1)
    return False
