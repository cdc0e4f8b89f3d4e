"""The provider says what it calls itself to its clients."""

from datetime import datetime

from django.db import transaction

from madoguchi.desk.people.events import ProviderNamed
from madoguchi.desk.people.models import Person, Provider
from madoguchi.desk.people.telling import tell
from madoguchi.desk.platform.refusals import Refusal

LONGEST_NAME = 80


class CannotName(Refusal):
    """自社の名前を変えられるのは、管理者だけです。"""


class NameTooLong(CannotName):
    """自社の名前は80字までにしてください。"""


@transaction.atomic
def name_provider(*, name: str, person: Person, now: datetime) -> None:
    """From now on in the portal and in mails to members; "" for none. Raises CannotName."""
    if not person.is_admin or not person.is_active:
        raise CannotName
    named = " ".join(name.split())
    if len(named) > LONGEST_NAME:
        raise NameTooLong
    kept, _ = Provider.objects.get_or_create(pk=1)
    kept = Provider.objects.select_for_update().get(pk=kept.pk)
    if kept.name == named:
        return
    kept.name = named
    kept.save(update_fields=["name"])
    tell(ProviderNamed(name=named), at=now, actor_id=person.pk)
