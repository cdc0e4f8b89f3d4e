"""What has to be known of a conversation before it is answered, asked in one go under its lock."""

import json
import uuid
from typing import NamedTuple

from madoguchi.desk.conversations import draft_files, replacing
from madoguchi.desk.conversations.models import Conversation
from madoguchi.desk.guard.traces import Trace
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform.postgresql import prepared

KNOWN = f"""select
  (select id from conversations_message where client_id = %(client)s::bigint
    and draft_key = %(key)s::uuid),
  coalesce((select max(id) from conversations_message where conversation_id = %(of)s::bigint
    and kind in ('customer', 'reply')), 0),
  coalesce((select max(id) from conversations_merge where target_id = %(of)s::bigint
    and undone_at is null), 0),
  ({draft_files.WAITS}),
  exists (select from conversations_draftfile where client_id = %(client)s::bigint
    and conversation_id = %(of)s::bigint and person_id = %(person)s::bigint),
  (select address from clients_address where client_id = %(client)s::bigint and is_default),
  ({replacing.REPLACED}),
  (select guarded::text from conversations_saveddraft
    where conversation_id = %(of)s::bigint and person_id = %(person)s::bigint),
  coalesce((select written_seconds from conversations_saveddraft
    where conversation_id = %(of)s::bigint and person_id = %(person)s::bigint), 0)::float8,
  array(select id from promises_promise where client_id = %(client)s::bigint
    and conversation_id = %(of)s::bigint and side = 'us' and state = 'open' order by id)"""  # noqa: S608 -- our own words, no input


class Known(NamedTuple):
    """What there is, as the columns above name it."""

    sent_id: int | None  # the message that this draft has become already
    newest_said: int  # the newest message between the customer and us; 0 for none
    newest_merge: int  # what was put into it last; 0 for nothing
    waits: bool  # this draft, with a director or for its time
    has_files: bool  # of this author, in the composer or waiting
    address: str  # from which the client answers
    changes_id: int | None  # the scheduled reply that the author's composer is to replace
    guarded: str | None  # of the author's draft, in JSON
    written: float  # seconds of typing at the author's draft
    owed: list[int]  # the open promises of ours here

    @property
    def replaces_id(self) -> int | None:
        """What gives way to this draft: nothing, when it has left the composer itself and waits."""
        return None if self.waits else self.changes_id

    @property
    def written_seconds(self) -> int:
        """How long the author typed in the composer, in whole seconds."""
        return int(self.written)

    @property
    def trace(self) -> Trace:
        """What became of the guard's findings while the author typed in the composer."""
        return Trace.of(json.loads(self.guarded or "{}"))


def known_of(conversation: Conversation, *, author: Person, draft_key: uuid.UUID) -> Known:
    """For this author's draft; the conversation is held, so that it stays true."""
    given = {
        "client": conversation.client_id,
        "of": conversation.pk,
        "key": draft_key,
        "person": author.pk,
    }
    return Known(*prepared.row_of(KNOWN, given))
