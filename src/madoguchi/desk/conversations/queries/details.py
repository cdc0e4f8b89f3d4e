"""The middle pane: one conversation with its thread and its composer."""

import uuid
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from madoguchi.desk.clients import policies
from madoguchi.desk.clients.models import ReasonedAccess
from madoguchi.desk.clients.queries import chip
from madoguchi.desk.clients.queries.sight import Sight
from madoguchi.desk.conversations import copying, draft_files, drafts, seeing
from madoguchi.desk.conversations.act_rows import ActRow, Beside
from madoguchi.desk.conversations.actions.replies import is_reachable
from madoguchi.desk.conversations.clock_rows import ClockRow
from madoguchi.desk.conversations.composer_rows import (
    ComposerRow,
    CopyRow,
    DraftFileRow,
    PresentRow,
)
from madoguchi.desk.conversations.held_rows import HeldReplyRow, HeldTyped
from madoguchi.desk.conversations.models import Conversation, SavedDraft
from madoguchi.desk.conversations.queries import (
    acts,
    faces,
    guards,
    histories,
    presences,
    sides,
    threads,
    unsent,
)
from madoguchi.desk.conversations.queries.hanging import Hanging, hanging_of
from madoguchi.desk.conversations.rows import ConversationDetail, PersonRow
from madoguchi.desk.conversations.side_rows import SideRow
from madoguchi.desk.guard.rows import GuardRow
from madoguchi.desk.guard.traces import Trace
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform.words import say
from madoguchi.engines.replyclock import Policy


def conversation_detail(
    *,
    conversation: Conversation,
    person: Person,
    sight: Sight,
    now: datetime,
    hanging: Hanging | None = None,
    composer: ComposerRow | None = None,
    held_typed: HeldTyped | None = None,
    act: ActRow | None = None,
) -> ConversationDetail:
    """Everything that the page of one conversation shows."""
    hanging = hanging or hanging_of(conversation, person=person, now=now)
    role = sight.role_at(conversation.client_id)
    names = {one.pk: one.name for one in sight.people.get(conversation.client_id, ())}
    clock, policy = _clock_and_policy(conversation, hanging, now)
    closing = _closing(conversation)
    beside = _beside(conversation, hanging, policy, person, names, now)
    return ConversationDetail(
        pk=conversation.pk,
        number=conversation.number,
        client=chip(conversation.client),
        subject=conversation.subject,
        ball="none" if conversation.state == Conversation.State.CLOSED else conversation.ball,
        clock=clock,
        owner=_owner(conversation),
        is_mine=conversation.owner_id == person.pk,
        people=_people(conversation, sight),
        thread=threads.thread_of(conversation, hanging, beside.merges),
        composer=composer or composer_of(conversation, person, now, hanging),
        side=_side(conversation, hanging, policy, names, now),
        closed_at=closing.at if closing else None,
        closed_by=closing.who if closing else "",
        held=_held(conversation, hanging, sight, person, held_typed or HeldTyped(), now),
        beside=beside,
        act=act,
        present=_present(conversation, hanging, person, now),
        can_act=role is not None,
        access_until=None if role else _access_until(conversation, person, now),
    )


def _closing(conversation: Conversation) -> histories.Closing | None:
    is_closed = conversation.state == Conversation.State.CLOSED
    return histories.last_closing(conversation) if is_closed else None


def _side(
    conversation: Conversation,
    hanging: Hanging,
    policy: Policy,
    names: Mapping[int, str],
    now: datetime,
) -> SideRow:
    return sides.side_of(
        conversation,
        policy=policy,
        conversation_count=hanging.conversation_count,
        names=names,
        now=now,
    )


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


def empty_composer(conversation: Conversation, hanging: Hanging | None = None) -> ComposerRow:
    """A composer in which nothing was typed yet; its draft key makes a double click send once."""
    customer = conversation.customer
    reachable = is_reachable(customer)
    copies = copying.offered(conversation) if hanging is None or hanging.has_copies else ()
    return ComposerRow(
        conversation_pk=conversation.pk,
        client=chip(conversation.client),
        to_name=say("%(name)s 様") % {"name": customer.name or customer.email},
        to_address=customer.email,
        draft_key=str(uuid.uuid4()),
        last_seen=hanging.newest_said if hanging else seeing.newest_said(conversation),
        seen_merge=hanging.newest_merge if hanging else seeing.newest_merge(conversation),
        sender_name=conversation.client.sender_name,
        signature=conversation.client.signature,
        copies=tuple(CopyRow(one) for one in copies),
        can_send=reachable,
        cannot_send_reason="" if reachable else say("メールを送れるアドレスが分かりません。"),
    )


def kept_composer(
    conversation: Conversation, person: Person, hanging: Hanging | None = None
) -> ComposerRow:
    """The composer with the texts that this person left, not checked."""
    draft = SavedDraft()
    if hanging is None or hanging.has_draft:
        draft = drafts.draft_of(conversation=conversation, person=person)
    has_files = hanging is None or hanging.has_draft_files
    blank = empty_composer(conversation, hanging)
    offered = {one.address for one in blank.copies}
    return replace(
        blank,
        body=draft.body,
        note=draft.note,
        planned_for=draft.planned_for,
        copies=tuple(replace(one, is_chosen=one.address in draft.copied) for one in blank.copies),
        copied_typed=", ".join(one for one in draft.copied if one not in offered),
        revision=draft.revision,
        trace=Trace.of(draft.guarded),
        guard=GuardRow(in_training=hanging is not None and hanging.in_training),
        files=files_of(conversation, person) if has_files else (),
    )


def files_of(conversation: Conversation, person: Person) -> tuple[DraftFileRow, ...]:
    """The files in this person's composer."""
    return unsent.file_rows(draft_files.in_composer(conversation, person))


def composer_of(
    conversation: Conversation, person: Person, now: datetime, hanging: Hanging | None = None
) -> ComposerRow:
    """The composer with the texts that this person left, the reply checked."""
    composer = kept_composer(conversation, person, hanging)
    if not composer.body:
        return composer
    judged = guards.findings_of(conversation, composer.body, author=person, now=now)
    return replace(composer, guard=guards.guard_row(conversation, judged, composer.trace))


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
