"""Which direct thread a mail answers: asked of what may never be read, so by its addresses alone."""

from django.db import transaction

from madoguchi.desk.clients import access
from madoguchi.desk.conversations.models import Channel, Conversation
from madoguchi.desk.mail import addresses
from madoguchi.desk.mail.arrivals import Arrival
from madoguchi.desk.mail.heads import addresses_in
from madoguchi.desk.mail.models import RawMail
from madoguchi.desk.platform import walls


def direct_thread_of(mail: RawMail) -> Conversation | None:
    """The direct thread that any signed address of the mail names; asked by the desk itself."""
    named = {
        addresses.conversation_token((one,))
        for one in (mail.envelope_to, *addresses_in(bytes(mail.raw)))
    }
    threads = Conversation.objects.filter(
        client=mail.client_id, pk__in=[one for one in named if one], channel=Channel.DIRECT
    )
    return threads.order_by("pk").first()


def whose_between_few(arrival: Arrival) -> tuple[int, str] | None:
    """The client to whose direct thread a mail is signed, and by which address; None for any other mail.

    Asked of what came to nobody whom we know: an admin sees that, and takes no part in such a thread.
    """
    for address in (*arrival.recipients, *addresses_in(arrival.raw)):
        token = addresses.conversation_token((address,))
        client_id = access.client_of_address(addresses.base_of(address)) if token else None
        if token is None or client_id is None:
            continue
        threads = Conversation.objects.filter(client=client_id, pk=token, channel=Channel.DIRECT)
        with walls.within([client_id], person_id=0), transaction.atomic():
            if threads.exists():
                return client_id, address
    return None
