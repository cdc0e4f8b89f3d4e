"""A client's vocabulary: words to avoid, each with the client's own word."""

from datetime import datetime

from django.db import transaction

from madoguchi.desk.clients import authority
from madoguchi.desk.clients.events import TermAdded, TermChanged, TermRemoved
from madoguchi.desk.clients.models import Term
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import events
from madoguchi.desk.platform.changes import differences
from madoguchi.desk.platform.refusals import Refusal
from madoguchi.desk.platform.words import say

LONGEST, LONGEST_NOTE = 80, 300


class CannotChangeVocabulary(Refusal):
    """この用語は登録できません。"""


class WordMissing(CannotChangeVocabulary):
    """避ける語と使う語の、両方を書いてください。"""


class WordsAreTheSame(CannotChangeVocabulary):
    """避ける語と使う語が同じです。"""


class WordTaken(CannotChangeVocabulary):
    """その避ける語は、もう登録されています。"""


class NoSuchTerm(CannotChangeVocabulary):
    """その用語は、もうありません。"""


@transaction.atomic
def add_term(
    *,
    client_id: int,
    avoided: str,
    preferred: str,
    person: Person,
    now: datetime,
    note: str = "",
    example: str = "",
) -> Term:
    """From now on the guard speaks about the avoided word and proposes the preferred one."""
    authority.refuse_unless_lead(person, client_id, now)
    client = authority.locked(client_id)
    words = _usable(avoided, preferred, note, example)
    _refuse_taken(client_id, words["avoided"])
    term = Term.objects.create(client=client, **words)
    events.record(
        TermAdded(
            client_id=client_id, term_id=term.pk, avoided=term.avoided, preferred=term.preferred
        ),
        at=now,
        actor_id=person.pk,
    )
    return term


@transaction.atomic
def change_term(
    *,
    client_id: int,
    term_id: int,
    avoided: str,
    preferred: str,
    person: Person,
    now: datetime,
    note: str | None = None,
    example: str | None = None,
) -> Term:
    """Correct a pair of words; the same again is nothing new. None leaves what is there."""
    authority.refuse_unless_lead(person, client_id, now)
    authority.locked(client_id)
    term = _found(client_id, term_id)
    words = _usable(
        avoided,
        preferred,
        term.note if note is None else note,
        term.example if example is None else example,
    )
    _refuse_taken(client_id, words["avoided"], besides=term.pk)
    changes = differences({name: getattr(term, name) for name in words}, words)
    if changes:
        for name, text in words.items():
            setattr(term, name, text)
        term.save(update_fields=list(words))
        events.record(
            TermChanged(client_id=client_id, term_id=term.pk, changes=changes),
            at=now,
            actor_id=person.pk,
        )
    return term


@transaction.atomic
def remove_term(*, client_id: int, term_id: int, person: Person, now: datetime) -> None:
    """The word is no longer avoided."""
    authority.refuse_unless_lead(person, client_id, now)
    authority.locked(client_id)
    term = _found(client_id, term_id)
    term.delete()
    events.record(
        TermRemoved(
            client_id=client_id, term_id=term_id, avoided=term.avoided, preferred=term.preferred
        ),
        at=now,
        actor_id=person.pk,
    )


def _usable(avoided: str, preferred: str, note: str, example: str) -> dict[str, str]:
    words = {"avoided": avoided.strip(), "preferred": preferred.strip()}
    about = {"note": note.strip(), "example": example.strip()}
    if not all(words.values()):
        raise WordMissing
    if words["avoided"] == words["preferred"]:
        raise WordsAreTheSame
    if any(len(word) > LONGEST for word in words.values()):
        raise CannotChangeVocabulary(say("用語は80文字までです。"))
    if any(len(text) > LONGEST_NOTE for text in about.values()):
        raise CannotChangeVocabulary(say("メモと例は、それぞれ300文字までです。"))
    return words | about


def _refuse_taken(client_id: int, avoided: str, *, besides: int = 0) -> None:
    others = Term.objects.filter(client_id=client_id, avoided=avoided).exclude(pk=besides)
    if others.exists():
        raise WordTaken(say("避ける語「%(word)s」は、もう登録されています。") % {"word": avoided})


def _found(client_id: int, term_id: int) -> Term:
    term = Term.objects.filter(client_id=client_id, pk=term_id).first()
    if term is None:
        raise NoSuchTerm
    return term
