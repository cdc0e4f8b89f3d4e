"""A client's mail addresses: mail sent to one is the client's, the default one is what answers come from."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, connection, transaction
from django.db.models import ProtectedError

from madoguchi.desk.clients import authority
from madoguchi.desk.clients.events import AddressAdded, AddressRemoved, DefaultAddressChanged
from madoguchi.desk.clients.models import Address
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import events
from madoguchi.desk.platform.changes import Change
from madoguchi.desk.platform.refusals import Refusal


class CannotChangeAddress(Refusal):
    """このアドレスは変えられません。"""


class AddressUnreadable(CannotChangeAddress):
    """メールアドレスの形になっていません。"""


class AddressTaken(CannotChangeAddress):
    """このアドレスは、もう使われています。"""


class AddressNeeded(CannotChangeAddress):
    """差出人のアドレスは外せません。先に、ほかのアドレスを差出人にしてください。"""


class AddressUsed(CannotChangeAddress):
    """このアドレスはメールボックスの設定で使われています。先に、そちらを変えてください。"""


class NoSuchAddress(CannotChangeAddress):
    """そのアドレスは、もうありません。"""


def refuse_unless_readable(address: str) -> str:
    """The address as rows hold it. Raises AddressUnreadable."""
    plain = address.strip().lower()
    try:
        validate_email(plain)
    except ValidationError as error:
        raise AddressUnreadable from error
    return plain


@transaction.atomic
def add_address(*, client_id: int, address: str, person: Person, now: datetime) -> Address:
    """One more address; the first one is the default."""
    authority.refuse_unless_admin(person)
    client = authority.locked(client_id)
    plain = refuse_unless_readable(address)
    if Address.objects.filter(address=plain).exists():
        raise AddressTaken
    first = not Address.objects.filter(client=client).exists()
    added = Address.objects.create(client=client, address=plain, is_default=first)
    events.record(
        AddressAdded(client_id=client.pk, address_id=added.pk, address=plain),
        at=now,
        actor_id=person.pk,
    )
    return added


@transaction.atomic
def make_default(*, client_id: int, address_id: int, person: Person, now: datetime) -> Address:
    """What is sent from now on comes from this address."""
    authority.refuse_unless_admin(person)
    client = authority.locked(client_id)
    chosen = _found(client_id, address_id)
    before = Address.objects.filter(client=client, is_default=True).first()
    if before == chosen:
        return chosen
    Address.objects.filter(client=client).update(is_default=False)
    chosen.is_default = True
    chosen.save(update_fields=["is_default"])
    old = before.address if before else ""
    events.record(
        DefaultAddressChanged(
            client_id=client.pk,
            address_id=chosen.pk,
            changes=(Change("address", old, chosen.address),),
        ),
        at=now,
        actor_id=person.pk,
    )
    return chosen


@transaction.atomic
def remove_address(*, client_id: int, address_id: int, person: Person, now: datetime) -> None:
    """Mail to this address is nobody's from now on: it waits to be routed. What came stays the client's."""
    authority.refuse_unless_admin(person)
    authority.locked(client_id)
    found = _found(client_id, address_id)
    if found.is_default:
        raise AddressNeeded
    try:
        with transaction.atomic():
            found.delete()
            connection.check_constraints()  # now, while the answer can still be a sentence
    except (ProtectedError, IntegrityError) as error:
        raise AddressUsed from error
    events.record(
        AddressRemoved(client_id=client_id, address_id=address_id, address=found.address),
        at=now,
        actor_id=person.pk,
    )


def _found(client_id: int, address_id: int) -> Address:
    found = Address.objects.filter(client_id=client_id, pk=address_id).first()
    if found is None:
        raise NoSuchAddress
    return found
