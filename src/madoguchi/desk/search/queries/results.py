"""The page of search and the palette's suggestions: a known number of queries, newest first."""

from madoguchi.desk.clients.queries.sight import Sight
from madoguchi.desk.conversations.models import Conversation, Customer
from madoguchi.desk.search import finding
from madoguchi.desk.search.asking import ME, NOBODY, Question, question_of
from madoguchi.desk.search.queries.choices import filters_of
from madoguchi.desk.search.queries.hits import Said, chips_of, head, hits_of
from madoguchi.desk.search.queries.marking import snippet
from madoguchi.desk.search.rows import CustomerHit, Filters, HitRow, SearchPage, Suggestions

PAGE = 30
SUGGESTED = 5
SUGGESTED_FROM = 20  # messages: several may be of one conversation
CUSTOMERS = 3
SHORTEST_ADDRESS = 3
LAST_CHARACTER = "\U0010ffff"


def search_page(question: Question, sight: Sight) -> SearchPage:
    """What the question finds, a page of it, with the form around it."""
    return results_page(question, sight, filters=filters_of(question, sight))


def results_page(question: Question, sight: Sight, *, filters: Filters | None = None) -> SearchPage:
    """What the question finds: conversations by their newest message that was found."""
    if not question.is_asked:
        return SearchPage(text="", filters=filters)
    found = finding.find(question, person_id=sight.person_pk, most=PAGE + 1)
    shown = found.message_ids[:PAGE]
    by_number = () if question.is_continued else _by_number(question, sight)
    return SearchPage(
        text=question.q,
        filters=filters,
        is_asked=True,
        hits=_each_once((*by_number, *hits_of(shown, question.q, sight))),
        messages=len(shown),
        more_query=_more_query(question, found),
        looked_back_to=None if len(found.message_ids) > PAGE else found.looked_back_to,
        customers=() if question.is_continued else _customers(question, sight),
        is_continued=question.is_continued,
        is_narrowed=question.is_narrowed,
        is_cut=question.is_cut,
    )


def suggest(text: str, sight: Sight) -> Suggestions:
    """Up to five conversations by number, customer, subject or words; customers by their address."""
    question = question_of({"q": text})
    found = finding.Found()
    if question.q:
        found = finding.find(question, person_id=sight.person_pk, most=SUGGESTED_FROM)
    hits = (*_by_number(question, sight), *hits_of(found.message_ids, question.q, sight))
    return Suggestions(
        text=question.q,
        hits=_each_once(hits)[:SUGGESTED],
        customers=_customers(question, sight),
        all_query=question.query(),
    )


def _each_once(hits: tuple[HitRow, ...]) -> tuple[HitRow, ...]:
    """Every conversation at its first place; with the message that was found, if one was."""
    firsts: dict[int, HitRow] = {}
    for one in hits:
        firsts.setdefault(one.pk, one)
    return tuple(firsts.values())


def _more_query(question: Question, found: finding.Found) -> str:
    if len(found.message_ids) > PAGE:
        return question.query(before=found.message_ids[PAGE - 1])
    if found.looked_back_to is not None:
        return question.query(older=int(found.looked_back_to.timestamp()))
    return ""


def _by_number(question: Question, sight: Sight) -> tuple[HitRow, ...]:
    """The conversation of that number, as long as the filters let it through."""
    if question.number is None or question.kind:
        return ()
    rows = Conversation.objects.filter(pk=question.number, client__in=sight.client_ids)
    if question.client_id is not None:
        rows = rows.filter(client=question.client_id)
    if question.state:
        rows = rows.filter(state=question.state)
    if question.tag:
        rows = rows.filter(tags__tag__name=question.tag)
    if question.owner:
        rows = rows.filter(owner=_owner(question, sight))
    if question.since_at is not None:
        rows = rows.filter(last_message_at__gte=question.since_at)
    if question.until_at is not None:
        rows = rows.filter(opened_at__lt=question.until_at)
    return tuple(
        _numbered(one, question, sight) for one in rows.select_related("customer", "owner")
    )


def _owner(question: Question, sight: Sight) -> int | None:
    if question.owner == NOBODY:
        return None
    return sight.person_pk if question.owner == ME else int(question.owner)


def _numbered(one: Conversation, question: Question, sight: Sight) -> HitRow:
    said = Said(
        pk=None,
        at=one.last_message_at,
        kind="",
        text=one.snippet,
        conversation_pk=one.pk,
        client_pk=one.client_id,
        subject=one.subject,
        state=one.state,
        customer_name=one.customer.name or one.customer.email,
        owner_name=one.owner.name if one.owner else "",
    )
    top = head(said, question.q, chips_of(sight)[one.client_id])
    return HitRow(**top, at=said.at, snippet=snippet(said.text, question.q))


def _customers(question: Question, sight: Sight) -> tuple[CustomerHit, ...]:
    """Customers whose address begins with what was typed, by the index on addresses."""
    begin = question.q.lower()
    if len(begin) < SHORTEST_ADDRESS or not begin.isascii() or " " in begin or begin.isdecimal():
        return ()
    chosen = sight.client_ids if question.client_id is None else [question.client_id]
    rows = Customer.objects.filter(
        client__in=chosen,
        email__gte=begin,
        email__lt=begin + LAST_CHARACTER,
        kind=Customer.Kind.CUSTOMER,
    )
    chips = chips_of(sight)
    return tuple(
        CustomerHit(one.pk, chips[one.client_id], one.name or one.email, one.email)
        for one in rows.order_by("email", "pk")[:CUSTOMERS]
        if one.client_id in chips
    )
