"""A member speaks in their room: no guard reads it, the ball is ours, the reply clock runs."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from madoguchi.desk.conversations import threading
from madoguchi.desk.conversations.actions import joining
from madoguchi.desk.conversations.incoming import Incoming, IncomingFile
from madoguchi.desk.conversations.models import Attachment, Conversation, Message
from madoguchi.desk.files.taking import KeptFile
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import walls
from madoguchi.desk.platform.refusals import Refusal
from madoguchi.desk.rooms.actions import reading, unneeded
from madoguchi.desk.rooms.actions.direct import Between, begin_between
from madoguchi.desk.rooms.actions.joining_in import takes_part
from madoguchi.desk.rooms.actions.threads import begin, title_of

LONGEST = 20_000  # characters, as of our own


class NothingSaid(Refusal):
    """本文がまだありません。"""


class SaidTooMuch(NothingSaid):
    """長すぎて送信できません。2万字までに分けてください。本文は残っています。"""


class SaidOtherwise(Refusal):
    """この書き込みは、別の文面で送信済みです。スレッドを確かめてください。本文は残っています。"""


class NotYourRoom(Refusal):
    """このスレッドには書けません。"""


@dataclass(frozen=True, kw_only=True)
class SharedFile:
    """A file that a member shares, kept already, and for whom it is."""

    file: KeptFile
    confidentiality: str = "internal"


@dataclass(frozen=True, kw_only=True)
class Saying:
    """What a member typed. The same draft twice (a double click, a retry) is said once."""

    text: str
    draft_key: uuid.UUID
    files: Sequence[SharedFile] = ()
    needs_no_answer: bool = False


@transaction.atomic
def say_in_thread(
    *, conversation_id: int, member: Person, saying: Saying, now: datetime
) -> Message:
    """Keep what a member says; the conversation's clock and ball follow as of any message to us.

    Raises NothingSaid, SaidOtherwise, NotYourRoom. One that needs no answer is marked so at once.
    """
    with walls.as_the_desk():
        conversation = _held(conversation_id)
        if conversation.client_id != member.member_of or not takes_part(conversation, member):
            raise NotYourRoom
        return _say(conversation, member, saying, now)


@transaction.atomic
def open_as_member(
    *,
    client_id: int,
    member: Person,
    title: str,
    saying: Saying,
    now: datetime,
    between: Between | None = None,
) -> Message:
    """A new thread with its first message, by a member. The same draft twice opens one thread.

    `between` makes it a direct one, for the private matters that are allowed: raises what
    direct.begin_between raises.
    """
    if client_id != member.member_of:
        raise NotYourRoom
    with walls.as_the_desk():
        threading.one_at_a_time(client_id)  # two presses of one button see each other
        known = _said_before(client_id, member, saying)
        if known is not None:
            return known
        _refuse_unless_fit(saying)
        conversation = _begun(client_id, member, title_of(title), between, now)
        return _say(conversation, member, saying, now)


def _begun(
    client_id: int, member: Person, title: str, between: Between | None, now: datetime
) -> Conversation:
    if between is None:
        return begin(client_id=client_id, title=title, by=member, now=now)
    return begin_between(client_id=client_id, title=title, person=member, between=between, now=now)


def _held(conversation_id: int) -> Conversation:
    conversation = Conversation.objects.lock(conversation_id)
    if conversation.merged_into_id is None:
        return conversation
    return Conversation.objects.lock(threading.where_it_went(conversation_id))


def _say(conversation: Conversation, member: Person, saying: Saying, now: datetime) -> Message:
    known = _said_before(conversation.client_id, member, saying)
    if known is not None:
        return known
    _refuse_unless_fit(saying)
    incoming = Incoming(
        client_id=conversation.client_id,
        received_at=now,
        sender_name=member.name,
        sender_email=member.email,
        subject=conversation.subject,
        text=saying.text.strip(),
        whole_text=saying.text.strip(),
        mail_id=None,
        body_hash="",
        author_id=member.pk,
        draft_key=saying.draft_key,
        files=tuple(_as_it_came(one.file) for one in saying.files),
    )
    message = joining.join_conversations([(conversation, incoming)])[0]
    _share(message, saying.files)
    reading.mark_read(conversation=conversation, person=member, up_to=message.pk, now=now)
    if saying.needs_no_answer:
        unneeded.excuse(conversation, message, by=member, now=now)
    return message


def _said_before(client_id: int, member: Person, saying: Saying) -> Message | None:
    """Raises SaidOtherwise for another text (the page before, opened again): it would be lost."""
    known = Message.objects.filter(client=client_id, draft_key=saying.draft_key).first()
    if known and (known.author_id != member.pk or known.text.strip() != saying.text.strip()):
        raise SaidOtherwise
    return known


def _refuse_unless_fit(saying: Saying) -> None:
    if not saying.text.strip():
        raise NothingSaid
    if len(saying.text) > LONGEST:
        raise SaidTooMuch


def _as_it_came(file: KeptFile) -> IncomingFile:
    return IncomingFile(
        name=file.name, content_type=file.content_type, size=file.size, sha256=file.sha256
    )


def _share(message: Message, files: Sequence[SharedFile]) -> None:
    """For whom each file is; they stand with their message since it was said, and are found by it."""
    for position, one in enumerate(files):
        Attachment.objects.filter(message=message, position=position).update(
            scan=one.file.scan, confidentiality=one.confidentiality
        )
