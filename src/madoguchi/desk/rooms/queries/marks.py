"""What a thread of a room shows at its head and at its messages: readers, signs, decisions."""

import uuid
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from madoguchi.desk.clients import access
from madoguchi.desk.clients.models import Assignment, in_force
from madoguchi.desk.conversations.devices import SMARTPHONE, device_of
from madoguchi.desk.conversations.models import Ball, Channel, Conversation
from madoguchi.desk.conversations.side_rows import Panel
from madoguchi.desk.conversations.thread_marks import Marks
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform.postgresql import prepared
from madoguchi.desk.platform.words import say
from madoguchi.desk.rooms.actions.calling import callable_at, callable_in
from madoguchi.desk.rooms.actions.leaving import is_left
from madoguchi.desk.rooms.copyable import numbers_in
from madoguchi.desk.rooms.models import DirectThread, Reaction
from madoguchi.desk.rooms.queries.calls import calls_of
from madoguchi.desk.rooms.queries.ways import ways_line
from madoguchi.desk.rooms.rows import (
    FootRow,
    HeadRow,
    MarkRow,
    NamedRow,
    PinRow,
    ReactionRow,
    SeenBy,
)
from madoguchi.engines.rulebook.rules.batch_questions import BATCH, asks

HEAD, AT = "rooms/parts/head.html", "rooms/parts/mark.html"
FOOT = "rooms/parts/calls.html"
LONGEST_PIN = 200  # characters of a decision at the head; all of it stands in the thread
SAID = """select m.id, m.kind, m.author_id, m.sender_name, m.at, m.text, m.needs_no_answer,
  coalesce(k.department, ''), i.id is not null,
  m.mail_id is not null, m.sender_address
from conversations_message m
left join contacts_contact k on k.person_id = m.author_id and k.client_id = m.client_id
left join rooms_pin i on i.message_id = m.id
where m.conversation_id = %(of)s::bigint and m.kind in ('customer', 'reply') order by m.at, m.id"""
READ = """select r.up_to, p.id, p.name, p.side from rooms_readmark r
join people_person p on p.id = r.person_id
where r.conversation_id = %(of)s::bigint order by p.name, p.id"""
REACTED = """select r.message_id, r.kind, p.id, p.name from rooms_reaction r
join conversations_message m on m.id = r.message_id
join people_person p on p.id = r.person_id
where m.conversation_id = %(of)s::bigint order by r.at, r.id"""
SEES = """select
  (select count(*) from contacts_contact k where k.client_id = %(client)s::bigint
    and k.person_id is not null and k.left_at is null),
  (select count(distinct a.person_id) from clients_assignment a
    join people_person p on p.id = a.person_id and p.is_active
    where a.client_id = %(client)s::bigint and a.starts_at <= %(now)s::timestamptz
    and (a.ends_at is null or a.ends_at > %(now)s))"""
OF_DIRECT = """select d.matter, array(select p.name from rooms_participant q
  join people_person p on p.id = q.person_id where q.conversation_id = d.conversation_id
  order by p.side desc, p.name, p.id), coalesce(n.name, ''), coalesce(b.name, ''), d.named_at
from rooms_directthread d left join people_person n on n.id = d.named_id
left join people_person b on b.id = d.named_by_id where d.conversation_id = %(of)s::bigint"""


class _Said(NamedTuple):
    """A message between the two sides, as the columns above name it."""

    pk: int
    kind: str
    author_id: int | None
    author: str
    at: datetime
    text: str
    needs_no_answer: bool
    department: str
    is_pinned: bool
    by_mail: bool
    address: str


class _Reader(NamedTuple):
    up_to: int
    pk: int
    name: str
    side: str


def marks_of(conversation: Conversation, person: Person, now: datetime) -> Marks:
    """For a reader of either side, in a known number of queries."""
    given = {"of": conversation.pk}
    said = [_Said(*row) for row in prepared.rows_of(SAID, given)]
    readers = [_Reader(*row) for row in prepared.rows_of(READ, given)]
    reactions = _reactions(conversation.pk, person)
    can_act = person.is_member or access.role_at(person, conversation.client_id, now) is not None
    last = _last_of_ours(said)
    is_phone = not person.is_member and device_of(conversation) == SMARTPHONE
    marks = {
        one.pk: Panel(
            AT,
            MarkRow(
                message_pk=one.pk,
                company=_company(one, conversation.client.name),
                read_by=_read_by(one, readers),
                reactions=reactions.get(one.pk, _no_reactions()),
                is_pinned=one.is_pinned,
                is_ours=one.kind == "reply",
                can_be_excused=_can_be_excused(one, conversation, person, last),
                gathers=_gathers(one, said, readers, person, now),
                by_mail=one.by_mail,
                numbers=numbers_in(one.text) if one.pk == last and is_phone else (),
                can_act=can_act,
            ),
        )
        for one in said
    }
    return Marks(
        head=Panel(HEAD, _head(conversation, said, person, now, can_act=can_act)),
        foot=None if person.is_member else _foot(conversation, said, person, now),
        at=marks,
        names=_names(conversation, said, person, now),
        ways=None if person.is_member else ways_line(conversation, now),
    )


def asked_of(conversation: Conversation, now: datetime) -> tuple[prepared.Asked, ...]:
    """What `marks_of` asks the database for every reader, for who asks it ahead of its time."""
    of = {"of": conversation.pk}
    seen = SEES, {"client": conversation.client_id, "now": now}
    direct = ((OF_DIRECT, of),) if conversation.channel == Channel.DIRECT else ()
    return (SAID, of), (READ, of), (REACTED, of), seen, *direct


def seen_by(client_id: int, now: datetime) -> SeenBy:
    """Who reads along in the client's room."""
    return SeenBy(*prepared.row_of(SEES, {"client": client_id, "now": now}))


def _names(
    conversation: Conversation, said: list[_Said], person: Person, now: datetime
) -> tuple[tuple[int, str], ...]:
    """Who can be called into it; of a direct thread a member knows no more than who has written there."""
    if person.is_member and conversation.channel == Channel.DIRECT:
        known = {one.author_id: one.author for one in said if one.author_id is not None}
    else:
        known = callable_in(conversation, now=now)
    return _without(person, known)


def names_at(client_id: int, person: Person, now: datetime) -> tuple[tuple[int, str], ...]:
    """Who can be called into a thread that is being begun."""
    return _without(person, callable_at(client_id, now=now))


def matters_named() -> tuple[tuple[str, str], ...]:
    """The private matters for which a thread can be for few, by their values."""
    return tuple((one.value, str(one.label)) for one in DirectThread.Matter)


def _without(person: Person, known: Mapping[int, str]) -> tuple[tuple[int, str], ...]:
    return tuple((pk, name) for pk, name in known.items() if pk != person.pk)


def _head(
    conversation: Conversation, said: list[_Said], person: Person, now: datetime, *, can_act: bool
) -> HeadRow:
    head = HeadRow(
        seen_by=seen_by(conversation.client_id, now),
        thread_pk=conversation.pk,
        pins=tuple(
            PinRow(one.pk, one.author, one.at, one.text[:LONGEST_PIN])
            for one in said
            if one.is_pinned
        ),
        can_act=can_act,
    )
    return (
        _between_few(head, conversation, person, now)
        if conversation.channel == Channel.DIRECT
        else head
    )


def _between_few(
    head: HeadRow, conversation: Conversation, person: Person, now: datetime
) -> HeadRow:
    matter, names, named, by, at = prepared.row_of(OF_DIRECT, {"of": conversation.pk})
    head = replace(
        head,
        matter=str(DirectThread.Matter(matter).label),
        # A member sees of the others no more than what they say, and who was named.
        participants=tuple(names) if len(names) > 1 else (),
        named=NamedRow(named, by, at) if named else None,
    )
    if person.is_member or not is_left(conversation, now):
        return head
    leads = access.role_at(person, conversation.client_id, now) == Assignment.Role.DIRECTOR
    choices = _working(conversation.client_id, now) if leads else ()
    return replace(head, is_left=True, choices=choices)


def _working(client_id: int, now: datetime) -> tuple[tuple[int, str], ...]:
    """Who works for the client now, and can sign in."""
    working = Assignment.objects.filter(in_force(now), client=client_id, person__is_active=True)
    people = working.order_by("person__name", "person_id").values_list("person_id", "person__name")
    return tuple(dict.fromkeys((pk, name) for pk, name in people))


def _foot(
    conversation: Conversation, said: list[_Said], person: Person, now: datetime
) -> Panel | None:
    calls = calls_of(conversation, person, now)
    if not calls:
        return None
    last = max((one.pk for one in said), default=0)
    return Panel(FOOT, FootRow(calls, draft_key=str(uuid.uuid4()), last_seen=last))


def _company(one: _Said, client: str) -> str:
    if one.kind == "reply":
        return ""
    if one.author_id is None and one.by_mail:  # let in: whose it is nobody knows
        return one.address
    return (
        say("%(client)s・%(department)s")
        % {
            "client": client,
            "department": one.department,
        }
        if one.department
        else client
    )


def _read_by(one: _Said, readers: list[_Reader]) -> tuple[str, ...]:
    """Of the other side: whether the words have arrived there is what is asked."""
    other = "client" if one.kind == "reply" else "provider"
    return tuple(
        reader.name for reader in readers if reader.side == other and reader.up_to >= one.pk
    )


def _no_reactions() -> tuple[ReactionRow, ...]:
    return tuple(ReactionRow(kind.value, str(kind.label)) for kind in Reaction.Kind)


def _reactions(pk: int, person: Person) -> Mapping[int, tuple[ReactionRow, ...]]:
    given: defaultdict[int, defaultdict[str, list[tuple[int, str]]]]
    given = defaultdict(lambda: defaultdict(list))
    for message_id, kind, person_id, name in prepared.rows_of(REACTED, {"of": pk}):
        given[message_id][kind].append((person_id, name))
    return {
        message_id: tuple(
            ReactionRow(
                kind=kind.value,
                label=str(kind.label),
                names=tuple(name for _, name in kinds[kind.value]),
                is_mine=any(pk == person.pk for pk, _ in kinds[kind.value]),
            )
            for kind in Reaction.Kind
        )
        for message_id, kinds in given.items()
    }


def _last_of_ours(said: list[_Said]) -> int:
    return max((one.pk for one in said if one.kind == "reply"), default=0)


def _can_be_excused(
    one: _Said, conversation: Conversation, person: Person, last_of_ours: int
) -> bool:
    """What somebody still waits for: theirs after our last word, our last word while they hold the ball."""
    if one.needs_no_answer:
        return False
    if one.kind == "customer":
        return person.is_member and conversation.ball == Ball.US and one.pk > last_of_ours
    return conversation.ball == Ball.THEM and one.pk == last_of_ours


def _gathers(
    one: _Said, said: list[_Said], readers: list[_Reader], person: Person, now: datetime
) -> str:
    """A question of the reader's own that has no answer yet: "unread" can be joined by the next one,
    of one that is "read" it is only said; "" for everything else.
    """
    is_last = one.pk == said[-1].pk
    if not is_last or one.kind != "reply" or one.author_id != person.pk:
        return ""
    if now - one.at > BATCH or not asks(one.text):
        return ""
    return "read" if _read_by(one, readers) else "unread"
