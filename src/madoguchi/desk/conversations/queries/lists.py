"""The left pane: a queue over all clients in sight, or narrowed, a page at a time."""

from dataclasses import replace
from datetime import datetime

from django.utils.translation import get_language

from madoguchi.desk.clients import policies
from madoguchi.desk.clients.queries.sight import Sight
from madoguchi.desk.conversations.bulk_rows import BulkResult
from madoguchi.desk.conversations.list_query import Cursor, ListQuery
from madoguchi.desk.conversations.list_rows import DeskList, Filters, ListGroup
from madoguchi.desk.conversations.queries import counts, keyset, lines
from madoguchi.desk.conversations.queries.lines import SHOWN, Found, Known
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform.words import say

PAGE = 50
THEIRS_BESIDE_MINE = 12


def desk_list(
    *,
    query: ListQuery,
    person: Person,
    sight: Sight,
    now: datetime,
    filters: Filters | None = None,
    result: BulkResult | None = None,
) -> DeskList:
    """A page of the list that the address names; under one's own balls the first of theirs."""
    pages = [_Page(query, PAGE, person, sight, now)]
    if query.queue == "mine" and query.from_start() == query and not query.filters:
        theirs = replace(query, queue="theirs", sort="")
        pages.append(_Page(theirs, THEIRS_BESIDE_MINE, person, sight, now))
    known = policies.parsed_of(
        {row.policy_id for page in pages for row in page.found if row.position}
    )
    totals = counts.of_lists([page.query for page in pages], person=person, sight=sight, now=now)
    chips = {one.pk: one for one in sight.clients}
    heads = ["", say("相手のボール")]
    picked = result.still_picked if result else frozenset()
    groups = [
        page.group(head, total, Known(person.pk, get_language(), known, chips, picked))
        for page, head, total in zip(pages, heads, totals, strict=False)
    ]
    return DeskList(
        asked=query,
        groups=tuple(groups),
        client=None if query.client_id is None else chips.get(query.client_id),
        unassigned_count=0 if groups[0].rows else _unassigned(query, person, sight, now),
        filters=filters,
        result=result,
        drawn_at=now,
    )


def _unassigned(query: ListQuery, person: Person, sight: Sight, now: datetime) -> int:
    """What somebody without a ball of their own could take."""
    if query.queue != "mine":
        return 0
    nobodys = [ListQuery(queue="unassigned")]
    return counts.of_lists(nobodys, person=person, sight=sight, now=now)[0]


class _Page:
    """One query's rows, and what lies around them."""

    def __init__(
        self, query: ListQuery, size: int, person: Person, sight: Sight, now: datetime
    ) -> None:
        wanted = keyset.asked(query, person=person, sight=sight, now=now)
        found = [Found(*row) for row in keyset.page(wanted, query, shown=SHOWN, limit=size)]
        self.query, self.person, self.now = query, person, now
        self.has_more = len(found) > size
        self.found = found[:size][::-1] if query.before else found[:size]

    def group(
        self,
        heading: str,
        total: int,
        known: Known,
    ) -> ListGroup:
        """The rows with the links to the pages around."""
        has_next = self.has_more or self.query.before is not None
        has_back = self.query.after is not None or (self.query.before and self.has_more)
        shown = self.found
        return ListGroup(
            heading=heading,
            total=total,
            rows=tuple(lines.line_of(one, known, self.now) for one in shown),
            next_query=self._at(after=_cursor(shown[-1])) if shown and has_next else "",
            back_query=self._at(before=_cursor(shown[0])) if shown and has_back else "",
        )

    def _at(self, *, after: Cursor | None = None, before: Cursor | None = None) -> str:
        return replace(self.query, after=after, before=before).query


def _cursor(row: Found) -> Cursor:
    return Cursor(row.client_id, row.key, row.id)
