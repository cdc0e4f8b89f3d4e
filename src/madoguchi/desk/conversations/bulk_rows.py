"""What came of an act on many conversations."""

from dataclasses import dataclass

from madoguchi.desk.platform.words import say


@dataclass(frozen=True, slots=True)
class Refused:
    """A conversation to which a bulk act was not done, and why."""

    pk: int
    number: str
    why: str


@dataclass(frozen=True, slots=True)
class BulkResult:
    """What an act on many did; or why nothing was tried at all."""

    done: int = 0
    refused: tuple[Refused, ...] = ()
    picked: frozenset[int] = frozenset()  # still selected, where nothing was tried
    refusal: str = ""

    @property
    def done_words(self) -> str:
        return say("%(n)s件に行いました。") % {"n": self.done} if self.done else ""

    @property
    def refused_words(self) -> str:
        return say("%(n)s件には行えませんでした。") % {"n": len(self.refused)}

    @property
    def still_picked(self) -> frozenset[int]:
        """The lines that stay selected."""
        return self.picked | {one.pk for one in self.refused}
