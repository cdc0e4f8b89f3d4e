"""Which conversation a message belongs to. Subject alone never joins; nothing joins across clients."""

from django.db import connection

from madoguchi.desk.conversations.incoming import Incoming
from madoguchi.desk.conversations.models import Conversation, Message

RECEIVING = 7001  # the first half of the advisory lock's key


def one_at_a_time(client_id: int) -> None:
    """Until the transaction ends, no other message of this client looks for its conversation.

    Two mails of one thread that are read side by side would not see each other, and open two.
    """
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s, hashint8(%s))", [RECEIVING, client_id])


def same_mail(incoming: Incoming) -> Message | None:
    """The message that this mail already became, when it came before."""
    if incoming.mail_id is None:
        return None
    return Message.objects.filter(
        client_id=incoming.client_id, mail_id=incoming.mail_id, body_hash=incoming.body_hash
    ).first()


def conversation_of(incoming: Incoming) -> int | None:
    """The id of the conversation that the message answers: by mail ids first, then by signed address."""
    by_mail = _by_thread_keys(incoming)
    return _by_token(incoming) if by_mail is None else by_mail


def _by_thread_keys(incoming: Incoming) -> int | None:
    if not incoming.thread_keys:
        return None
    found = dict(
        Message.objects.filter(client_id=incoming.client_id, mail_id__in=incoming.thread_keys)
        .order_by("-pk")
        .values_list("mail_id", "conversation_id")
    )
    return next((found[key] for key in incoming.thread_keys if key in found), None)


def _by_token(incoming: Incoming) -> int | None:
    if incoming.conversation_token is None:
        return None
    known = Conversation.objects.filter(
        client_id=incoming.client_id, pk=incoming.conversation_token
    )
    return known.values_list("pk", flat=True).first()
