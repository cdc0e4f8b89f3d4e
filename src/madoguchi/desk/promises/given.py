"""A promise before it is one: what the text says, and what its writer makes of that."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)  # of what was typed and is no moment: it is refused


@dataclass(frozen=True, kw_only=True)
class Given:
    """What is promised: the words that commit (`span`), the deed, and when it falls due."""

    what: str
    due_at: datetime
    span: str = ""


@dataclass(frozen=True, kw_only=True)
class Chip:
    """What its writer made of a promise that was found: None leaves it as it was found."""

    span: str
    what: str | None = None
    due_at: datetime | None = None
    is_struck: bool = False

    def marks(self, found: Given) -> bool:
        """Whether it is of these words, or of what they were before more was typed."""
        return self.span == found.span or self._overlaps(found)

    @property
    def says_something(self) -> bool:
        """Whether its writer made anything of what was found."""
        return self.is_struck or self.what is not None or self.due_at is not None

    def fitted(self, found: Given) -> "Chip":
        """With the words as they stand now. Where they begin otherwise, a mended time is let go.

        A text commits with its time first, so that 「5時までに…」 and 「15時までに…」 begin otherwise.
        """
        begins_so = found.span.startswith(self.span) or self.span.startswith(found.span)
        return replace(self, span=found.span, due_at=self.due_at if begins_so else None)

    def _overlaps(self, found: Given) -> bool:
        is_said = bool(self.span and found.span)
        return is_said and (self.span in found.span or found.span in self.span)

    def as_data(self) -> dict[str, Any]:
        """As it waits with a draft, or with a reply that leaves later."""
        return {
            "span": self.span,
            "what": self.what,
            "due": self.due_at.isoformat() if self.due_at else None,
            "struck": self.is_struck,
        }

    @classmethod
    def of(cls, data: dict[str, Any]) -> "Chip":
        """As it was kept."""
        due = datetime.fromisoformat(data["due"]) if data["due"] else None
        return cls(span=data["span"], what=data["what"], due_at=due, is_struck=data["struck"])


@dataclass(frozen=True, kw_only=True)
class Promised:
    """What the writer of a reply confirmed: the chips as they stood, and which promises it keeps.

    None: nobody looked. Then everything that the text says is promised, and a text that promises
    nothing new keeps what was owed. A text that only reports what is promised elsewhere (the
    follow-up of a call, whose actions have owners of their own) is not read: `is_read` is false.
    """

    chips: tuple[Chip, ...] | None = None
    keeps: frozenset[int] | None = None
    is_read: bool = True

    def as_data(self) -> dict[str, Any]:
        """As it waits with a draft, or with a reply that leaves later; {} for what nobody touched."""
        if self.chips is None and self.keeps is None and self.is_read:
            return {}
        return {
            **({} if self.is_read else {"is_read": False}),
            "chips": None if self.chips is None else [one.as_data() for one in self.chips],
            "keeps": None if self.keeps is None else sorted(self.keeps),
        }

    @classmethod
    def of(cls, data: dict[str, Any]) -> "Promised":
        """As it was kept; {} for what nobody looked at."""
        chips, keeps = data.get("chips"), data.get("keeps")
        return cls(
            chips=None if chips is None else tuple(Chip.of(one) for one in chips),
            keeps=None if keeps is None else frozenset(keeps),
            is_read=data.get("is_read", True),
        )

    def lasting(self, found: Sequence[Given]) -> "Promised":
        """What its writer made of the promises that the text still makes: the rest is read anew.

        What nobody touched is no more than a reading, and a reading is of the moment of sending.
        """
        near = (chip and chip.fitted(one) for one, chip in matched(found, self.chips or ()))
        chips = tuple(chip for chip in near if chip and chip.says_something)
        return replace(self, chips=chips or None)

    def beside(self, other: "Promised") -> "Promised":
        """Of two texts that become one: what was made of either."""
        both = (self, other)
        keeps = [one.keeps for one in both if one.keeps is not None]
        return Promised(
            chips=tuple(chip for one in both for chip in one.chips or ()) or None,
            keeps=frozenset[int]().union(*keeps) if keeps else None,
        )

    def after(self, before: "Promised") -> "Promised":
        """As it is typed now; where the page showed no chips, as it was kept before."""
        return self if self.chips is not None else replace(before, keeps=self.keeps)


def matched(found: Sequence[Given], chips: Sequence[Chip]) -> tuple[tuple[Given, Chip | None], ...]:
    """Each promise of the text with the chip of the same words; a chip without words is dropped.

    The same words first, each chip once and in the order of the text; then words that grew or shrank.
    """
    left = list(chips)
    chosen: dict[int, Chip] = {}
    for is_near in (_is_same, Chip.marks):
        for place, one in enumerate(found):
            near = next((chip for chip in left if is_near(chip, one)), None)
            if place not in chosen and near is not None:
                chosen[place] = near
                left.remove(near)
    return tuple((one, chosen.get(place)) for place, one in enumerate(found))


def _is_same(chip: Chip, found: Given) -> bool:
    return chip.span == found.span


def standing(found: Sequence[Given], chips: Sequence[Chip]) -> tuple[Given, ...]:
    """What is promised in the end: mended as the chips say, without what was struck."""
    return tuple(
        _mended(one, chip) for one, chip in matched(found, chips) if not (chip and chip.is_struck)
    )


def _mended(found: Given, chip: Chip | None) -> Given:
    if chip is None:
        return found
    due_at = chip.fitted(found).due_at
    return replace(found, what=chip.what or found.what, due_at=due_at or found.due_at)
