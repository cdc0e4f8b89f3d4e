"""A thread for few: only for one of the private matters that the rulebook allows, with a reason."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from madoguchi.desk.clients import access
from madoguchi.desk.contacts.models import Contact
from madoguchi.desk.conversations.actions import ownership, replies
from madoguchi.desk.conversations.models import Channel, Conversation
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import events
from madoguchi.desk.platform.numbers import next_numbers
from madoguchi.desk.platform.refusals import Refusal
from madoguchi.desk.rooms.actions.threads import Opened, begin, say_first, title_of
from madoguchi.desk.rooms.events import DirectThreadOpened
from madoguchi.desk.rooms.models import DirectThread, Participant

LONGEST_REASON = 200  # characters


class MatterIsForAll(Refusal):
    """個別スレッドは、体調・家庭・面談や働き方・認証情報の受け渡しだけに使えます。仕事の話はルームに書きます。"""


class ReasonMissing(MatterIsForAll):
    """個別にする理由を書いてください。"""


class ReasonTooLong(ReasonMissing):
    """個別にする理由は200字までにしてください。"""


class NobodyThere(Refusal):
    """委託元の方を1人は選んでください。選べるのは、このルームのメンバーと担当だけです。"""


class NobodyOfOurs(NobodyThere):
    """委託先の担当を1人は選んでください。選べるのは、このルームのメンバーと担当だけです。"""


@dataclass(frozen=True, kw_only=True)
class Between:
    """Why a thread is for few, and for whom beside who opens it; `person_ids` of both sides."""

    matter: str
    reason: str
    person_ids: Collection[int]


@dataclass(frozen=True, kw_only=True)
class DirectOpening(Between):
    """What somebody of ours typed to begin a direct thread."""

    title: str
    body: str
    draft_key: uuid.UUID


@transaction.atomic
def open_direct(*, client_id: int, person: Person, opening: DirectOpening, now: datetime) -> Opened:
    """Open it with its first message, which the guard reads as one between few.

    Raises MatterIsForAll, ReasonMissing, NobodyThere, ownership.CannotAssign.
    """
    if access.role_at(person, client_id, now) is None:
        raise ownership.CannotAssign
    _refuse_unless_private(opening)
    if not opening.body.strip():
        raise replies.ReplyEmpty
    title = title_of(opening.title)
    conversation = begin_between(
        client_id=client_id, title=title, person=person, between=opening, now=now
    )
    return say_first(conversation, person, opening.body, opening.draft_key, now)


def begin_between(
    *, client_id: int, title: str, person: Person, between: Between, now: datetime
) -> Conversation:
    """A direct thread without a word inside a running action, by somebody of either side.

    It is theirs who opens it, of a member the first of ours who takes part. Raises MatterIsForAll,
    ReasonMissing, NobodyThere.
    """
    _refuse_unless_private(between)
    theirs, ours = _chosen(client_id, person, between.person_ids, now)
    taking_part = theirs | ours | {person.pk}
    owner_id = _first_of(client_id, ours, now) if person.is_member else person.pk
    conversation = _begin(client_id, title, person, taking_part, owner_id, now)
    DirectThread.objects.create(
        client_id=client_id,
        conversation=conversation,
        matter=between.matter,
        reason=between.reason.strip(),
        opened_by=person,
        at=now,
    )
    opened = DirectThreadOpened(
        client_id=client_id,
        conversation_id=conversation.pk,
        matter=between.matter,
        person_ids=tuple(sorted(taking_part)),
    )
    events.record(opened, at=now, actor_id=person.pk)
    return conversation


def _refuse_unless_private(between: Between) -> None:
    if between.matter not in DirectThread.Matter.values:
        raise MatterIsForAll
    if not between.reason.strip():
        raise ReasonMissing
    if len(between.reason.strip()) > LONGEST_REASON:
        raise ReasonTooLong


def _chosen(
    client_id: int, person: Person, person_ids: Collection[int], now: datetime
) -> tuple[set[int], set[int]]:
    """The others who take part, of the client and of ours: at least one of the side that is spoken to."""
    wanted = set(person_ids) - {person.pk}
    members = Contact.objects.filter(
        client=client_id, person__in=wanted, left_at__isnull=True
    ).values_list("person_id", flat=True)
    theirs = {pk for pk in members if pk is not None}
    ours = {
        one.pk
        for one in Person.objects.staff().filter(pk__in=wanted - theirs)
        if access.role_at(one, client_id, now) is not None
    }
    if person.is_member and (not ours or theirs | ours != wanted):
        raise NobodyOfOurs
    if not person.is_member and (not theirs or theirs | ours != wanted):
        raise NobodyThere
    return theirs, ours


def _first_of(client_id: int, ours: Collection[int], now: datetime) -> int:
    """Who of them takes new conversations, else who works there longest."""
    held = [one for one in ownership.terms_of(client_id).every if one.holds_at(now)]
    there = [one for one in held if one.person_id in ours]
    takes_new = [one for one in there if one.takes_new]
    return (takes_new or there)[0].person_id


def _begin(
    client_id: int,
    title: str,
    person: Person,
    taking_part: Collection[int],
    owner_id: int,
    now: datetime,
) -> Conversation:
    """Who takes part is known before the thread is: else nobody could see it, its writer neither."""
    [pk] = next_numbers(Conversation, 1)
    Participant.objects.bulk_create(
        Participant(client_id=client_id, conversation_id=pk, person_id=one)
        for one in sorted(taking_part)
    )
    return begin(
        client_id=client_id,
        title=title,
        by=person,
        now=now,
        owner_id=owner_id,
        channel=Channel.DIRECT,
        pk=pk,
    )
