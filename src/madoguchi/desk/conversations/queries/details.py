"""The middle pane: one conversation with its thread and its composer."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from madoguchi.desk.clients import policies
from madoguchi.desk.clients.models import ReasonedAccess
from madoguchi.desk.clients.queries import chip
from madoguchi.desk.clients.queries.sight import Sight
from madoguchi.desk.conversations import beside as panels
from madoguchi.desk.conversations import made_of, thread_marks
from madoguchi.desk.conversations.act_rows import ActRow, Beside, MergeRow
from madoguchi.desk.conversations.clock_rows import ClockRow
from madoguchi.desk.conversations.composer_rows import (
    ComposerRow,
    PresentRow,
)
from madoguchi.desk.conversations.held_rows import HeldReplyRow, HeldTyped
from madoguchi.desk.conversations.models import Ball, Channel, Conversation
from madoguchi.desk.conversations.queries import (
    acts,
    faces,
    guards,
    histories,
    presences,
    sides,
    threads,
)
from madoguchi.desk.conversations.queries.composers import composer_of
from madoguchi.desk.conversations.queries.hanging import Hanging, hanging_of
from madoguchi.desk.conversations.rows import (
    ConversationDetail,
    MessageRow,
    PersonRow,
    RoomParts,
)
from madoguchi.desk.conversations.side_rows import SideRow
from madoguchi.desk.people.models import Person
from madoguchi.engines.replyclock import Policy


class Typed(NamedTuple):
    """What somebody has just typed on the page and gets back: a composer, a decision, an act."""

    composer: ComposerRow | None = None
    held: HeldTyped = HeldTyped()
    act: ActRow | None = None


NOTHING_TYPED = Typed()


def conversation_detail(
    *,
    conversation: Conversation,
    person: Person,
    sight: Sight,
    now: datetime,
    hanging: Hanging | None = None,
    typed: Typed = NOTHING_TYPED,
) -> ConversationDetail:
    """Everything that the page of one conversation shows."""
    hanging = hanging or hanging_of(conversation, person=person, now=now)
    role = sight.role_at(conversation.client_id)
    names = {one.pk: one.name for one in sight.people.get(conversation.client_id, ())}
    clock, policy = _clock_and_policy(conversation, hanging, now)
    closing = _closing(conversation)
    marks, readers = _marks_and_readers(conversation, person, names, now)
    beside = _beside(conversation, hanging, policy, person, readers, now)
    return ConversationDetail(
        pk=conversation.pk,
        number=conversation.number,
        client=chip(conversation.client),
        subject=conversation.subject,
        ball="none" if conversation.ball == Ball.NOBODY else conversation.ball,
        clock=clock,
        owner=_owner(conversation),
        is_mine=conversation.owner_id == person.pk,
        people=_people(conversation, sight),
        thread=_thread(conversation, person, now, hanging, beside, marks),
        composer=typed.composer or composer_of(conversation, person, now, hanging),
        side=_side(conversation, hanging, policy, person, names, now),
        closed_at=closing.at if closing else None,
        closed_by=closing.who if closing else "",
        held=_held(conversation, hanging, sight, person, typed.held, now),
        beside=beside,
        act=typed.act,
        present=_present(conversation, hanging, person, now),
        can_act=role is not None,
        access_until=None if role else _access_until(conversation, person, now),
        room=RoomParts(conversation.channel, marks.head, marks.foot, marks.names, marks.ways),
    )


def _thread(
    conversation: Conversation,
    person: Person,
    now: datetime,
    hanging: Hanging,
    beside: Beside,
    marks: thread_marks.Marks,
) -> tuple[MessageRow | MergeRow, ...]:
    made = made_of.made_of(conversation, person) if hanging.has_made else {}
    return threads.thread_of(conversation, now, hanging, beside.merges, marks.at, made)


def _marks_and_readers(
    conversation: Conversation, person: Person, names: Mapping[int, str], now: datetime
) -> tuple[thread_marks.Marks, Mapping[int, str]]:
    """What hangs on a thread; and whom a note can call: nobody who does not read it."""
    marks = thread_marks.marks_of(conversation, person, now)
    if conversation.channel != Channel.DIRECT:
        return marks, names
    there = {pk for pk, _ in marks.names}
    return marks, {pk: name for pk, name in names.items() if pk in there}


def _closing(conversation: Conversation) -> histories.Closing | None:
    is_closed = conversation.state == Conversation.State.CLOSED
    return histories.last_closing(conversation) if is_closed else None


def _side(
    conversation: Conversation,
    hanging: Hanging,
    policy: Policy,
    person: Person,
    names: Mapping[int, str],
    now: datetime,
) -> SideRow:
    side = sides.side_of(
        conversation,
        policy=policy,
        conversation_count=hanging.conversation_count,
        names=names,
        now=now,
    )
    return replace(side, panels=panels.panels_of(conversation, person, now))


def _beside(
    conversation: Conversation,
    hanging: Hanging,
    policy: Policy,
    person: Person,
    names: Mapping[int, str],
    now: datetime,
) -> Beside:
    return acts.beside_of(
        conversation,
        hanging=hanging,
        person=person,
        names=names,
        calendar=policy.calendar,
        now=now,
    )


def _held(
    conversation: Conversation,
    hanging: Hanging,
    sight: Sight,
    person: Person,
    typed: HeldTyped,
    now: datetime,
) -> HeldReplyRow | None:
    if not hanging.has_held:
        return None
    role = sight.role_at(conversation.client_id)
    return guards.held_of(conversation, role=role, person=person, typed=typed, now=now)


def _present(
    conversation: Conversation, hanging: Hanging, person: Person, now: datetime
) -> tuple[PresentRow, ...]:
    if not hanging.has_others:
        return ()
    return presences.present_in(conversation, besides=person, now=now)


def _owner(conversation: Conversation) -> PersonRow | None:
    owner = conversation.owner
    return PersonRow(pk=owner.pk, name=owner.name) if owner else None


def _clock_and_policy(
    conversation: Conversation, hanging: Hanging, now: datetime
) -> tuple[ClockRow, Policy]:
    """The clock with the policy that it runs by, and the client's newest, mostly the same."""
    newest = faces.newest_clock(conversation)
    clock = faces.clock_row(conversation, newest, now=now)
    if newest is not None and newest[1].version == hanging.policy_id:
        return clock, newest[1]
    return clock, policies.parsed(policies.current(conversation.client_id))


def _people(conversation: Conversation, sight: Sight) -> tuple[PersonRow, ...]:
    assigned = sight.people.get(conversation.client_id, ())
    return tuple(
        PersonRow(pk=one.pk, name=one.name, note=str(one.role.label))
        for one in assigned
        if one.pk != conversation.owner_id
    )


def _access_until(conversation: Conversation, person: Person, now: datetime) -> datetime | None:
    accesses = ReasonedAccess.objects.filter(
        client=conversation.client_id, person=person, ends_at__gt=now
    )
    return accesses.order_by("-ends_at", "-pk").values_list("ends_at", flat=True).first()
