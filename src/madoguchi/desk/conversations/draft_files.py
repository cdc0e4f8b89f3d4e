"""The files beside an unsent reply: in its writer's composer, or waiting with a held or scheduled reply."""

import uuid
from collections.abc import Iterable
from datetime import datetime

from madoguchi.desk.conversations.models import (
    Attachment,
    Conversation,
    DraftFile,
    Message,
)
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform.postgresql import instances, prepared
from madoguchi.desk.platform.refusals import Refusal

WAITS = """select exists (select from conversations_heldreply where client_id = %(client)s::bigint
    and conversation_id = %(of)s::bigint and draft_key = %(key)s::uuid and state = 'waiting')
  or exists (select from conversations_scheduledreply where client_id = %(client)s::bigint
    and conversation_id = %(of)s::bigint and draft_key = %(key)s::uuid
    and state in ('scheduled', 'held'))"""


# As `instances` takes it.
WAITING = "conversation_id = %(of)s::bigint and draft_key is not null order by id"


class AlreadyWaiting(Refusal):
    """この下書きは、もう承認待ちか送信予約になっています。先にそちらを確かめてください。本文は残っています。"""


def in_composer(conversation: Conversation, person: Person) -> list[DraftFile]:
    """What lies in this person's composer, in the order in which it was put there."""
    return _of(conversation, person, None)


def waiting_with(
    conversation: Conversation, person: Person, draft_key: uuid.UUID
) -> list[DraftFile]:
    """What leaves with this person's held or scheduled reply."""
    return _of(conversation, person, draft_key)


def waiting_in(conversation: Conversation) -> dict[uuid.UUID, list[DraftFile]]:
    """What leaves with the replies that wait here, by their draft keys."""
    found: dict[uuid.UUID, list[DraftFile]] = {}
    for one in instances.found(DraftFile, WAITING, {"of": conversation.pk}):
        if one.draft_key is not None:
            found.setdefault(one.draft_key, []).append(one)
    return found


def put_aside(*, conversation: Conversation, person: Person, draft_key: uuid.UUID) -> None:
    """The reply is about to wait (for a director, for its time): its files leave the composer with it.

    Called before the waiting reply is kept: nothing joins one that somebody may have looked at.
    Raises AlreadyWaiting.
    """
    if waits(conversation, draft_key):
        raise AlreadyWaiting
    DraftFile.objects.filter(conversation=conversation, person=person, draft_key=None).update(
        draft_key=draft_key
    )


def copy_back(
    *, conversation: Conversation, person: Person, draft_key: uuid.UUID, now: datetime
) -> None:
    """The waiting reply is being changed: copies of its files are in this person's composer."""
    waiting = DraftFile.objects.filter(conversation=conversation, draft_key=draft_key)
    _put_copies(conversation.pk, waiting.order_by("pk"), person, now)


def drop_copies(*, conversation: Conversation, person: Person, draft_key: uuid.UUID) -> None:
    """It is not changed after all: what was copied leaves the composer, what was added stays."""
    waiting = DraftFile.objects.filter(conversation=conversation, draft_key=draft_key)
    mine = DraftFile.objects.filter(conversation=conversation, person=person, draft_key=None)
    mine.filter(sha256__in=waiting.values("sha256")).delete()


def take_back(*, conversation: Conversation, person: Person, draft_key: uuid.UUID) -> None:
    """The waiting reply is a draft again: its files are in this person's composer."""
    waiting = DraftFile.objects.filter(conversation=conversation, draft_key=draft_key)
    waiting.update(draft_key=None, person=person)


def discard(*, conversation: Conversation, draft_key: uuid.UUID) -> None:
    """The waiting reply will not leave, and nobody wanted it back."""
    DraftFile.objects.filter(conversation=conversation, draft_key=draft_key).delete()


def send_along(message: Message, author: Person, *, has_waited: bool) -> None:
    """The files of a reply that waited, or of the composer, become its attachments, no drafts any more."""
    files = _of(message.conversation, author, message.draft_key if has_waited else None)
    Attachment.objects.bulk_create(
        Attachment(
            client_id=message.client_id,
            message=message,
            position=position,
            name=file.name,
            content_type=file.content_type,
            size=file.size,
            sha256=file.sha256,
            scan=file.scan,
            confidentiality=file.confidentiality,
        )
        for position, file in enumerate(files)
    )
    DraftFile.objects.filter(pk__in=[file.pk for file in files]).delete()


def give_back(message: Message, author: Person, now: datetime) -> None:
    """A reply that was taken back: what hung on it lies in its author's composer again."""
    files = Attachment.objects.filter(message=message).order_by("position")
    _put_copies(message.conversation_id, files, author, now)


def _put_copies(
    conversation_id: int,
    files: Iterable[DraftFile | Attachment],
    person: Person,
    now: datetime,
) -> None:
    """The same files once more, in this person's composer."""
    DraftFile.objects.bulk_create(
        DraftFile(
            client_id=file.client_id,
            conversation_id=conversation_id,
            person=person,
            name=file.name,
            content_type=file.content_type,
            size=file.size,
            sha256=file.sha256,
            scan=file.scan,
            confidentiality=file.confidentiality,
            at=now,
        )
        for file in files
    )


def waits(conversation: Conversation, draft_key: uuid.UUID) -> bool:
    """Whether the reply waits for a director or its time: then the composer holds another letter."""
    given = {"client": conversation.client_id, "of": conversation.pk, "key": draft_key}
    return bool(prepared.row_of(WAITS, given)[0])


def _of(conversation: Conversation, person: Person, draft_key: uuid.UUID | None) -> list[DraftFile]:
    files = DraftFile.objects.filter(conversation=conversation, person=person, draft_key=draft_key)
    return list(files.order_by("pk"))
