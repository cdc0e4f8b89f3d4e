"""What hangs on a conversation, asked in one go: most of it is not there, and need not be fetched."""

from datetime import datetime
from typing import NamedTuple

from madoguchi.desk.clients.training import IN_TRAINING
from madoguchi.desk.conversations import made_of, unseen
from madoguchi.desk.conversations.models import Conversation
from madoguchi.desk.conversations.presence import GONE_AFTER
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform.postgresql import prepared

_OF_IT = "client_id = %(client)s and conversation_id = %(conversation)s"
_MESSAGES = "conversations_message m where m.conversation_id = %(conversation)s"
_HANGING = f"""select
  (select message_id from conversations_seen where conversation_id = %(conversation)s
    and person_id = %(person)s),
  exists (select from conversations_mention where {_OF_IT} and person_id = %(person)s
    and seen_at is null),
  coalesce((select max(m.id) from {_MESSAGES} and m.kind in ('customer', 'reply')), 0),
  (select count(*) from conversations_conversation where client_id = %(client)s
    and customer_id = %(customer)s),
  (select id from clients_replypolicy where client_id = %(client)s
    order by version desc, id desc limit 1),
  exists (select from conversations_conversationtag where {_OF_IT}),
  exists (select from conversations_conversationlink where first_id = %(conversation)s)
    or exists (select from conversations_conversationlink where second_id = %(conversation)s)
    or exists (select from conversations_conversation where merged_into_id = %(conversation)s),
  coalesce((select max(id) from conversations_merge where target_id = %(conversation)s
    and undone_at is null), 0),
  exists (select from conversations_scheduledreply where {_OF_IT}
    and state in ('scheduled', 'held')),
  exists (select from conversations_heldreply where {_OF_IT} and state <> 'approved'),
  exists (select from conversations_saveddraft where {_OF_IT} and person_id = %(person)s),
  exists (select from conversations_draftfile where {_OF_IT} and person_id = %(person)s),
  exists (select from conversations_presence where {_OF_IT} and person_id <> %(person)s
    and at > %(gone)s),
  exists (select from {_MESSAGES} and m.copied <> '[]'),
  exists (select from {_MESSAGES} and exists (
    select from conversations_attachment a where a.message_id = m.id)),
  exists (select from {_MESSAGES} and exists (select from guard_guardcheck g
    where g.message_id = m.id
    and (g.reason <> '' or g.urgent_reason <> '' or g.approver_id is not null))),
  {IN_TRAINING},
  exists (select from promises_promise where conversation_id = %(conversation)s)
"""  # noqa: S608 -- our own words, no input


class Hanging(NamedTuple):
    """What there is, as the columns above name it; the ids and counts are the thing itself."""

    seen_id: int | None  # up to where this person has seen it
    is_called: bool  # a note calls this person, who has not come yet
    newest_said: int  # the newest message between the customer and us; 0 for none
    conversation_count: int  # of its customer
    policy_id: int | None  # the client's newest
    has_tags: bool
    has_links: bool  # or something that was merged in, which may have some
    newest_merge: int  # what was put into it last; 0 for nothing
    has_scheduled: bool
    has_held: bool
    has_draft: bool
    has_draft_files: bool
    has_others: bool  # somebody else has it open
    has_copies: bool
    has_files: bool
    has_reasons: bool  # a reply that left for a written reason, or with an approval
    in_training: bool  # this person is, for the client
    has_promises: bool  # of whatever state
    has_made: bool  # of a message something was made, such as a task
    is_told: bool  # of something here that this person has not seen yet


def hanging_of(conversation: Conversation, *, person: Person, now: datetime) -> Hanging:
    """For this person, at this moment."""
    return Hanging(*prepared.row_of(*asked(conversation, person=person, now=now)))


def asked(conversation: Conversation, *, person: Person, now: datetime) -> prepared.Asked:
    """What `hanging_of` asks the database, for who asks it ahead of its time."""
    given = {
        "client": conversation.client_id,
        "conversation": conversation.pk,
        "customer": conversation.customer_id,
        "person": person.pk,
        "gone": now - GONE_AFTER,
        "now": now,
    }
    return f"{_HANGING}, {made_of.question()}, {unseen.question()}", given
