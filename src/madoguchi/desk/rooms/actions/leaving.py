"""Whoever leaves a direct thread leaves it to who takes part of ours; else a director names somebody."""

from datetime import datetime

from django.db import transaction

from madoguchi.desk.clients import access
from madoguchi.desk.clients.events import AssignmentEnded, PersonAssigned
from madoguchi.desk.clients.models import Assignment
from madoguchi.desk.conversations.actions import ownership
from madoguchi.desk.conversations.events import OwnerChanged
from madoguchi.desk.conversations.models import Channel, Conversation
from madoguchi.desk.people.events import PersonDeactivated
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import events, jobs, walls
from madoguchi.desk.platform.models import Event
from madoguchi.desk.platform.refusals import Refusal
from madoguchi.desk.rooms.events import DirectThreadLeft, ParticipantNamed
from madoguchi.desk.rooms.models import DirectThread, Participant


class CannotName(Refusal):
    """参加者を加えられるのは、この委託元のディレクターだけです。"""


class SomebodyThere(CannotName):
    """当社の参加者がいるあいだは、ほかの人を加えられません。"""


class NotWorkingThere(CannotName):
    """加えられるのは、この委託元の担当だけです。"""


@transaction.atomic
def hand_over_threads(*, client_id: int, now: datetime) -> None:
    """Each open direct thread of the client is somebody's who reads it, or its directors are told.

    Safe to run at any time. By the desk itself: who ends an assignment takes no part in them.
    """
    with walls.within([client_id], person_id=0):
        threads = Conversation.objects.filter(
            client=client_id, channel=Channel.DIRECT, merged_into__isnull=True
        ).exclude(state=Conversation.State.CLOSED)
        for thread in Conversation.objects.lock_all(threads.values_list("pk", flat=True)):
            find_owner(thread, now=now)


def find_owner(thread: Conversation, *, now: datetime) -> None:
    """The owner stays if they read it; else one of ours who takes part; inside a running action."""
    between = ownership.between_of([thread])[thread.pk]
    terms = ownership.terms_of(thread.client_id)
    owner_id = terms.owner_at(now, of_now=thread.owner_id, between=between)
    if owner_id != thread.owner_id:
        ownership.change_owner(thread, owner_id, at=now, actor_id=None)
    elif owner_id is None and _last_told(thread) != DirectThreadLeft.__name__:
        _tell_if_left(thread, now)


def when_owner_changes(changed: OwnerChanged) -> None:
    """Nobody's: where nobody of ours is left in it, the directors are told."""
    if changed.owner_id is not None:
        return
    thread = Conversation.objects.filter(
        pk=changed.conversation_id or 0, channel=Channel.DIRECT
    ).first()
    if thread is not None:
        log = Event.objects.filter(conversation_id=thread.pk, kind=OwnerChanged.__name__)
        _tell_if_left(thread, log.order_by("-pk")[0].at)


def when_assignment_ends(ended: AssignmentEnded) -> None:
    """At its end, which may be ahead: by the job."""
    assert ended.client_id is not None
    jobs.defer("rooms.hand_over", client_id=ended.client_id, at=ended.ends_at)


def when_person_is_assigned(assigned: PersonAssigned) -> None:
    """One whose end is known from the beginning ends without a word."""
    assert assigned.client_id is not None
    if assigned.ends_at is not None:
        jobs.defer("rooms.hand_over", client_id=assigned.client_id, at=assigned.ends_at)


def when_person_leaves(left: PersonDeactivated) -> None:
    """For each client that they worked for."""
    worked = Assignment.objects.filter(person_id=left.person_id)
    for client_id in sorted(set(worked.values_list("client_id", flat=True))):
        jobs.defer("rooms.hand_over", client_id=client_id)


@transaction.atomic
def name_participant(
    *, conversation_id: int, newcomer: Person, person: Person, now: datetime
) -> None:
    """Somebody who works for the client takes part from now on, and the thread is theirs.

    Only where nobody of ours is left: whom a member confided in is theirs to choose. Both sides see
    who was named, by whom. Raises CannotName, SomebodyThere, NotWorkingThere.
    """
    thread = Conversation.objects.lock(conversation_id)
    if access.role_at(person, thread.client_id, now) != Assignment.Role.DIRECTOR:
        raise CannotName
    if thread.channel != Channel.DIRECT or not is_left(thread, now):
        raise SomebodyThere
    if access.role_at(newcomer, thread.client_id, now) is None or not newcomer.is_active:
        raise NotWorkingThere
    Participant.objects.get_or_create(
        client_id=thread.client_id, conversation=thread, person=newcomer
    )
    DirectThread.objects.filter(conversation=thread).update(
        named=newcomer, named_by=person, named_at=now
    )
    named = ParticipantNamed(
        client_id=thread.client_id, conversation_id=thread.pk, person_id=newcomer.pk
    )
    events.record(named, at=now, actor_id=person.pk)
    ownership.change_owner(thread, newcomer.pk, at=now, actor_id=person.pk)


def is_left(thread: Conversation, now: datetime) -> bool:
    """Whether nobody of ours who takes part in the direct thread works for its client now."""
    between = ownership.between_of([thread])[thread.pk]
    terms = ownership.terms_of(thread.client_id).every
    return not any(one.person_id in between and one.holds_at(now) for one in terms)


def _tell_if_left(thread: Conversation, now: datetime) -> None:
    if is_left(thread, now):
        left = DirectThreadLeft(client_id=thread.client_id, conversation_id=thread.pk)
        events.record(left, at=now)


def _last_told(thread: Conversation) -> str:
    """What happened last of whose it is."""
    kinds = (DirectThreadLeft.__name__, OwnerChanged.__name__)
    log = Event.objects.filter(conversation_id=thread.pk, kind__in=kinds)
    return log.order_by("-pk").values_list("kind", flat=True).first() or ""
