"""A scheduled reply whose text is being changed stays in force until the changed text takes its place."""

from datetime import datetime

from madoguchi.desk.conversations import draft_files, drafts
from madoguchi.desk.conversations.events import ScheduledReplyCancelled
from madoguchi.desk.conversations.models import Conversation, SavedDraft, ScheduledReply
from madoguchi.desk.guard.traces import Trace
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import events
from madoguchi.desk.platform.postgresql import prepared
from madoguchi.desk.promises.given import Promised

OPEN = (ScheduledReply.State.SCHEDULED, ScheduledReply.State.HELD)
# The open schedule whose text lies in this person's composer: the draft knows for when it was planned.
REPLACED = """select s.id from conversations_scheduledreply s
  where s.client_id = %(client)s::bigint and s.conversation_id = %(of)s::bigint
  and s.changed_by_id = %(person)s::bigint and s.state in ('scheduled', 'held') and exists (
    select from conversations_saveddraft d where d.conversation_id = s.conversation_id
    and d.person_id = s.changed_by_id and d.planned_for is not null)
  order by s.id limit 1"""


def begin(scheduled: ScheduledReply, person: Person, now: datetime) -> None:
    """Put a copy into this person's composer, with its Cc, its files and the time that it has."""
    conversation = scheduled.conversation
    conversation.scheduled_replies.filter(changed_by=person).update(changed_by=None)
    scheduled.changed_by = person
    scheduled.save(update_fields=["changed_by"])
    letter = drafts.Letter(
        body=scheduled.body,
        copied=tuple(scheduled.copied),
        planned_for=scheduled.send_at,
        trace=Trace.of(scheduled.guarded),
        promised=Promised.of(scheduled.promised),
        written_seconds=_written_by(person.pk, scheduled),
    )
    drafts.put_back(conversation=conversation, person=person, letter=letter, now=now)
    draft_files.copy_back(
        conversation=conversation, person=person, draft_key=scheduled.draft_key, now=now
    )


def change_of(scheduled: ScheduledReply) -> SavedDraft | None:
    """The text that is to take its place, in the composer of whoever changes it; None for nobody's."""
    draft = SavedDraft.objects.filter(
        conversation=scheduled.conversation_id,
        person=scheduled.changed_by_id,
        planned_for__isnull=False,
    )
    return draft.select_related("person").first() if scheduled.changed_by_id else None


def drop(scheduled: ScheduledReply) -> None:
    """Whoever was changing it need not: the copy leaves their composer."""
    change = change_of(scheduled)
    if change is not None:
        drafts.discard_draft(conversation=scheduled.conversation, person=change.person)
        draft_files.drop_copies(
            conversation=scheduled.conversation,
            person=change.person,
            draft_key=scheduled.draft_key,
        )
    ScheduledReply.objects.filter(pk=scheduled.pk).update(changed_by=None)


def let_go(scheduled: ScheduledReply) -> None:
    """It left, or never will: a text that was changed stays its writer's, and replaces nothing."""
    change = change_of(scheduled)
    if change is not None and change.body == scheduled.body:
        drop(scheduled)
    elif change is not None:
        left = change.written_seconds - _written_by(change.person_id, scheduled)
        SavedDraft.objects.filter(pk=change.pk).update(
            planned_for=None, written_seconds=max(0.0, left)
        )


def _written_by(person_id: int, scheduled: ScheduledReply) -> int:
    """What its author typed goes along with the copy, and counts with the one of them that leaves."""
    return scheduled.written_seconds if scheduled.author_id == person_id else 0


def replaced_by(conversation: Conversation, person: Person) -> int | None:
    """The schedule whose place this person's composer is to take."""
    given = {"client": conversation.client_id, "of": conversation.pk, "person": person.pk}
    return next(iter(prepared.row_of(REPLACED, given)), None)


def give_way(scheduled_reply_id: int, *, person: Person, now: datetime) -> None:
    """The changed text takes its place, inside a running action that holds the conversation."""
    scheduled = ScheduledReply.objects.select_related("conversation").get(pk=scheduled_reply_id)
    cancel(scheduled, person=person, now=now)
    draft_files.discard(conversation=scheduled.conversation, draft_key=scheduled.draft_key)


def cancel(scheduled: ScheduledReply, *, person: Person, now: datetime) -> None:
    """It will not leave."""
    scheduled.state = ScheduledReply.State.CANCELLED
    scheduled.save(update_fields=["state"])
    cancelled = ScheduledReplyCancelled(
        client_id=scheduled.client_id,
        conversation_id=scheduled.conversation_id,
        scheduled_reply_id=scheduled.pk,
    )
    events.record(cancelled, at=now, actor_id=person.pk)
