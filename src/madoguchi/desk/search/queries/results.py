"""The page of search and the palette's suggestions: a known number of queries, newest first."""

from collections import Counter
from datetime import datetime
from typing import Any

from madoguchi.desk.clients.queries import chip
from madoguchi.desk.conversations.models import Conversation, Customer, Message
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform.words import say
from madoguchi.desk.search import finding
from madoguchi.desk.search.asking import Question, question_of
from madoguchi.desk.search.queries.choices import filters_of
from madoguchi.desk.search.queries.marking import marked, snippet
from madoguchi.desk.search.rows import CustomerHit, HitRow, SearchPage, Suggestions

PAGE = 50
SUGGESTED = 5
SUGGESTED_FROM = 20  # messages: several may be of one conversation
CUSTOMERS = 3
SHORTEST_ADDRESS = 3
LAST_CHARACTER = "\U0010ffff"


def search_page(question: Question, *, person: Person, now: datetime) -> SearchPage:
    """What the question finds, a page of it: conversations by their newest message that was found."""
    filters = filters_of(question, person=person, now=now)
    if not question.is_asked:
        return SearchPage(text="", filters=filters)
    found = finding.find(question, person=person, most=PAGE + 1)
    shown = found[:PAGE]
    hits = _hits(shown, question.q)
    by_number = () if question.before else _by_number(question)
    numbers = {one.pk for one in by_number}
    return SearchPage(
        text=question.q,
        filters=filters,
        is_asked=True,
        hits=(*by_number, *(one for one in hits if one.pk not in numbers)),
        messages=len(shown),
        more_query=question.query(before=shown[-1]) if len(found) > PAGE else "",
        customers=() if question.before else _customers(question),
        is_continued=bool(question.before),
        is_narrowed=question.is_narrowed,
    )


def suggest(text: str) -> Suggestions:
    """Up to five conversations by number, customer, subject or words; customers by their address."""
    question = question_of({"q": text})
    by_number = _by_number(question)
    found = finding.find_words(question.q, most=SUGGESTED_FROM)
    numbers = {one.pk for one in by_number}
    hits = (*by_number, *(one for one in _hits(found, question.q) if one.pk not in numbers))
    return Suggestions(
        text=question.q,
        hits=hits[:SUGGESTED],
        customers=_customers(question),
        all_query=question.query(),
    )


def _hits(message_ids: list[int], asked: str) -> tuple[HitRow, ...]:
    """The conversations of these messages, each by the first of them, in their order."""
    messages = Message.objects.select_related(
        "conversation__client", "conversation__customer", "conversation__owner"
    ).in_bulk(message_ids)
    found = [messages[pk] for pk in message_ids if pk in messages]
    counts = Counter(one.conversation_id for one in found)
    firsts = {one.conversation_id: one for one in reversed(found)}
    newest_first = sorted(firsts.values(), key=lambda one: (one.at, one.pk), reverse=True)
    return tuple(_hit(one, asked, counts[one.conversation_id] - 1) for one in newest_first)


def _hit(message: Message, asked: str, others: int) -> HitRow:
    conversation = message.conversation
    return HitRow(
        **_head(conversation, asked),
        at=message.at,
        snippet=snippet(message.text, asked),
        kind=message.kind,
        author=message.sender_name,
        message_pk=message.pk,
        others=others,
    )


def _by_number(question: Question) -> tuple[HitRow, ...]:
    """The conversation of that number, as long as the filters let it through."""
    if (
        question.number is None
        or question.owner
        or question.kind
        or question.since
        or question.until
    ):
        return ()
    rows = Conversation.objects.filter(pk=question.number)
    if question.client_id is not None:
        rows = rows.filter(client=question.client_id)
    if question.state:
        rows = rows.filter(state=question.state)
    return tuple(
        HitRow(
            **_head(one, question.q),
            at=one.last_message_at,
            snippet=snippet(one.snippet, question.q),
        )
        for one in rows.select_related("client", "customer", "owner")
    )


def _head(conversation: Conversation, asked: str) -> dict[str, Any]:
    customer = conversation.customer
    return {
        "pk": conversation.pk,
        "number": conversation.number,
        "client": chip(conversation.client),
        "subject": marked(conversation.subject or say("（件名なし）"), asked),
        "customer_name": marked(customer.name or customer.email, asked),
        "is_closed": conversation.state == Conversation.State.CLOSED,
        "owner_name": conversation.owner.family_name if conversation.owner else "",
    }


def _customers(question: Question) -> tuple[CustomerHit, ...]:
    """Customers whose address begins with what was typed, by the index on addresses."""
    begin = question.q.lower()
    if len(begin) < SHORTEST_ADDRESS or not begin.isascii() or " " in begin or begin.isdecimal():
        return ()
    rows = Customer.objects.filter(email__gte=begin, email__lt=begin + LAST_CHARACTER)
    if question.client_id is not None:
        rows = rows.filter(client=question.client_id)
    return tuple(
        CustomerHit(one.pk, chip(one.client), one.name or one.email, one.email)
        for one in rows.select_related("client").order_by("email", "pk")[:CUSTOMERS]
    )
