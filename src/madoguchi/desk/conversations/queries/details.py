"""The middle pane: one conversation with its thread and its composer."""

import uuid
from dataclasses import replace
from datetime import datetime

from madoguchi.desk.clients import access
from madoguchi.desk.clients.models import Assignment, ReasonedAccess, in_force
from madoguchi.desk.clients.queries import chip
from madoguchi.desk.conversations import drafts, seeing
from madoguchi.desk.conversations.actions.replies import is_reachable
from madoguchi.desk.conversations.models import Conversation
from madoguchi.desk.conversations.queries import faces, guards, histories, sides, threads
from madoguchi.desk.conversations.rows import ComposerRow, ConversationDetail, PersonRow
from madoguchi.desk.people.models import Person


def conversation_detail(
    *,
    conversation: Conversation,
    person: Person,
    now: datetime,
    composer: ComposerRow | None = None,
    held_refusal: str = "",
) -> ConversationDetail:
    """Everything that the page of one conversation shows."""
    role = access.role_at(person, conversation.client_id, now)
    messages = threads.messages_of(conversation)
    closing = histories.last_closing(conversation)
    is_closed = conversation.state == Conversation.State.CLOSED
    return ConversationDetail(
        pk=conversation.pk,
        number=conversation.number,
        client=chip(conversation.client),
        subject=conversation.subject,
        ball="none" if is_closed else conversation.ball,
        clock=faces.clock_rows([conversation], now=now)[conversation.pk],
        owner=_owner(conversation),
        is_mine=conversation.owner_id == person.pk,
        people=_people(conversation, now),
        messages=messages,
        composer=composer or composer_of(conversation, person, now),
        side=sides.side_of(conversation, now=now),
        closed_at=closing.at if closing and is_closed else None,
        closed_by=closing.who if closing and is_closed else "",
        held=guards.held_of(conversation, role=role, person=person, refusal=held_refusal, now=now),
        can_act=role is not None,
        access_until=None if role else _access_until(conversation, person, now),
    )


def empty_composer(conversation: Conversation) -> ComposerRow:
    """A composer in which nothing was typed yet; its draft key makes a double click send once."""
    customer = conversation.customer
    reachable = is_reachable(customer)
    return ComposerRow(
        conversation_pk=conversation.pk,
        client=chip(conversation.client),
        to_name=f"{customer.name or customer.email} 様",
        to_address=customer.email,
        draft_key=str(uuid.uuid4()),
        last_seen=seeing.newest_said(conversation),
        can_send=reachable,
        cannot_send_reason="" if reachable else "メールを送れるアドレスが分かりません。",
    )


def composer_of(conversation: Conversation, person: Person, now: datetime) -> ComposerRow:
    """The composer with the text that this person left, checked."""
    body = drafts.draft_body(conversation=conversation, person=person)
    composer = empty_composer(conversation)
    if not body:
        return composer
    return replace(composer, body=body, guard=guards.guard_row(conversation, body, now=now))


def _owner(conversation: Conversation) -> PersonRow | None:
    owner = conversation.owner
    return PersonRow(pk=owner.pk, name=owner.name) if owner else None


def _people(conversation: Conversation, now: datetime) -> tuple[PersonRow, ...]:
    assigned = (
        Assignment.objects.filter(in_force(now), client=conversation.client_id)
        .exclude(person=conversation.owner_id)
        .select_related("person")
        .order_by("role", "person__name", "person_id")
    )
    by_person = {one.person_id: one for one in assigned}
    return tuple(
        PersonRow(pk=one.person_id, name=one.person.name, note=Assignment.Role(one.role).label)
        for one in by_person.values()
    )


def _access_until(conversation: Conversation, person: Person, now: datetime) -> datetime | None:
    accesses = ReasonedAccess.objects.filter(
        client=conversation.client_id, person=person, ends_at__gt=now
    )
    return accesses.order_by("-ends_at", "-pk").values_list("ends_at", flat=True).first()
