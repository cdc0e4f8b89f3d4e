"""Files are put beside an unsent reply, and removed again. Marks like the draft's text: no events."""

from datetime import datetime

from django.db import transaction

from madoguchi.desk.conversations import draft_files
from madoguchi.desk.conversations.actions import ownership
from madoguchi.desk.conversations.models import Confidentiality, Conversation, DraftFile
from madoguchi.desk.files.limits import MOST_FILES, MOST_TOGETHER
from madoguchi.desk.files.taking import CannotTake, KeptFile, OfferedFile
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform.postgresql import prepared
from madoguchi.desk.platform.refusals import Refusal
from madoguchi.desk.platform.words import say

# By the few threads of the client's room, not by all its files.
MARKED = """select a.confidentiality from conversations_conversation c
join conversations_message m on m.conversation_id = c.id
join conversations_attachment a on a.message_id = m.id
where c.client_id = %(client)s::bigint and c.channel <> 'mail' and a.sha256 = %(sha256)s::text
  and a.confidentiality <> 'public' order by a.confidentiality desc limit 1"""


class CannotMark(Refusal):
    """ファイルの扱いは、公開・社内限り・取扱注意から選んでください。"""


@transaction.atomic
def refuse_if_no_room(*, conversation_id: int, person: Person, file: OfferedFile) -> None:
    """Asked before the bytes are scanned and kept; attach_file asks again. Raises CannotTake."""
    conversation = Conversation.objects.get(pk=conversation_id)
    lying = draft_files.in_composer(conversation, person)
    if not _lies_there(lying, file):
        _refuse_if_too_much(lying, file)


@transaction.atomic
def attach_file(
    *, conversation_id: int, person: Person, file: KeptFile, now: datetime
) -> DraftFile:
    """Put a file that is kept already into the person's composer. Raises CannotTake.

    The same file twice (a double click, a retry) lies there once.
    """
    conversation = Conversation.objects.lock(conversation_id)
    ownership.admit(person, conversation, now)
    lying = draft_files.in_composer(conversation, person)
    if known := _lies_there(lying, file):
        return known
    _refuse_if_too_much(lying, file)
    return DraftFile.objects.create(
        client_id=conversation.client_id,
        conversation=conversation,
        person=person,
        name=file.name,
        content_type=file.content_type,
        size=file.size,
        sha256=file.sha256,
        scan=file.scan,
        confidentiality=_mark_of(conversation.client_id, file),
        at=now,
    )


@transaction.atomic
def remove_file(*, draft_file_id: int, person: Person) -> None:
    """Take one's own file out of the composer; one that is gone already is gone."""
    DraftFile.objects.filter(pk=draft_file_id, person=person, draft_key=None).delete()


@transaction.atomic
def mark_file(*, draft_file_id: int, mark: str, person: Person) -> None:
    """Say for whom one's own file in the composer is; one that is gone already is gone."""
    if mark not in Confidentiality.values:
        raise CannotMark
    DraftFile.objects.filter(pk=draft_file_id, person=person, draft_key=None).update(
        confidentiality=mark
    )


def _mark_of(client_id: int, file: KeptFile) -> str:
    """What the client shared in its room for few stays so marked, wherever it is attached: the guard asks."""
    row = prepared.row_of(MARKED, {"client": client_id, "sha256": file.sha256})
    return str(row[0]) if row else Confidentiality.PUBLIC.value


def _lies_there(lying: list[DraftFile], file: OfferedFile) -> DraftFile | None:
    same = (one for one in lying if (one.sha256, one.name) == (file.sha256, file.name))
    return next(same, None)


def _refuse_if_too_much(lying: list[DraftFile], file: OfferedFile) -> None:
    if len(lying) >= MOST_FILES:
        raise CannotTake(
            say("「%(name)s」は添付できません。1通に添付できるのは%(most)s件までです。")
            % {"name": file.name, "most": MOST_FILES}
        )
    if sum(one.size for one in lying) + file.size > MOST_TOGETHER:
        raise CannotTake(
            say("「%(name)s」は添付できません。添付は合わせて%(most)sMBまでです。")
            % {"name": file.name, "most": MOST_TOGETHER // 1_000_000}
        )
