"""What was found, as rows: conversations, each by the message that says best why it was found."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db import connection

from madoguchi.desk.clients.queries.sight import Sight
from madoguchi.desk.conversations.models import Conversation
from madoguchi.desk.platform.rows import ClientChip
from madoguchi.desk.platform.words import say
from madoguchi.desk.search.queries.marking import (
    BY_LETTERS,
    LONGEST_READ,
    is_marked,
    marked,
    snippet,
)
from madoguchi.desk.search.queries.surroundings import Around, around_messages
from madoguchi.desk.search.rows import HitRow

# Behind the wall as everything: what search_entries names and the wall hides is not there.
SAID = """
select m.id, m.at, m.kind, left(m.text, %s), c.id, c.client_id, c.subject, c.state,
       coalesce(nullif(u.name, ''), u.email), coalesce(p.name, '')
from conversations_message m
join conversations_conversation c on c.id = m.conversation_id
join conversations_customer u on u.id = c.customer_id
left join people_person p on p.id = c.owner_id
where m.id = any(%s) order by m.at desc, m.id desc
"""


@dataclass(frozen=True, slots=True)
class Said:
    """A message that was found, or by its number a conversation (then without a message)."""

    pk: int | None
    at: datetime
    kind: str
    text: str
    conversation_pk: int
    client_pk: int
    subject: str
    state: str
    customer_name: str
    owner_name: str


def hits_of(message_ids: Sequence[int], asked: str, sight: Sight) -> tuple[HitRow, ...]:
    """The conversations of these messages, newest first."""
    with connection.cursor() as cursor:
        cursor.execute(SAID, [LONGEST_READ, list(message_ids)])
        found = [Said(*row) for row in cursor.fetchall()]
    together: defaultdict[int, list[Said]] = defaultdict(list)
    for one in found:
        together[one.conversation_pk].append(one)
    chips = chips_of(sight)
    hits = [_hit(each, asked, chips) for each in together.values() if each[0].client_pk in chips]
    if asked and (unexplained := [one.message_pk for one in hits if not says_why(one)]):
        around = around_messages(unexplained)
        hits = [
            _explained(one, together[one.pk], asked, around[one.message_pk])
            if one.message_pk in around
            else one
            for one in hits
        ]
    return tuple(sorted(hits, key=lambda one: (one.at, one.message_pk), reverse=True))


def says_why(hit: HitRow) -> bool:
    """Whether any of what the row shows is marked."""
    return any(map(is_marked, (hit.subject, hit.customer_name, hit.snippet)))


def head(said: Said, asked: str, chip: ClientChip, *, read: int = BY_LETTERS) -> dict[str, Any]:
    """What the row of a conversation says of it, whichever message was found."""
    return {
        "pk": said.conversation_pk,
        "number": f"MG-{said.conversation_pk}",
        "client": chip,
        "subject": marked(said.subject or say("（件名なし）"), asked, read=read),
        "customer_name": marked(said.customer_name, asked, read=read),
        "is_closed": said.state == Conversation.State.CLOSED,
        "owner_name": said.owner_name.split()[0] if said.owner_name else "",
    }


def chips_of(sight: Sight) -> Mapping[int, ClientChip]:
    """The clients in sight by their ids."""
    return {one.pk: one for one in sight.clients}


def _hit(
    found: Sequence[Said],
    asked: str,
    chips: Mapping[int, ClientChip],
    *,
    read: int = BY_LETTERS,
) -> HitRow:
    """By the newest message that holds a word itself; else by the newest: the subject was found."""
    texts = ((said, snippet(said.text, asked, read=read)) for said in found)
    marked_ones = ((said, text) for said, text in texts if is_marked(text))
    said, text = next(marked_ones, (found[0], snippet(found[0].text, asked, read=BY_LETTERS)))
    return HitRow(
        **head(said, asked, chips[said.client_pk], read=read),
        at=said.at,
        snippet=text,
        kind=said.kind,
        message_pk=said.pk,
        others=len(found) - 1,
    )


def _explained(hit: HitRow, found: Sequence[Said], asked: str, around: Around) -> HitRow:
    """With what stands around the message, if that says why; else its texts are read as words.

    Taking texts apart into words costs a thousand times what looking for letters does.
    """
    if beside := around.marked(asked, read=BY_LETTERS):
        return replace(hit, beside=beside)
    chips = {hit.client.pk: hit.client}
    read = _hit(found, asked, chips, read=LONGEST_READ)
    return read if says_why(read) else replace(read, beside=around.marked(asked, read=LONGEST_READ))
