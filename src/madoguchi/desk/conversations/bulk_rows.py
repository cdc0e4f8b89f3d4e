"""What came of an act on many conversations."""

from dataclasses import dataclass, field

from madoguchi.desk.platform.words import later, say


@dataclass(frozen=True, slots=True)
class Refused:
    """A conversation to which a bulk act was not done, and why."""

    pk: int
    number: str
    why: str


@dataclass(frozen=True, slots=True)
class Typed:
    """What stood in the fields beside the acts."""

    person: str = ""
    tag: str = ""
    until: str = ""


@dataclass(frozen=True, slots=True)
class BulkResult:
    """What an act on many did; or why nothing was tried at all."""

    done: tuple[int, ...] = ()
    refused: tuple[Refused, ...] = ()
    picked: frozenset[int] = frozenset()  # still selected, where nothing was tried
    refusal: str = ""
    typed: Typed = field(default_factory=Typed)

    @property
    def refused_words(self) -> str:
        return say("%(n)s件は、そのままです。") % {"n": len(self.refused)}

    @property
    def still_picked(self) -> frozenset[int]:
        """The lines that stay selected."""
        return self.picked | {one.pk for one in self.refused}

    def words(self, act: str, name: str = "") -> str:
        """「3件を完了にしました」, and how many were left as they are; `name`: a person's or a tag's."""
        said = str(_DONE[act]) % {"n": len(self.done), "name": name}
        if not self.refused:
            return said
        left = say("%(said)s。%(n)s件はそのままです（理由は一覧の上）")
        return left % {"said": said, "n": len(self.refused)}


_DONE = {
    "take": later("%(n)s件を自分の担当にしました"),
    "assign": later("%(n)s件を%(name)sさんの担当にしました"),
    "close": later("%(n)s件を完了にしました"),
    "reopen": later("%(n)s件を再開しました"),
    "tag": later("%(n)s件にタグ「%(name)s」を付けました"),
    "snooze": later("%(n)s件をスヌーズしました"),
    "ask": later("%(n)s件を委託元への確認に回しました"),
    "undo": later("%(n)s件を元に戻しました"),
}
