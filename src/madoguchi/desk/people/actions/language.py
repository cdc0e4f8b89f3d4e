"""A person says in which language the pages speak to them."""

from datetime import datetime

from django.db import transaction

from madoguchi.desk.people.events import LanguageChosen
from madoguchi.desk.people.models import Language, Person
from madoguchi.desk.people.telling import tell
from madoguchi.desk.platform.refusals import Refusal


class CannotChooseLanguage(Refusal):
    """日本語か英語を選んでください。"""


@transaction.atomic
def choose_language(*, person: Person, language: str, now: datetime) -> None:
    """From the next page on, in this language ("ja" or "en"). Raises CannotChooseLanguage."""
    if language not in Language.values:
        raise CannotChooseLanguage
    kept = Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    if kept.language == language:
        return
    kept.language = person.language = language
    kept.save(update_fields=["language"])
    tell(LanguageChosen(person_id=person.pk, language=language), at=now, actor_id=person.pk)
