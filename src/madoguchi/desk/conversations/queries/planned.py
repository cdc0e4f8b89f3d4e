"""The replies that leave later, of every client in sight, in one query."""

from datetime import datetime
from typing import NamedTuple

from madoguchi.desk.clients.queries.sight import Sight
from madoguchi.desk.conversations.planned_rows import PlannedPage, PlannedRow
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform.postgresql import prepared
from madoguchi.desk.platform.words import say

SHOWN, BEGINNING = 100, 160  # rows, characters of a text
# Asked client by client: an index of the few that are open answers it (docs/adr/0019).
PLANNED = f"""select s.id, s.conversation_id, s.client_id, c.subject, c.channel,
  coalesce(nullif(u.name, ''), u.email), a.name, s.author_id, left(s.body, {BEGINNING}),
  s.send_at, s.state, s.held_because, s.close,
  case when exists (select from conversations_saveddraft d where d.conversation_id = s.conversation_id
    and d.person_id = s.changed_by_id and d.planned_for is not null) then h.name else '' end
from unnest(%(clients)s::bigint[]) wanted (client_id)
join conversations_scheduledreply s on s.client_id = wanted.client_id
  and s.state in ('scheduled', 'held')
join conversations_conversation c on c.id = s.conversation_id and c.merged_into_id is null
join conversations_customer u on u.id = c.customer_id
join people_person a on a.id = s.author_id
left join people_person h on h.id = s.changed_by_id
where %(author)s::bigint is null or s.author_id = %(author)s::bigint
order by s.state, s.send_at, s.id limit {SHOWN + 1}"""  # noqa: S608 -- our own numbers


class _Found(NamedTuple):
    """A reply, as the columns above name it."""

    pk: int
    conversation_pk: int
    client_id: int
    subject: str
    channel: str
    customer: str
    author: str
    author_id: int
    begins: str
    send_at: datetime
    state: str
    because: str
    closes: bool
    changed_by: str


def planned_page(
    *,
    person: Person,
    sight: Sight,
    now: datetime,
    whose: str = "all",
    refused: tuple[int, str] = (0, ""),
) -> PlannedPage:
    """Those that this person may see, or their own; `refused` says of one why it was not done."""
    author = person.pk if whose == "mine" else None
    rows = prepared.rows_of(PLANNED, {"clients": sight.client_ids, "author": author})
    found = [_Found(*row) for row in rows]
    chips = {one.pk: one for one in sight.clients}
    made = (
        PlannedRow(
            pk=one.pk,
            conversation_pk=one.conversation_pk,
            client=chips[one.client_id],
            subject=one.subject,
            to_name=_to(one, chips[one.client_id].name),
            author=one.author,
            begins=" ".join(one.begins.split()),
            send_at=one.send_at,
            state=one.state,
            because=one.because,
            changed_by=one.changed_by,
            is_mine=one.author_id == person.pk,
            is_mail=one.channel == "mail",
            closes=one.closes,
            can_act=sight.role_at(one.client_id) is not None,
            refusal=refused[1] if refused[0] == one.pk else "",
        )
        for one in found[:SHOWN]
    )
    return PlannedPage(tuple(made), whose, now, has_more=len(found) > SHOWN)


def _to(found: _Found, client_name: str) -> str:
    if found.channel == "mail":
        return say("%(name)s 様") % {"name": found.customer}
    return say("%(name)sのルーム") % {"name": client_name}
