"""The left pane: a queue over all clients in sight, or of one client."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from madoguchi.desk.clients.models import Assignment, Client, in_force
from madoguchi.desk.clients.queries import chip
from madoguchi.desk.conversations.clock_rows import ClockRow
from madoguchi.desk.conversations.models import Ball, Conversation, HeldReply, Message, Seen
from madoguchi.desk.conversations.queries import faces
from madoguchi.desk.conversations.rows import ConversationRow, DeskList, ListGroup, desk_query
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform.rows import ClientChip

PAGE = 50
THEIRS_BESIDE_MINE = 12
SOON = timedelta(minutes=15)  # of wall time: while a desk is closed, nobody has to hurry

OURS = Q(state=Conversation.State.OPEN, ball=Ball.US)
THEIRS = Q(state=Conversation.State.OPEN, ball=Ball.THEM)


def desk_list(
    *, person: Person, queue: str, client_id: int | None, page: int, now: datetime
) -> DeskList:
    """One queue, ordered by due time (ours) or newest first, with a page of its rows."""
    rows = in_queue(queue, person=person, now=now)
    theirs = in_queue("theirs", person=person, now=now)
    if client_id is not None:
        rows, theirs = rows.filter(client=client_id), theirs.filter(client=client_id)
    groups = [_group("", rows, queue, client_id, page, now, person)]
    if queue == "mine" and page == 1:
        groups.append(_beside(theirs, now, person, client_id))
    return DeskList(
        queue=queue,
        groups=tuple(groups),
        client=_chip_of(client_id),
        unassigned_count=in_queue("unassigned", person=person, now=now).count(),
    )


def in_queue(queue: str, *, person: Person, now: datetime) -> QuerySet[Conversation]:
    """The conversations of a queue, in its order."""
    due = ("due_at", "pk")
    newest = ("-last_message_at", "-pk")
    every = Conversation.objects.all()
    match queue:
        case "mine":
            return every.filter(OURS, owner=person).order_by(F("due_at").asc(nulls_last=True), "pk")
        case "soon":
            return every.filter(OURS, due_at__lte=now + SOON).order_by(*due)
        case "late":
            return every.filter(OURS, late_at__lt=now).order_by(*due)
        case "unassigned":
            ownerless = Q(owner__isnull=True) | ~Exists(_owners_assignment(now))
            return every.filter(ownerless, state=Conversation.State.OPEN).order_by(
                F("due_at").asc(nulls_last=True), "pk"
            )
        case "undelivered":
            return every.filter(Exists(_reply_that_never_arrived())).order_by(*newest)
        case "waiting":
            held = HeldReply.objects.filter(state=HeldReply.State.WAITING)
            return every.filter(pk__in=held.values("conversation_id")).order_by(*newest)
        case "theirs":
            return every.filter(THEIRS, owner=person).order_by(*newest)
        case "open":
            return every.filter(state=Conversation.State.OPEN).order_by(
                F("due_at").asc(nulls_last=True), "pk"
            )
        case _:
            return every.filter(state=Conversation.State.CLOSED).order_by(*newest)


def _owners_assignment(now: datetime) -> QuerySet[Assignment]:
    """The owner's present assignment to the conversation's client."""
    return Assignment.objects.filter(
        in_force(now), client=OuterRef("client"), person=OuterRef("owner")
    )


def _reply_that_never_arrived() -> QuerySet[Message]:
    """A reply that failed or came back, and that no later reply has made good."""
    later = Message.objects.filter(
        conversation=OuterRef("conversation"), kind=Message.Kind.REPLY, pk__gt=OuterRef("pk")
    )
    return Message.objects.filter(
        ~Exists(later),
        conversation=OuterRef("pk"),
        delivery__in=[Message.Delivery.FAILED, Message.Delivery.BOUNCED],
    )


def _group(
    heading: str,
    rows: QuerySet[Conversation],
    queue: str,
    client_id: int | None,
    page: int,
    now: datetime,
    person: Person,
) -> ListGroup:
    first = (page - 1) * PAGE
    shown = list(rows.select_related("client", "customer", "owner")[first : first + PAGE + 1])
    more = f"{desk_query(queue, client_id)}&page={page + 1}" if len(shown) > PAGE else ""
    return ListGroup(
        heading=heading,
        total=rows.count(),
        rows=_rows(shown[:PAGE], now=now, person=person),
        more_query=more,
    )


def _beside(
    theirs: QuerySet[Conversation], now: datetime, person: Person, client_id: int | None
) -> ListGroup:
    shown = theirs.select_related("client", "customer", "owner")[:THEIRS_BESIDE_MINE]
    total = theirs.count()
    return ListGroup(
        heading="相手のボール",
        total=total,
        rows=_rows(list(shown), now=now, person=person),
        more_query=desk_query("theirs", client_id) if total > THEIRS_BESIDE_MINE else "",
    )


def _rows(
    conversations: Sequence[Conversation], *, now: datetime, person: Person
) -> tuple[ConversationRow, ...]:
    clocks = faces.clock_rows(conversations, now=now)
    troubled = _with_delivery_trouble(conversations)
    seen = dict(
        Seen.objects.filter(
            person=person, conversation__in=[one.pk for one in conversations]
        ).values_list("conversation_id", "message_id")
    )
    return tuple(
        _row(one, clocks[one.pk], person, seen.get(one.pk, 0), is_troubled=one.pk in troubled)
        for one in conversations
    )


def _row(
    one: Conversation, clock: ClockRow, person: Person, seen_id: int, *, is_troubled: bool
) -> ConversationRow:
    return ConversationRow(
        pk=one.pk,
        client=chip(one.client),
        subject=one.subject,
        customer_name=f"{one.customer.name or one.customer.email} 様",
        snippet=one.snippet,
        ball=one.ball if one.ball != Ball.NOBODY else "none",
        clock=clock,
        is_unread=one.ball == Ball.US and (one.newest_customer_message_id or 0) > seen_id,
        owner_name=one.owner.family_name if one.owner and one.owner != person else "",
        has_delivery_trouble=is_troubled,
    )


def _with_delivery_trouble(conversations: Iterable[Conversation]) -> frozenset[int]:
    troubled = Message.objects.filter(
        conversation__in=[one.pk for one in conversations],
        delivery__in=[Message.Delivery.FAILED, Message.Delivery.BOUNCED],
    )
    return frozenset(troubled.values_list("conversation_id", flat=True))


def _chip_of(client_id: int | None) -> ClientChip | None:
    found = Client.objects.filter(pk=client_id).first() if client_id is not None else None
    return chip(found) if found else None
