"""The message about to be sent."""

from dataclasses import dataclass, field

from madoguchi.engines.rulebook.context import Context
from madoguchi.engines.rulebook.records import context_of, fields_of, text_of


@dataclass(frozen=True)
class Draft:
    """A message about to be sent to a `client`'s contact or to an end `customer`, with its context."""

    text: str
    context: Context = field(default_factory=Context)
    audience_kind: str = "client"

    @classmethod
    def from_record(cls, record: object) -> "Draft":
        """The draft of one record of the labelling guide; raises BadRecord, worded for a person.

        A key left out has the guide's plain default; labels and notes are not read.
        """
        fields = fields_of(record, "record")
        return cls(
            text=text_of(fields.get("text"), "text"),
            context=context_of(fields.get("context") or {}),
            audience_kind=text_of(fields.get("audience_kind", "client"), "audience_kind"),
        )
