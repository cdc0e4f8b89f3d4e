"""Who may change the book: asked inside of each action."""

from datetime import datetime

from madoguchi.desk.clients.access import is_director
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform.refusals import Refusal


class LeadNeeded(Refusal):
    """ルールブックを変えられるのは、ディレクターと管理者だけです。"""


def leads(person: Person, now: datetime) -> bool:
    """Whether this person is an admin, or directs any client at that moment."""
    return person.is_active and (person.is_admin or is_director(person, now))


def refuse_unless_lead(person: Person, now: datetime) -> None:
    """For the draft, its trial and its publication. Raises LeadNeeded."""
    if not leads(person, now):
        raise LeadNeeded
