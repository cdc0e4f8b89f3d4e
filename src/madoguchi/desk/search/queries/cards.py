"""The customer card: everything that one client's customer and we talked about."""

from django.db.models import Count, Q

from madoguchi.desk.clients.queries import chip
from madoguchi.desk.conversations.models import Attachment, Conversation, Customer, Message
from madoguchi.desk.search.rows import CardConversation, CustomerCard

PAGE = 50
ADDRESSES = 5


def customer_card(customer: Customer, *, before: int | None = None) -> CustomerCard:
    """A page of the customer's conversations, newest first; `before` is the last one seen."""
    every = Conversation.objects.filter(client=customer.client_id, customer=customer)
    counts = every.aggregate(all=Count("pk"), open=Count("pk", filter=Q(state="open")))
    rows = every if before is None else every.filter(pk__lt=before)
    shown = list(rows.select_related("owner").order_by("-pk")[: PAGE + 1])
    return CustomerCard(
        pk=customer.pk,
        client=chip(customer.client),
        name=customer.name or customer.email,
        address=customer.email,
        other_addresses=_other_addresses(customer),
        first_contact_at=customer.first_seen_at,
        conversation_count=counts["all"],
        open_count=counts["open"],
        file_count=Attachment.objects.filter(
            client=customer.client_id, message__conversation__customer=customer
        ).count(),
        conversations=tuple(_row(one) for one in _newest_said_first(shown[:PAGE])),
        more_query=f"?before={shown[PAGE - 1].pk}" if len(shown) > PAGE else "",
    )


def _newest_said_first(page: list[Conversation]) -> list[Conversation]:
    """Pages go by the conversations' numbers; on a page, what was said last stands first."""
    return sorted(page, key=lambda one: (one.last_message_at, one.pk), reverse=True)


def _row(one: Conversation) -> CardConversation:
    return CardConversation(
        pk=one.pk,
        number=one.number,
        subject=one.subject,
        snippet=one.snippet,
        opened_at=one.opened_at,
        is_closed=one.state == Conversation.State.CLOSED,
        owner_name=one.owner.family_name if one.owner else "",
    )


def _other_addresses(customer: Customer) -> tuple[str, ...]:
    """From where else mail came in the customer's conversations."""
    said = Message.objects.filter(
        client=customer.client_id, kind=Message.Kind.CUSTOMER, conversation__customer=customer
    ).exclude(sender_address__in=["", customer.email])
    found = said.order_by("sender_address").values_list("sender_address", flat=True).distinct()
    return tuple(found[:ADDRESSES])
