"""Which conversation a message belongs to. Subject alone never joins; nothing joins across clients."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from madoguchi.desk.conversations.incoming import Incoming
from madoguchi.desk.conversations.models import Channel, Conversation, Customer, Merge, Message
from madoguchi.desk.platform.postgresql import prepared

RECEIVING = 7001  # the first half of the advisory lock's key
HOLD = "select pg_advisory_xact_lock(%(kind)s::int, hashint8(%(client)s::bigint))::text"
# Of two messages with one id, the first one comes last and counts. What a member said in a room by
# mail is known by its id, but nobody joins a room by naming it: whoever got a copy would write there.
OF_MAILS = """select mail_id, case when channel = 'mail' then conversation_id end from conversations_message
where client_id = %(client)s::bigint and mail_id = any(%(mails)s::text[]) order by id desc"""


def one_at_a_time(client_id: int) -> None:
    """Until the transaction ends, no other message of this client looks for its conversation.

    Two mails of one thread that are read side by side would not see each other, and open two.
    """
    prepared.rows_of(HOLD, {"kind": RECEIVING, "client": client_id})


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


def clear_places(incoming: Sequence[Incoming]) -> dict[str | None, int | None]:
    """Where those of one client's messages belong that surely are no duplicates, by their mail ids.

    The conversation that one answers, None for one that opens its own. Left out is whatever shares
    its id with another, answers one of these, or is placed by a signed address alone.
    """
    here = Counter(one.mail_id for one in incoming)
    named = {key for one in incoming for key in (*one.thread_keys, one.mail_id) if key}
    stored = _conversations_by_mail_id(incoming[0].client_id, named)
    clear = [
        one
        for one in incoming
        if one.mail_id is not None
        and here[one.mail_id] == 1
        and one.mail_id not in stored
        and here.keys().isdisjoint(one.thread_keys)
    ]
    places = {one.mail_id: _nearest(one, stored) for one in clear}
    by_address = {one.mail_id for one in clear if one.conversation_token is not None}
    return {
        mail_id: place
        for mail_id, place in places.items()
        if place is not None or mail_id not in by_address
    }


def customer_of(message: Message) -> Customer:
    """To whom a reply was written: whoever the conversation was with before it was merged, if it was."""
    conversation = message.conversation
    while True:
        merges = Merge.objects.filter(
            target=conversation, undone_at__isnull=True, message_ids__contains=[message.pk]
        )
        merge = merges.select_related("source").order_by("pk").first()
        if merge is None:
            return conversation.customer
        conversation = merge.source


def _by_thread_keys(incoming: Incoming) -> int | None:
    if not incoming.thread_keys:
        return None
    return _nearest(incoming, _conversations_by_mail_id(incoming.client_id, incoming.thread_keys))


def _conversations_by_mail_id(client_id: int, mail_ids: Collection[str]) -> dict[str, int | None]:
    """None for one that was said in a room."""
    given = {"client": client_id, "mails": list(mail_ids)}
    return {row[0]: row[1] for row in prepared.rows_of(OF_MAILS, given)}


def _nearest(incoming: Incoming, stored: Mapping[str, int | None]) -> int | None:
    places = (stored.get(key) for key in incoming.thread_keys)
    return next((place for place in places if place is not None), None)


def _by_token(incoming: Incoming) -> int | None:
    if incoming.conversation_token is None:
        return None
    # Never into a room: whoever holds a letter to a member would write there.
    known = Conversation.objects.filter(
        client_id=incoming.client_id, pk=incoming.conversation_token, channel=Channel.MAIL
    )
    found = known.values_list("pk", flat=True).first()
    return None if found is None else where_it_went(found)


def where_it_went(conversation_id: int) -> int:
    """The conversation into which this one was merged, and that one perhaps again; itself otherwise."""
    merged = Conversation.objects.filter(pk=conversation_id, merged_into__isnull=False)
    target = merged.values_list("merged_into_id", flat=True).first()
    return conversation_id if target is None else where_it_went(target)
