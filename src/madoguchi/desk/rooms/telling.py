"""What happens in a room is told to its members' open pages, and to ours what members do quietly."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from madoguchi.desk.contacts.queries.members import members_of
from madoguchi.desk.conversations.models import Channel, Conversation
from madoguchi.desk.platform.live import notices
from madoguchi.desk.platform.postgresql import prepared
from madoguchi.desk.rooms.events import without_mails
from madoguchi.desk.rooms.models import Participant

KIND = "room"
# Nearly all that happens is about mail: one question of the whole lot answers that.
THREADS = """select id, client_id, channel from conversations_conversation
where id = any(%(ids)s::bigint[]) and channel <> 'mail'"""


class Happened(Protocol):
    """A happening in a conversation."""

    @property
    def conversation_id(self) -> int | None:
        """Which."""


def tell_members(happened: Sequence[Happened]) -> None:
    """Tell the pages of whoever of the client reads these threads; of mails, nobody."""
    said = (one.conversation_id for one in without_mails(happened))
    ids = sorted({pk for pk in said if pk is not None})
    if not ids:
        return
    for pk, client_id, channel in prepared.rows_of(THREADS, {"ids": ids}):
        readers: Iterable[int]
        readers = participants_of(pk) if channel == Channel.DIRECT else members_of(client_id)
        notices.tell(kind=KIND, client_id=client_id, conversation_id=pk, people=readers)


def tell_of_reading(conversation: Conversation, people: Iterable[int]) -> None:
    """Somebody has read on: those who wrote there see it."""
    notices.tell(
        kind=KIND,
        client_id=conversation.client_id,
        conversation_id=conversation.pk,
        people=people,
    )


def participants_of(conversation_id: int) -> list[int]:
    """The ids of the client's own people who take part in a direct thread."""
    taking_part = Participant.objects.filter(conversation=conversation_id, person__side="client")
    return list(taking_part.order_by("pk").values_list("person_id", flat=True))
