"""Who gets a copy (Cc): only by choice, never our own people, never an address that a client has here."""

import re
from collections.abc import Iterable

from madoguchi.desk.clients import access
from madoguchi.desk.conversations.models import Conversation, Message
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform.refusals import Refusal
from madoguchi.desk.platform.words import say
from madoguchi.engines import mailtext

MOST_COPIES = 20
LONGEST_ADDRESS = 254
_BETWEEN = re.compile(r"[\s,、;；]+")


class CannotCopy(Refusal):
    """Cc に入れられないアドレスがあります。本文は残っています。"""


class NoCopiesInRooms(CannotCopy):
    """ルームのメッセージに Cc は付けられません。本文は残っています。"""


def addresses_in(text: str) -> tuple[str, ...]:
    """The addresses that were typed into one field, in their order, each once."""
    return tuple(dict.fromkeys(one.lower() for one in _BETWEEN.split(text) if one))


def offered(conversation: Conversation) -> tuple[str, ...]:
    """Everybody who was in Cc of this conversation's mails and could be in Cc of ours."""
    said = Message.objects.filter(conversation=conversation).exclude(copied=[]).order_by("pk")
    named = [str(one).lower() for copied in said.values_list("copied", flat=True) for one in copied]
    known = tuple(dict.fromkeys(named))[:MOST_COPIES]
    ours = _ours(known)
    return tuple(one for one in known if not _why_not(one, conversation, ours))


def refuse_unless_possible(conversation: Conversation, copied: Iterable[str]) -> None:
    """Asked at the moment of sending. Raises CannotCopy, which names the first address in the way."""
    wanted = tuple(copied)
    if wanted and not conversation.is_mail:
        raise NoCopiesInRooms
    if len(wanted) > MOST_COPIES:
        raise CannotCopy(say("Cc は%(n)s件までです。本文は残っています。") % {"n": MOST_COPIES})
    ours = _ours(wanted)
    for address in wanted:
        why_not = _why_not(address, conversation, ours)
        if why_not:
            raise CannotCopy(why_not % {"address": address[:LONGEST_ADDRESS]})


def _why_not(address: str, conversation: Conversation, ours: frozenset[str]) -> str:
    """A sentence about the address, "" for one that may be in Cc.

    The same for a slip, a colleague and whoever's client: it does not tell who else we work for.
    """
    if address == conversation.customer.email:
        return say("「%(address)s」は宛先です。Cc から外してください。本文は残っています。")
    if not _can_be_reached(address) or address in ours or _untagged(address) in ours:
        return say(
            "「%(address)s」は Cc に入れられません。綴りを確かめるか、Cc から外してください。本文は残っています。"
        )
    return ""


def _can_be_reached(address: str) -> bool:
    try:
        return len(address) <= LONGEST_ADDRESS and bool(mailtext.header_address(address))
    except ValueError:
        return False


def _ours(addresses: Iterable[str]) -> frozenset[str]:
    """Those of the addresses that are a client's here, whoever's, or one of our people's."""
    asked = {spelled for one in addresses for spelled in (one, _untagged(one))}
    if not asked:
        return frozenset()
    people = Person.objects.staff().filter(email__in=asked).values_list("email", flat=True)
    return frozenset(people) | access.addresses_of_clients(asked)


def _untagged(address: str) -> str:
    """support+x@… is support@…, to which it is delivered."""
    local, _, domain = address.rpartition("@")
    return f"{local.partition('+')[0]}@{domain}"
