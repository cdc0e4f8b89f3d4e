"""On what the other side reads: of a room, the device of whoever of the client wrote last."""

from madoguchi.desk.conversations.models import Conversation
from madoguchi.desk.platform.postgresql import prepared

SMARTPHONE = "smartphone"  # as the rulebook names it
DEVICE = """select k.device from conversations_message m
join contacts_contact k on k.client_id = m.client_id and k.person_id = m.author_id
where m.conversation_id = %(of)s::bigint and m.kind = 'customer'
order by m.at desc, m.id desc limit 1"""


def device_of(conversation: Conversation) -> str | None:
    """The word for a smartphone, or None where nothing is known of it."""
    if conversation.is_mail:
        return None
    row = prepared.row_of(DEVICE, {"of": conversation.pk})
    return SMARTPHONE if row and row[0] == "phone" else None
