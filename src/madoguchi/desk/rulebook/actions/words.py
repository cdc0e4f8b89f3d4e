"""The word rules of the draft: written without code."""

from datetime import datetime

from django.db import transaction

from madoguchi.desk.people.models import Person
from madoguchi.desk.people.telling import tell
from madoguchi.desk.rulebook import authority
from madoguchi.desk.rulebook.actions.drafting import CannotEdit, keep, locked
from madoguchi.desk.rulebook.contents import BookWord, book_of, fingerprint
from madoguchi.desk.rulebook.events import HouseWordChanged, HouseWordRemoved
from madoguchi.desk.rulebook.soundness import refuse_unsound_word

NOTHING = "－"


class WordChangedMeanwhile(CannotEdit):
    """開いているあいだに、ほかの人がこのことばのルールを変えました。もう一度保存すると、書いた内容で置き換えます。"""


class NoSuchWord(CannotEdit):
    """このことばのルールは、もう下書きにありません。"""


@transaction.atomic
def save_word(*, word: BookWord, opened: str, person: Person, now: datetime) -> None:
    """Write a word rule into the draft; its number 0 is a new one. `opened` as with `save_rule`.

    Raises CannotEdit and soundness.UnsoundWord.
    """
    authority.refuse_unless_lead(person, now)
    draft = locked(person, now)
    book = book_of(draft.content)
    before = next((one for one in book.words if one.number == word.number), None)
    if before == word:
        return
    if word.number and before is None:
        raise NoSuchWord
    if before and fingerprint(before) != opened:
        raise WordChangedMeanwhile
    refuse_unsound_word(word, book)
    number = word.number or max((one.number for one in book.words), default=0) + 1
    written = BookWord(number, word.avoid, word.prefer, word.to, word.exceptions)
    keep(draft, book.with_word(written), person, now)
    happening = HouseWordChanged(avoid=_avoided(word), prefer=word.prefer or NOTHING)
    tell(happening, at=now, actor_id=person.pk)


@transaction.atomic
def remove_word(*, number: int, person: Person, now: datetime) -> None:
    """Take a word rule out of the draft. Raises NoSuchWord."""
    authority.refuse_unless_lead(person, now)
    draft = locked(person, now)
    book = book_of(draft.content)
    word = next((one for one in book.words if one.number == number), None)
    if word is None:
        raise NoSuchWord
    keep(draft, book.without_word(number), person, now)
    happening = HouseWordRemoved(avoid=_avoided(word), prefer=word.prefer or NOTHING)
    tell(happening, at=now, actor_id=person.pk)


def _avoided(word: BookWord) -> str:
    return " / ".join(word.avoid)
