"""What an admin decides about people: who manages, who left, who lost their second factor."""

from datetime import datetime

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.utils.translation import gettext as _

from madoguchi.desk.people.events import (
    PersonDeactivated,
    PersonMadeAdmin,
    PersonNoLongerAdmin,
    PersonReactivated,
    SecondFactorReset,
    SessionsEnded,
)
from madoguchi.desk.people.models import Person
from madoguchi.desk.people.sessions import end_sessions
from madoguchi.desk.people.telling import tell
from madoguchi.desk.platform.refusals import Refusal


class LastAdmin(Refusal):
    """管理者がいなくなるため、変えられません。先に、ほかのメンバーを管理者にしてください。"""


class OnlyAdmins(Refusal):
    """管理者だけができます。"""


class ReasonMissing(Refusal):
    """理由を書いてください。"""


@transaction.atomic
def make_admin(*, person_id: int, actor: Person, now: datetime) -> None:
    """The person manages from now on."""
    person = _locked(person_id, actor)
    if not person.is_admin:
        _set(person, is_admin=True)
        tell(PersonMadeAdmin(person_id=person.pk), at=now, actor_id=actor.pk)


@transaction.atomic
def take_admin_away(*, person_id: int, actor: Person, now: datetime) -> None:
    """The person manages no longer. Raises LastAdmin."""
    person = _locked(person_id, actor)
    if person.is_admin:
        _refuse_last_admin(person)
        _set(person, is_admin=False)
        tell(PersonNoLongerAdmin(person_id=person.pk), at=now, actor_id=actor.pk)


@transaction.atomic
def deactivate(*, person_id: int, actor: Person, now: datetime) -> None:
    """The person left: cannot sign in, and is signed out everywhere at once. Raises LastAdmin."""
    person = _locked(person_id, actor)
    if person.is_active:
        _refuse_last_admin(person)
        _set(person, is_active=False)
        end_sessions(person.pk)
        tell(PersonDeactivated(person_id=person.pk), at=now, actor_id=actor.pk)


@transaction.atomic
def reactivate(*, person_id: int, actor: Person, now: datetime) -> None:
    """The person came back, and signs in as before."""
    person = _locked(person_id, actor)
    if not person.is_active:
        _set(person, is_active=True)
        tell(PersonReactivated(person_id=person.pk), at=now, actor_id=actor.pk)


@transaction.atomic
def reset_second_factor(*, person_id: int, reason: str, actor: Person, now: datetime) -> None:
    """Take all second factors and recovery codes of the person away, and end their sessions.

    Raises ReasonMissing.
    """
    person = _locked(person_id, actor)
    if not reason.strip():
        raise ReasonMissing
    Authenticator.objects.filter(user=person).delete()
    end_sessions(person.pk)
    happening = SecondFactorReset(person_id=person.pk, reason=reason.strip()[:200])
    tell(happening, at=now, actor_id=actor.pk)


@transaction.atomic
def end_sessions_of(*, person_id: int, actor: Person, now: datetime) -> None:
    """Sign somebody out everywhere."""
    person = _locked(person_id, actor)
    count = end_sessions(person.pk)
    tell(SessionsEnded(person_id=person.pk, count=count), at=now, actor_id=actor.pk)


def _locked(person_id: int, actor: Person) -> Person:
    # Every admin's row, in one order: two admins who demote each other wait, and the second is refused.
    people = Person.objects.staff().select_for_update().order_by("pk")
    rows = {one.pk: one for one in people.filter(is_admin=True) | people.filter(pk=person_id)}
    if actor.pk not in rows or not (rows[actor.pk].is_admin and rows[actor.pk].is_active):
        raise OnlyAdmins
    if person_id not in rows:
        raise OnlyAdmins(_("このメンバーは見つかりません。"))
    return rows[person_id]


def _refuse_last_admin(person: Person) -> None:
    others = Person.objects.filter(is_admin=True, is_active=True).exclude(pk=person.pk)
    if person.is_admin and person.is_active and not others.exists():
        raise LastAdmin


def _set(person: Person, **fields: bool) -> None:
    for name, value in fields.items():
        setattr(person, name, value)
    person.save(update_fields=list(fields))
