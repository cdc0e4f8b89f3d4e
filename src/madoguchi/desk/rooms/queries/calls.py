"""The calls of a thread: what was decided, what is next, and the follow-up as it would be written."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from django.utils import timezone

from madoguchi.desk.contacts.models import Contact
from madoguchi.desk.conversations.models import Conversation, ScheduledReply
from madoguchi.desk.conversations.queries import acts
from madoguchi.desk.conversations.queries.guards import findings_of, guard_row
from madoguchi.desk.guard.traces import Trace
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform.days import day_words
from madoguchi.desk.platform.postgresql import instances, prepared
from madoguchi.desk.platform.words import say
from madoguchi.desk.rooms.actions.follow_ups import tells
from madoguchi.desk.rooms.call_rows import ContactRow
from madoguchi.desk.rooms.rows import NOT_CHECKED, CallRow, NextRow

CALLS = """select c.id, k.name, p.name, c.began_at, c.ended_at, c.decided::text, c.due_at,
  c.follow_up_id,
  array(select n.owner_name from rooms_nextaction n where n.call_id = c.id order by n.position),
  array(select n.what from rooms_nextaction n where n.call_id = c.id order by n.position),
  array(select n.due_at from rooms_nextaction n where n.call_id = c.id order by n.position)
from rooms_call c
join contacts_contact k on k.client_id = c.client_id and k.id = c.contact_id
join people_person p on p.id = c.person_id
where c.conversation_id = %(of)s::bigint order by c.began_at, c.id"""
NUMBERS = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


class _Call(NamedTuple):
    """A call, as the columns above name it; of its next actions, three lists."""

    pk: int
    contact: str
    person: str
    began_at: datetime
    ended_at: datetime
    decided: str  # sentences in JSON
    due_at: datetime
    follow_up_id: int | None
    names: list[str]
    whats: list[str]
    dues: list[datetime]


def calls_of(conversation: Conversation, person: Person, now: datetime) -> tuple[CallRow, ...]:
    """Oldest first; the draft of one that waits for its follow-up is checked as the composer would."""
    calls = [_Call(*row) for row in prepared.rows_of(*asked_of(conversation))]
    waiting: list[ScheduledReply] = []
    if any(one.follow_up_id is None for one in calls):
        waiting = instances.found(ScheduledReply, acts.SCHEDULED, {"of": conversation.pk})
    return tuple(_row(one, conversation, person, waiting, now) for one in calls)


def asked_of(conversation: Conversation) -> prepared.Asked:
    """What `calls_of` asks the database, for who asks it ahead of its time."""
    return CALLS, {"of": conversation.pk}


def contacts_of(client_id: int) -> tuple[ContactRow, ...]:
    """With whom a call can have been."""
    known = Contact.objects.filter(client=client_id, left_at__isnull=True).order_by("name", "pk")
    return tuple(ContactRow(one.pk, one.name, one.department) for one in known)


def _row(
    call: _Call,
    conversation: Conversation,
    person: Person,
    waiting: Sequence[ScheduledReply],
    now: datetime,
) -> CallRow:
    is_open, decided = (
        call.follow_up_id is None,
        tuple(str(one) for one in json.loads(call.decided)),
    )
    actions = tuple(
        NextRow(name, what, due_at)
        for name, what, due_at in zip(call.names, call.whats, call.dues, strict=True)
    )
    draft = follow_up_of(call.contact, decided, actions) if is_open else ""
    lines = (*decided, *call.whats)
    judged = findings_of(conversation, draft, author=person, now=now) if is_open else None
    return CallRow(
        pk=call.pk,
        contact=call.contact,
        person=call.person,
        began_at=call.began_at,
        ended_at=call.ended_at,
        decided=decided,
        actions=actions,
        due_at=call.due_at,
        is_open=is_open,
        is_late=is_open and call.due_at < now,
        minutes_left=max(0, int((call.due_at - now).total_seconds() // 60)),
        draft=draft,
        guard=guard_row(conversation, judged, Trace()) if judged else NOT_CHECKED,
        leaves_at=next((one.send_at for one in waiting if tells(one.body, lines)), None),
    )


def follow_up_of(contact: str, decisions: Sequence[str], actions: Sequence[NextRow]) -> str:
    """The follow-up in words: thanks, what was decided by numbers, what is next by name and time."""
    lines = [
        say("%(name)sさん、お電話ありがとうございました。決まったことを残します。")
        % {"name": _family(contact)}
    ]
    lines += [f"{number}{decided}" for number, decided in zip(NUMBERS, decisions, strict=False)]
    if actions:
        lines.append(say("次の行動です。"))
    lines += [
        say("・%(what)s（%(name)s）%(due)sまで")
        % {"what": one.what, "name": _family(one.name), "due": due_words(one.due_at)}
        for one in actions
    ]
    return "\n".join(lines)


def due_words(moment: datetime) -> str:
    """「11月25日(水) 15:00」."""
    local = timezone.localtime(moment)
    return f"{day_words(local)} {local:%H:%M}"


def _family(name: str) -> str:
    return name.split(maxsplit=1)[0] if name.split() else name
