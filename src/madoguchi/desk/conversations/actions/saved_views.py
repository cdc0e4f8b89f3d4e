"""Saved views: a filtered list that a person keeps under a name, for themselves alone."""

from django.db import transaction

from madoguchi.desk.conversations.models import SavedView
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform.refusals import Refusal

MOST = 30
LONGEST_NAME = 40
LONGEST_QUERY = 500


class CannotKeep(Refusal):
    """表示の名前を、40文字までで入力してください。"""


class NameTaken(CannotKeep):
    """同じ名前の表示が、もうあります。"""


class TooMany(CannotKeep):
    """保存できる表示は30までです。使わないものを削除してください。"""


class TooLong(CannotKeep):
    """条件が多すぎて保存できません。絞り込みを減らしてください。"""


class NoSuchView(Refusal):
    """この表示は、もう削除されています。"""


# A preference of one person: it tells nothing of a client, so the event log has no line for it.


@transaction.atomic
def save_view(*, person: Person, name: str, query: str) -> SavedView:
    """Keep the list of this address under the name; `query` is as a ListQuery writes it."""
    mine = _locked(person)
    word = _name(name)
    if len(query) > LONGEST_QUERY:
        raise TooLong
    if any(one.name == word for one in mine):
        raise NameTaken
    if len(mine) >= MOST:
        raise TooMany
    return SavedView.objects.create(person=person, name=word, query=query)


@transaction.atomic
def rename_view(*, view_id: int, person: Person, name: str) -> SavedView:
    """Give one of their own views another name."""
    mine = _locked(person)
    word = _name(name)
    view = _own(mine, view_id)
    if any(one.name == word and one.pk != view.pk for one in mine):
        raise NameTaken
    view.name = word
    view.save(update_fields=["name"])
    return view


@transaction.atomic
def delete_view(*, view_id: int, person: Person) -> None:
    """Forget one of their own views; the conversations are untouched."""
    _own(_locked(person), view_id).delete()


def _locked(person: Person) -> list[SavedView]:
    """All of theirs; the person is held, so that two windows cannot take one name."""
    Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    return list(SavedView.objects.filter(person=person).order_by("pk"))


def _name(name: str) -> str:
    word = " ".join(name.split())
    if not 0 < len(word) <= LONGEST_NAME:
        raise CannotKeep
    return word


def _own(mine: list[SavedView], view_id: int) -> SavedView:
    view = next((one for one in mine if one.pk == view_id), None)
    if view is None:
        raise NoSuchView
    return view
