"""Asking somebody to join: a letter with a link, sent again or withdrawn, and used once."""

from datetime import datetime, timedelta

from django.conf import settings
from django.core import signing
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from madoguchi.desk.people import letters, wording
from madoguchi.desk.people.actions.adding import CannotAddPerson, add_person, come_back
from madoguchi.desk.people.events import (
    InvitationAccepted,
    InvitationSentAgain,
    InvitationWithdrawn,
    PersonInvited,
)
from madoguchi.desk.people.models import Invitation, Person
from madoguchi.desk.people.provider import provider_name
from madoguchi.desk.people.telling import tell
from madoguchi.desk.platform.refusals import Refusal

VALID_DAYS = 7
_SALT = "madoguchi.people.invitation"
# An invitation gives no rights that its sender has lost: it is as if withdrawn then.
# A member is vouched for by their client's contact, whose leaving withdraws the invitation.
_STILL_VOUCHED_FOR = Q(invited_by__is_active=True) & (
    Q(invited_by__is_admin=True) | Q(member_of__isnull=False)
)


class CannotInvite(Refusal):
    """この招待はできません。"""


class InvitationOver(Refusal):
    """この招待は、もう使えません。管理者に、もう一度送るよう頼んでください。"""


@transaction.atomic
def invite(
    *,
    email: str,
    name: str,
    is_admin: bool,
    invited_by: Person,
    now: datetime,
    member_of: int | None = None,
) -> Invitation:
    """Send somebody the link by which they join; with `member_of` a client's own. Raises CannotInvite.

    Who signs in elsewhere is asked like anybody: that is not for a client's side to know. The page of
    the link tells them, and nobody else, that their address cannot be used.
    """
    address = email.strip().lower()
    _refuse_unless_new(address, member_of)
    invitation = Invitation.objects.create(
        email=address,
        name=name.strip()[:80],
        is_admin=is_admin,
        member_of=member_of,
        invited_by=invited_by,
        sent_at=now,
        expires_at=now + timedelta(days=VALID_DAYS),
    )
    _post(invitation, invited_by, now)
    tell(
        PersonInvited(invitation_id=invitation.pk, is_admin=is_admin),
        at=now,
        actor_id=invited_by.pk,
    )
    return invitation


@transaction.atomic
def send_again(*, invitation_id: int, sender: Person, now: datetime) -> str:
    """A new link, valid as long as the first was; the older ones open nothing. To whom it went.

    Who sends it vouches for it from now on, in place of a colleague who may have left. Raises
    InvitationOver.
    """
    invitation = _open(invitation_id)
    invitation.version += 1
    invitation.invited_by = sender
    invitation.sent_at, invitation.expires_at = now, now + timedelta(days=VALID_DAYS)
    invitation.save(update_fields=["version", "invited_by", "sent_at", "expires_at"])
    _post(invitation, sender, now)
    tell(InvitationSentAgain(invitation_id=invitation.pk), at=now, actor_id=sender.pk)
    return invitation.email


@transaction.atomic
def withdraw(*, invitation_id: int, actor: Person, now: datetime) -> str:
    """The link opens nothing any more; whom it was for. Raises InvitationOver."""
    invitation = _open(invitation_id)
    invitation.withdrawn_at = now
    invitation.save(update_fields=["withdrawn_at"])
    tell(InvitationWithdrawn(invitation_id=invitation.pk), at=now, actor_id=actor.pk)
    return invitation.email


def invitation_of(token: str, *, now: datetime) -> Invitation:
    """The open invitation that the link belongs to. Raises InvitationOver, whatever is wrong with it."""
    try:
        pk, version = signing.loads(token, salt=_SALT)
        return Invitation.objects.get(
            _STILL_VOUCHED_FOR,
            pk=pk,
            version=version,
            expires_at__gt=now,
            accepted_by__isnull=True,
            withdrawn_at__isnull=True,
        )
    except (signing.BadSignature, ValueError, TypeError, Invitation.DoesNotExist) as error:
        raise InvitationOver from error


@transaction.atomic
def accept(*, token: str, name: str, password: str, now: datetime) -> Person:
    """The invited joins, or comes back to their client. Raises InvitationOver, CannotAddPerson."""
    invitation = _open(invitation_of(token, now=now).pk)
    who_left = _who_left(invitation.email, invitation.member_of)
    if who_left is not None:
        person = come_back(person=who_left, name=name, password=password, now=now)
    else:
        _refuse_who_is_elsewhere(invitation)
        person = add_person(
            email=invitation.email,
            name=name,
            password=password,
            is_admin=invitation.is_admin,
            member_of=invitation.member_of,
            now=now,
        )
    invitation.accepted_by = person
    invitation.save(update_fields=["accepted_by"])
    tell(
        InvitationAccepted(
            invitation_id=invitation.pk,
            person_id=person.pk,
            member_of=invitation.member_of,
            joined_at=now,
        ),
        at=now,
        actor_id=person.pk,
    )
    return person


def _refuse_unless_new(address: str, member_of: int | None) -> None:
    try:
        validate_email(address)
    except ValidationError as error:
        raise CannotInvite(_("メールアドレスを確かめてください。")) from error
    here = Person.objects.filter(email=address)
    if member_of is not None:
        here = here.filter(member_of=member_of, is_active=True)
    if here.exists():
        raise CannotInvite(_("%(email)s は、もうメンバーです。") % {"email": address})
    if Invitation.objects.filter(
        email=address, member_of=member_of, accepted_by__isnull=True, withdrawn_at__isnull=True
    ).exists():
        raise CannotInvite(_("%(email)s は、もう招待しています。") % {"email": address})


def _who_left(email: str, member_of: int | None) -> Person | None:
    """One of the client's own people who was removed; nobody of the provider comes back by this."""
    if member_of is None:
        return None
    gone = Person.objects.select_for_update().filter(
        email=email, member_of=member_of, is_active=False
    )
    return gone.first()


def _refuse_who_is_elsewhere(invitation: Invitation) -> None:
    if invitation.member_of is None:
        return
    if Person.objects.filter(email=invitation.email).exists():
        raise CannotAddPerson(
            _(
                "%(email)s は、すでに別のログインで使われているため、この招待では参加できません。招待した方に、別のメールアドレスを伝えてください。いまのログインは、そのまま使えます。"
            )
            % {"email": invitation.email}
        )


def _open(invitation_id: int) -> Invitation:
    invitation = (
        Invitation.objects.select_for_update()
        .filter(pk=invitation_id, accepted_by__isnull=True, withdrawn_at__isnull=True)
        .first()
    )
    if invitation is None:
        raise InvitationOver
    return invitation


def _post(invitation: Invitation, sender: Person, now: datetime) -> None:
    token = signing.dumps([invitation.pk, invitation.version], salt=_SALT)
    said = wording.invitation_letter(
        url=f"{settings.CONFIG.public_url}{reverse('invitation', args=[token])}",
        days=VALID_DAYS,
        invited_by=_named(sender, invitation),
    )
    letters.post_letter(to=invitation.email, subject=said.subject, body=said.body, now=now)


def _named(sender: Person, invitation: Invitation) -> str:
    """A client's own people may not know the name alone of somebody of ours."""
    if invitation.member_of is None or sender.is_member:
        return sender.name
    return wording.signed(sender.name, provider_name())
