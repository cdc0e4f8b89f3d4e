"""Two conversations of one client become one, and two again: nothing that was typed is lost."""

from datetime import datetime

from django.db import transaction

from madoguchi.desk.clients import policies
from madoguchi.desk.conversations import clocks, seeing
from madoguchi.desk.conversations.actions import belongings, moving, ownership
from madoguchi.desk.conversations.events import ConversationMerged, MergeUndone, MessagesJoined
from madoguchi.desk.conversations.models import (
    Channel,
    Conversation,
    HeldReply,
    Merge,
    Message,
    ScheduledReply,
)
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import events
from madoguchi.desk.platform.models import Event
from madoguchi.desk.platform.refusals import Refusal
from madoguchi.engines.replyclock import State

WAITING_SCHEDULES = (ScheduledReply.State.SCHEDULED, ScheduledReply.State.HELD)


class CannotMerge(Refusal):
    """統合できるのは、同じ委託元のほかの対応です。"""


class OtherChannel(CannotMerge):
    """メールの対応とルームのスレッドは統合できません。個別スレッドも統合できません。"""


class ReplyWaits(CannotMerge):
    """承認待ちか送信予約の返信があります。先に送るか取り消してから、統合してください。"""


class ReplyOnItsWay(CannotMerge):
    """送信中の返信があります。送信が済んでから、統合してください。"""


class CannotUndoMerge(Refusal):
    """この統合は、もう取り消されています。"""


class MovedOn(CannotUndoMerge):
    """統合したメッセージが、そのあとほかの対応へ移っています。あとの操作から先に取り消してください。"""


@transaction.atomic
def merge_conversations(*, source_id: int, target_id: int, person: Person, now: datetime) -> Merge:
    """Put all of the source into the target, whose customer gets the replies from now on.

    The target's clock runs from the oldest unanswered message of both. The source is closed and
    leads to the target: its page, its mail ids and its signed address.
    """
    source, target = _both(source_id, target_id)
    _refuse_unless_mergeable(source, target, person, now)
    message_ids = list(source.messages.order_by("pk").values_list("pk", flat=True))
    merge = Merge.objects.create(
        client_id=target.client_id,
        source=source,
        target=target,
        message_ids=message_ids,
        person=person,
        at=now,
    )
    joined = _joined(merge, source, target, clocks.state_of(source))
    seeing.join_marks(source=source, target=target)
    moving.move_messages(message_ids, to=target)
    _close_into(source, target, merge, person, now)
    clocks.advance(target, events.record(joined, at=now, actor_id=person.pk))
    if joined.took_owner:
        ownership.change_owner(target, source.owner_id, at=now, actor_id=person.pk)
    moving.refresh_summary(target)
    return merge


@transaction.atomic
def undo_merge(*, merge_id: int, person: Person, now: datetime) -> Merge:
    """Give back what went over, as it was; what came later stays in the target."""
    merge = Merge.objects.filter(pk=merge_id).first()
    if merge is None:
        raise CannotUndoMerge
    source, target = _both(merge.source_id, merge.target_id)
    merge.refresh_from_db()
    ownership.refuse_unless_assigned(person, target, now)
    if merge.undone_at is not None:
        raise CannotUndoMerge
    if target.messages.filter(pk__in=merge.message_ids).count() != len(merge.message_ids):
        raise MovedOn
    merge.undone_at = now
    merge.save(update_fields=["undone_at"])
    moving.move_messages(merge.message_ids, to=source)
    source.merged_into = None
    source.save(update_fields=["merged_into"])
    joined = Event.objects.get(
        conversation_id=target.pk, kind=MessagesJoined.__name__, data__merge_id=merge.pk
    )
    belongings.give_back(joined, source=source, target=target)
    if joined.data["took_owner"] and target.owner_id == source.owner_id:
        ownership.change_owner(target, None, at=now, actor_id=person.pk)
    for one, other in ((source, target), (target, source)):
        _retract(merge, one, other, person, now)
        moving.refresh_summary(one)
    return merge


def _both(source_id: int, target_id: int) -> tuple[Conversation, Conversation]:
    """Both, held in the order of their numbers: merges that cross do not wait for each other for ever."""
    held = {pk: Conversation.objects.lock(pk) for pk in sorted({source_id, target_id})}
    return held[source_id], held[target_id]


def _refuse_unless_mergeable(
    source: Conversation, target: Conversation, person: Person, now: datetime
) -> None:
    if source.pk == target.pk or source.client_id != target.client_id:
        raise CannotMerge
    if source.channel != target.channel or Channel.DIRECT in {source.channel, target.channel}:
        raise OtherChannel
    ownership.admit(person, source, now)
    ownership.admit(person, target, now)
    both = [source.pk, target.pk]
    # On either side: its writer has not seen what the other brings along.
    waits = HeldReply.objects.filter(conversation__in=both, state=HeldReply.State.WAITING)
    leaves = ScheduledReply.objects.filter(conversation__in=both, state__in=WAITING_SCHEDULES)
    if waits.exists() or leaves.exists():
        raise ReplyWaits
    on_their_way = source.messages.filter(delivery=Message.Delivery.QUEUED)
    if source.customer_id != target.customer_id and on_their_way.exists():
        raise ReplyOnItsWay


def _joined(
    merge: Merge, source: Conversation, target: Conversation, state: State
) -> MessagesJoined:
    same_customer = source.customer_id == target.customer_id
    return MessagesJoined(
        client_id=target.client_id,
        conversation_id=target.pk,
        merge_id=merge.pk,
        other_id=source.pk,
        waiting=clocks.told_waiting(state.waiting),
        rest=state.rest.value,
        policy_id=policies.current(target.client_id).pk,
        took_owner=target.owner_id is None and source.owner_id is not None,
        tag_ids=belongings.lend_tags(source, target),
        # What was written to somebody else is not put under this customer's name.
        draft_person_ids=belongings.hand_over_drafts(source, target) if same_customer else (),
    )


def _close_into(
    source: Conversation, target: Conversation, merge: Merge, person: Person, now: datetime
) -> None:
    merged = ConversationMerged(
        client_id=source.client_id,
        conversation_id=source.pk,
        merge_id=merge.pk,
        target_id=target.pk,
    )
    clocks.advance(source, events.record(merged, at=now, actor_id=person.pk))
    source.merged_into = target
    source.save(update_fields=["merged_into"])


def _retract(
    merge: Merge, one: Conversation, other: Conversation, person: Person, now: datetime
) -> None:
    undone = MergeUndone(
        client_id=one.client_id, conversation_id=one.pk, merge_id=merge.pk, other_id=other.pk
    )
    clocks.advance(one, events.record(undone, at=now, actor_id=person.pk))
