"""A client's phrases: what no message to its customers holds, and what a conversation must hold."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from madoguchi.desk.clients import authority
from madoguchi.desk.clients.events import PhraseAdded, PhraseRemoved
from madoguchi.desk.clients.models import ClientPhrase
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import events
from madoguchi.desk.platform.refusals import Refusal

LONGEST, LONGEST_TAG, MOST = 80, 40, 200


class CannotAddPhrase(Refusal):
    """この言い回しは登録できません。"""


class PhraseMissing(CannotAddPhrase):
    """言い回しを書いてください。"""


class PhraseTooLong(CannotAddPhrase):
    """言い回しは80文字まで、タグは40文字までです。"""


class TooManyPhrases(CannotAddPhrase):
    """言い回しは200件までです。使わなくなったものを外してください。"""


class PhraseTaken(CannotAddPhrase):
    """その言い回しは、もう登録されています。"""


class NoSuchPhrase(Refusal):
    """その言い回しは、もうありません。"""


@dataclass(frozen=True, kw_only=True)
class Wording:
    """A phrase as typed; the tag counts for a required one alone."""

    kind: ClientPhrase.Kind
    phrase: str
    tag: str = ""


@transaction.atomic
def add_phrase(*, client_id: int, wording: Wording, person: Person, now: datetime) -> ClientPhrase:
    """From now on the guard speaks where the phrase stands, or where it is missing."""
    authority.refuse_unless_lead(person, client_id, now)
    client = authority.locked(client_id)
    is_required = wording.kind == ClientPhrase.Kind.REQUIRE
    given = {
        "kind": wording.kind,
        "phrase": " ".join(wording.phrase.split()),
        "tag": " ".join(wording.tag.split()) if is_required else "",
    }
    _refuse_unusable(client_id, given)
    added = ClientPhrase.objects.create(client=client, created_by=person, at=now, **given)
    told = PhraseAdded(client_id=client_id, phrase_id=added.pk, phrase=added.phrase)
    events.record(told, at=now, actor_id=person.pk)
    return added


@transaction.atomic
def remove_phrase(*, client_id: int, phrase_id: int, person: Person, now: datetime) -> None:
    """The guard minds it no longer."""
    authority.refuse_unless_lead(person, client_id, now)
    authority.locked(client_id)
    found = ClientPhrase.objects.filter(client_id=client_id, pk=phrase_id).first()
    if found is None:
        raise NoSuchPhrase
    found.delete()
    told = PhraseRemoved(client_id=client_id, phrase_id=phrase_id, phrase=found.phrase)
    events.record(told, at=now, actor_id=person.pk)


def _refuse_unusable(client_id: int, given: dict[str, str]) -> None:
    if not given["phrase"]:
        raise PhraseMissing
    if len(given["phrase"]) > LONGEST or len(given["tag"]) > LONGEST_TAG:
        raise PhraseTooLong
    present = ClientPhrase.objects.filter(client_id=client_id)
    if present.filter(**given).exists():
        raise PhraseTaken
    if present.count() >= MOST:
        raise TooManyPhrases
