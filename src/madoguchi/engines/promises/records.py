"""Records of messages of ours, as the definition writes them: when each was sent, whose hours, and the text."""

from dataclasses import dataclass
from datetime import datetime

from madoguchi.engines.rulebook.context import WorkingHours
from madoguchi.engines.rulebook.records import BadRecord, context_of, fields_of, text_of


@dataclass(frozen=True, slots=True)
class SentText:
    """A text of ours with the moment of its sending and the hours that its due times are reckoned by."""

    text: str
    sent_at: datetime
    hours: WorkingHours

    @classmethod
    def from_record(cls, record: object) -> "SentText":
        """The text of one record; raises BadRecord, worded for a person.

        Hours left out are ten to seven from Monday to Friday, in Tokyo.
        """
        fields = fields_of(record, "record")
        context = context_of(fields.get("context"))
        if context.sent_at is None:
            raise BadRecord("sent_at is missing: no due time can be worked out without it")
        return cls(
            text=text_of(fields.get("text"), "text"),
            sent_at=context.sent_at,
            hours=context.working_hours or WorkingHours(),
        )
