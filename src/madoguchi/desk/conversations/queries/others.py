"""Which other conversation is meant: the same customer's, or one of the client's that words lead to."""

import unicodedata
from collections.abc import Iterable
from operator import attrgetter

from django.db.models import QuerySet

from madoguchi.desk.conversations.act_rows import OtherRow
from madoguchi.desk.conversations.models import Conversation
from madoguchi.desk.platform.typed import number

OFFERED = 8
LOOKED_THROUGH = 300  # of those that are open, and of those that are done: the newest


def others_of(conversation: Conversation, *, find: str) -> tuple[OtherRow, ...]:
    """Those of the same client that `find` leads to; without words the same customer's, newest first.

    A number leads to any of them; words lead to the newest whose subject or customer has them all.
    """
    there = Conversation.objects.filter(
        client=conversation.client_id, channel=conversation.channel, merged_into__isnull=True
    )
    there = there.exclude(pk=conversation.pk).select_related("customer")
    if not find.strip():
        same = there.filter(customer=conversation.customer_id)
        found: Iterable[Conversation] = _newest(same)[:OFFERED]
    elif (pk := number_in(find)) is not None:
        found = there.filter(pk=pk)
    else:
        found = _with(find, there, of=conversation)
    return tuple(other_row(one, of=conversation) for one in list(found)[:OFFERED])


def other_row(conversation: Conversation, *, of: Conversation) -> OtherRow:
    """One conversation as another's card or side pane names it."""
    state = "merged" if conversation.merged_into_id else conversation.state
    customer = conversation.customer
    return OtherRow(
        pk=conversation.pk,
        number=conversation.number,
        subject=conversation.subject,
        customer_name=customer.name or customer.email,
        state=state,
        at=conversation.opened_at,
        is_same_customer=conversation.customer_id == of.customer_id,
    )


def number_in(text: str) -> int | None:
    """4127 of 「MG-4127」「4127」「４１２７」; None for what is no number of a conversation."""
    return number(_folded(text).strip().removeprefix("mg-"))


def _newest(there: QuerySet[Conversation]) -> QuerySet[Conversation]:
    return there.order_by("-last_message_at", "-pk")[:LOOKED_THROUGH]


def _with(words: str, there: QuerySet[Conversation], *, of: Conversation) -> list[Conversation]:
    """The same customer's first, then by the newest message."""
    wanted = _folded(words).split()
    # Two states, two indexes: each answers in its own order, however many there are.
    states = (Conversation.State.OPEN, Conversation.State.CLOSED)
    every = [one for state in states for one in _newest(there.filter(state=state))]
    every.sort(key=attrgetter("last_message_at", "pk"), reverse=True)
    found = [one for one in every if all(word in _said(one) for word in wanted)]
    return sorted(found, key=lambda one: one.customer_id != of.customer_id)


def _said(one: Conversation) -> str:
    return _folded(f"{one.subject} {one.customer.name} {one.customer.email}")


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()
