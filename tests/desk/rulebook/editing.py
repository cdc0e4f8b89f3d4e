"""Acts of those who write the book, at the moment of all tests."""

from dataclasses import replace
from typing import Any

from madoguchi.desk.clients.models import Client
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import walls
from madoguchi.desk.rulebook import in_force
from madoguchi.desk.rulebook.actions import drafting, publishing, words
from madoguchi.desk.rulebook.contents import Book, BookRule, BookWord, book_of, fingerprint
from madoguchi.desk.rulebook.models import BookDraft, BookVersion
from tests import builders

RULE = "reply-promise"


def draft_book() -> Book:
    """What the draft says; before there is one, the version in force."""
    draft = BookDraft.objects.first()
    return book_of(draft.content) if draft else in_force.book().book


def edited(person: Person, client: Client, slug: str = RULE, **changes: Any) -> BookRule:
    """The rule, changed in the draft by somebody who has just opened it."""
    with walls.transaction([client.pk]):
        before = draft_book().by_slug[slug]
        rule = replace(before, **changes)
        save(rule, person, opened=fingerprint(before))
    return rule


def save(rule: BookRule, person: Person, *, opened: str = "") -> None:
    """The action, with the moment."""
    drafting.save_rule(rule=rule, opened=opened, person=person, now=builders.NOW)


def worded(person: Person, client: Client, **word: Any) -> None:
    """A new word rule in the draft."""
    with walls.transaction([client.pk]):
        written = BookWord(**{"number": 0, "avoid": ("ユーザー様",), "prefer": "お客様", **word})
        words.save_word(word=written, opened="", person=person, now=builders.NOW)


def published(person: Person, client: Client, note: str = "") -> BookVersion:
    """The draft as it is, published."""
    with walls.transaction([client.pk]):
        opened = fingerprint(draft_book())
        return publishing.publish(opened=opened, note=note, person=person, now=builders.NOW)
