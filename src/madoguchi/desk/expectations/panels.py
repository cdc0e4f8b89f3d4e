"""The expectation sheet beside a conversation."""

from datetime import datetime

from madoguchi.desk.conversations.models import Conversation
from madoguchi.desk.conversations.side_rows import Panel
from madoguchi.desk.expectations.queries.sheets import asked_beside, beside
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform.postgresql import prepared


def panel(conversation: Conversation, person: Person, now: datetime) -> Panel | None:  # noqa: ARG001 -- who looks makes no difference
    """What the client expects and what is measured; None without a sheet that both sides agreed to."""
    row = beside(conversation.client_id, now)
    return None if row is None else Panel("expectations/parts/beside.html", row)


def asked_of(
    conversation: Conversation,
    person: Person,  # noqa: ARG001 -- an asker's signature
    now: datetime,  # noqa: ARG001 -- the same
) -> tuple[prepared.Asked, ...]:
    """What the panel asks the database, for who asks it ahead of its time."""
    return asked_beside(conversation.client_id)
