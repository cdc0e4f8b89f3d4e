"""Who may say what became of a promise."""

from datetime import datetime

from madoguchi.desk.clients import access
from madoguchi.desk.clients.models import Assignment
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform.refusals import Refusal
from madoguchi.desk.promises.models import Promise


class NoSuchPromise(Refusal):
    """この約束は見つかりません。送信が取り消されたか、担当が変わっています。"""


class SettledAlready(Refusal):
    """この約束は、もう片づいています。"""


class NotAssigned(Refusal):
    """この委託元の担当ではないため、操作できません。"""


class NotYourPromise(Refusal):
    """この約束を変えられるのは、約束の担当とディレクターです。"""


def held(promise_id: int) -> Promise:
    """The promise, held until the transaction ends. Raises NoSuchPromise."""
    found = Promise.objects.select_for_update(no_key=True).filter(pk=promise_id).first()
    if found is None:
        raise NoSuchPromise
    return found


def open_one(promise_id: int, person: Person, now: datetime) -> Promise:
    """One that is owed still, held for this person, who is assigned. Raises SettledAlready and others."""
    found = held(promise_id)
    if access.role_at(person, found.client_id, now) is None:
        raise NotAssigned
    if found.state != Promise.State.OPEN:
        raise SettledAlready
    return found


def may_change(promise: Promise, person: Person, now: datetime) -> bool:
    """Its owner and a director of the client; the other side's word is for anybody assigned."""
    role = access.role_at(person, promise.client_id, now)
    is_own = promise.owner_id in {None, person.pk}
    return role == Assignment.Role.DIRECTOR or (role is not None and is_own)


def own_or_led(promise_id: int, person: Person, now: datetime) -> Promise:
    """The same, for whom it is to change. Raises NotYourPromise for anybody else."""
    found = open_one(promise_id, person, now)
    if not may_change(found, person, now):
        raise NotYourPromise
    return found
