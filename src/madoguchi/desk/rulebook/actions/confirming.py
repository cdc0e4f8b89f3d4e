"""Somebody has read the version in force."""

from datetime import datetime

from django.db import transaction

from madoguchi.desk.people.models import Person
from madoguchi.desk.people.telling import tell
from madoguchi.desk.platform.refusals import Refusal
from madoguchi.desk.rulebook.events import RulebookConfirmed
from madoguchi.desk.rulebook.models import BookConfirmation, BookVersion


class CannotConfirm(Refusal):
    """新しい版が公開されています。変わったところを読んでから、確認してください。"""


@transaction.atomic
def confirm(*, number: int, person: Person, now: datetime) -> None:
    """Keep who read it and when; twice is once. Raises CannotConfirm for a version not in force."""
    version = BookVersion.objects.order_by("-number").first()
    if version is None or version.number != number:
        raise CannotConfirm
    _, is_new = BookConfirmation.objects.get_or_create(
        version=version, person=person, defaults={"at": now}
    )
    if is_new:
        tell(RulebookConfirmed(version=number), at=now, actor_id=person.pk)
