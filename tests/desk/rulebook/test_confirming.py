"""Who has read which version, and what asks again."""

import pytest
from django.db import DatabaseError, transaction

from madoguchi.desk.clients.models import Client
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import walls
from madoguchi.desk.platform.models import Event
from madoguchi.desk.rulebook.actions import confirming
from madoguchi.desk.rulebook.chapters import first_book
from madoguchi.desk.rulebook.models import BookConfirmation
from madoguchi.desk.rulebook.queries.books import unread_parts
from tests import builders
from tests.desk.rulebook.editing import RULE, edited, published, worded


def confirm(person: Person, client: Client, number: int = 1) -> None:
    with walls.transaction([client.pk]):
        confirming.confirm(number=number, person=person, now=builders.NOW)


def test_whoever_never_confirmed_has_the_whole_book_to_read(ann: Person) -> None:
    assert unread_parts(ann) == {one.slug for one in first_book().rules}


def test_a_confirmation_keeps_who_and_when_once(ann: Person, hikari: Client) -> None:
    confirm(ann, hikari)
    confirm(ann, hikari)

    kept = BookConfirmation.objects.get()
    assert (kept.person, kept.version.number, kept.at) == (ann, 1, builders.NOW)
    assert unread_parts(ann) == set()
    with walls.transaction([], provider_wide=True):
        assert Event.objects.filter(kind="RulebookConfirmed").count() == 1


def test_a_changed_rule_asks_again_and_no_other_does(
    ann: Person, dai: Person, hikari: Client
) -> None:
    confirm(ann, hikari)
    edited(dai, hikari, title="保留には時刻")
    published(dai, hikari)
    worded(dai, hikari)
    published(dai, hikari)

    assert unread_parts(ann) == {RULE, "words"}


def test_only_the_version_in_force_is_confirmed(ann: Person, dai: Person, hikari: Client) -> None:
    edited(dai, hikari, title="保留には時刻")
    published(dai, hikari)

    with pytest.raises(confirming.CannotConfirm):
        confirm(ann, hikari, number=1)


def test_no_statement_takes_a_confirmation_back(ann: Person, hikari: Client) -> None:
    confirm(ann, hikari)

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        BookConfirmation.objects.all()._raw_delete("default")
