"""A contact signs in: asked by mail, joined, made owner; and gone."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from madoguchi.desk.contacts.actions.contacts import Ways, add_contact
from madoguchi.desk.contacts.authority import locked, looking_after
from madoguchi.desk.contacts.events import (
    ContactLeft,
    MemberInvited,
    MemberJoined,
    OwnerNamed,
    OwnerNoLonger,
)
from madoguchi.desk.contacts.models import Contact
from madoguchi.desk.people.actions import invitations
from madoguchi.desk.people.actions.leaving import leave
from madoguchi.desk.people.events import InvitationAccepted
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import events, walls
from madoguchi.desk.platform.refusals import Refusal


class CannotInviteContact(Refusal):
    """この窓口担当者は招待できません。"""


class NoAddress(CannotInviteContact):
    """先に、メールアドレスを入れてください。"""


class MemberAlready(CannotInviteContact):
    """この窓口担当者は、もうログインできます。"""


class LastOwner(Refusal):
    """自社の管理者がいなくなるため、変えられません。先に、ほかのメンバーを管理者にしてください。"""


class NoMember(Refusal):
    """まだログインしていない人は、自社の管理者にできません。"""


@transaction.atomic
def add_and_invite(*, client_id: int, ways: Ways, person: Person, now: datetime) -> Contact:
    """Both or neither: nobody stands on the page whom the letter did not reach. Raises as either does."""
    contact = add_contact(client_id=client_id, ways=ways, person=person, now=now)
    return invite_member(client_id=client_id, contact_id=contact.pk, person=person, now=now)


@transaction.atomic
def invite_member(*, client_id: int, contact_id: int, person: Person, now: datetime) -> Contact:
    """Send the contact the link by which they join; again, a new link. Raises CannotInviteContact."""
    with looking_after(person, client_id, now):
        contact = locked(client_id, contact_id)
        if contact.person_id is not None:
            raise MemberAlready
        if not contact.email:
            raise NoAddress
        _ask(contact, person, now)
        happening = MemberInvited(client_id=client_id, contact_id=contact.pk, name=contact.name)
        events.record(happening, at=now, actor_id=person.pk)
    return contact


def join(accepted: InvitationAccepted) -> None:
    """Reaction: an invited contact has become a person who signs in. The first one is the owner."""
    if accepted.member_of is None:
        return
    with walls.within([accepted.member_of], side=walls.Side.PROVIDER):
        contact = Contact.objects.select_for_update().get(invitation_id=accepted.invitation_id)
        person = Person.objects.get(pk=accepted.person_id)
        others = Contact.objects.filter(client_id=contact.client_id, is_owner=True)
        # Who comes back is known by the new contact; the one who left stays with what refers to them.
        Contact.objects.filter(person=person, left_at__isnull=False).update(person=None)
        contact.person, contact.name = person, person.name
        contact.joined_at = accepted.joined_at
        contact.is_owner = contact.is_owner or not others.exists()
        contact.save(update_fields=["person", "name", "joined_at", "is_owner"])
        happening = MemberJoined(
            client_id=contact.client_id,
            contact_id=contact.pk,
            name=contact.name,
            person_id=person.pk,
        )
        events.record(happening, at=accepted.joined_at, actor_id=person.pk)


@transaction.atomic
def name_owner(
    *, client_id: int, contact_id: int, is_owner: bool, person: Person, now: datetime
) -> None:
    """They look after the client's own people from now on, or no longer. Raises LastOwner, NoMember."""
    with looking_after(person, client_id, now):
        _hold_owners(client_id)
        contact = locked(client_id, contact_id)
        if contact.is_owner == is_owner:
            return
        if is_owner and contact.person_id is None:
            raise NoMember
        if not is_owner:
            _refuse_last(contact)
        contact.is_owner = is_owner
        contact.save(update_fields=["is_owner"])
        kind = OwnerNamed if is_owner else OwnerNoLonger
        happening = kind(client_id=client_id, contact_id=contact.pk, name=contact.name)
        events.record(happening, at=now, actor_id=person.pk)


@transaction.atomic
def remove_contact(*, client_id: int, contact_id: int, person: Person, now: datetime) -> None:
    """They left: what they wrote stays, and they are signed out at once. Raises LastOwner."""
    with looking_after(person, client_id, now):
        _hold_owners(client_id)
        contact = locked(client_id, contact_id)
        if contact.is_owner and person.is_member:
            _refuse_last(contact)
        if contact.person is not None:
            leave(person=contact.person, actor=person, now=now)
        elif contact.invitation is not None and contact.invitation.withdrawn_at is None:
            invitations.withdraw(invitation_id=contact.invitation.pk, actor=person, now=now)
        contact.left_at, contact.is_owner = now, False
        contact.save(update_fields=["left_at", "is_owner"])
        happening = ContactLeft(client_id=client_id, contact_id=contact.pk, name=contact.name)
        events.record(happening, at=now, actor_id=person.pk)


def _ask(contact: Contact, person: Person, now: datetime) -> None:
    open_one = contact.invitation
    if open_one is not None and open_one.withdrawn_at is None:
        invitations.send_again(invitation_id=open_one.pk, sender=person, now=now)
        return
    contact.invitation = invitations.invite(
        email=contact.email,
        name=contact.name,
        is_admin=False,
        member_of=contact.client_id,
        invited_by=person,
        now=now,
    )
    contact.save(update_fields=["invitation"])


def _hold_owners(client_id: int) -> None:
    """Two owners who let each other go at once would leave nobody."""
    owners = Contact.objects.select_for_update(no_key=True).filter(
        client_id=client_id, is_owner=True
    )
    list(owners.order_by("pk"))


def _refuse_last(contact: Contact) -> None:
    others = Contact.objects.filter(client_id=contact.client_id, is_owner=True)
    if contact.is_owner and not others.exclude(pk=contact.pk).exists():
        raise LastOwner(
            _("%(name)sさんは、ただ一人の自社の管理者です。先に、ほかの人を管理者にしてください。")
            % {"name": contact.name}
        )
