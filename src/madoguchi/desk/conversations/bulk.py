"""One act on many conversations: each goes through the same action as alone, with its own refusals."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import Any

from madoguchi.desk.conversations.actions import closing, ownership, passing, snoozing, tagging
from madoguchi.desk.conversations.bulk_rows import BulkResult, Refused
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform.refusals import Refusal
from madoguchi.desk.platform.typed import as_typed, desk_moment, moment, number

MOST = 200  # as many as nobody selects by hand


class CannotActOnMany(Refusal):
    """選んだ対応に何をするかを選んでください。"""


class NothingPicked(CannotActOnMany):
    """対応が選ばれていません。"""


class NoPerson(CannotActOnMany):
    """だれの担当にするか、選んでください。"""


class NoTag(CannotActOnMany):
    """付けるタグを書いてください。"""


class NoMoment(CannotActOnMany):
    """いつまでスヌーズするか、日時を入力してください。"""


@dataclass(frozen=True, slots=True)
class Pick:
    """A selected line: the conversation, and the newest message that the line showed."""

    pk: int
    last_seen: int


Act = Callable[[Pick], object]


def picks(texts: Iterable[str]) -> list[Pick]:
    """The lines that a list posts as 「number-message」; what cannot be one is left out, each once.

    In the order of the numbers: two people who act on many at once never wait for each other in a circle.
    """
    found: dict[int, Pick] = {}
    for text in texts:
        pk, _, seen = text.partition("-")
        if (parsed := number(pk)) is not None:
            found[parsed] = Pick(parsed, number(seen) or 0)
    return [found[pk] for pk in sorted(found)][:MOST]


def act_of(form: Mapping[str, str], *, person: Person, now: datetime) -> Act:
    """What the form asks to be done to each; raises CannotActOnMany for what it does not say."""
    who: dict[str, Any] = {"person": person, "now": now}
    match form.get("act", ""):
        case "take":
            return _each(partial(ownership.assign_owner, owner=person, **who))
        case "assign":
            return _each(partial(ownership.assign_owner, owner=_colleague(form), **who))
        case "close":
            close = partial(closing.close_conversation, **who)
            drawn_at = _drawn_at(form)
            return lambda one: close(conversation_id=one.pk, seen=_seen(one, drawn_at))
        case "reopen":
            return _each(partial(closing.reopen_conversation, **who))
        case "tag":
            name = word_of(form)
            if not name:
                raise NoTag
            return _each(partial(tagging.tag_conversation, name=name, **who))
        case "snooze":
            return _each(partial(snoozing.snooze_conversation, until=_moment(form), **who))
        case "ask":
            return _each(partial(passing.pass_to_client, **who))
        case _:
            raise CannotActOnMany


def act_on(chosen: Iterable[Pick], act: Act) -> BulkResult:
    """Do it to each; a refusal stops that one alone, and is told by its number."""
    done, refused = [], []
    for one in chosen:
        try:
            act(one)
        except Refusal as refusal:
            refused.append(Refused(one.pk, f"MG-{one.pk}", refusal.sentence))
        else:
            done.append(one.pk)
    return BulkResult(tuple(done), tuple(refused))


def _each(action: Callable[..., object]) -> Act:
    return lambda one: action(conversation_id=one.pk)


def word_of(form: Mapping[str, str]) -> str:
    """The tag that is to be put on, as it will be kept; "" for none."""
    return " ".join(as_typed(form.get("tag", "")).split()) if form.get("act") == "tag" else ""


def owner_of(form: Mapping[str, str], *, person: Person) -> Person | None:
    """Whose they shall be; None for an act that says nothing about that."""
    if form.get("act") == "assign":
        return _colleague(form)
    return person if form.get("act") == "take" else None


def _colleague(form: Mapping[str, str]) -> Person:
    if not form.get("person", ""):
        raise NoPerson
    found = Person.objects.staff().filter(pk=number(form["person"]) or 0).first()
    if found is None:
        raise ownership.CannotAssign
    return found


def _seen(one: Pick, drawn_at: datetime | None) -> closing.Seen:
    return closing.Seen(message_id=one.last_seen, drawn_at=drawn_at)


def _drawn_at(form: Mapping[str, str]) -> datetime | None:
    """When the list was drawn from which they were selected."""
    return moment(form.get("drawn_at", ""), UTC)


def _moment(form: Mapping[str, str]) -> datetime:
    """A moment of the desk's own clock, as the browser's field writes it: 「2026-11-24T10:00」."""
    found = desk_moment(form.get("until", ""))
    if found is None:
        raise NoMoment
    return found
