"""Changes of the settings: happenings that can be read back in words, on the page of changes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from django.utils.functional import Promise

from madoguchi.desk.platform.events import Happening
from madoguchi.desk.platform.words import say

SHORT = 60  # characters of a value that the log keeps


@dataclass(frozen=True, slots=True)
class Change:
    """One value that became another. `what` is a key of the happening's `names`; "" is no value."""

    what: str
    before: str
    after: str


@dataclass(frozen=True, kw_only=True)
class SettingsHappening(Happening):
    """A change of the settings, of people or of who sees what; never of a conversation.

    A subclass names itself in `kind_label` (「定型文の追加」), tells itself in `told` with the names of
    its fields (「%(title)sを加えました」; %(person)s is the name of `person_id`), and says in
    `names` what each `what` of its changes is called, in `units` how its value is written, and in
    `words`, for a value that is one of a few, what each of those is called.
    """

    kind_label: ClassVar[str | Promise]
    told: ClassVar[str | Promise] = ""
    names: ClassVar[Mapping[str, str | Promise]] = {}
    units: ClassVar[Mapping[str, str | Promise]] = {}
    words: ClassVar[Mapping[str, Mapping[str, str | Promise]]] = {}

    changes: tuple[Change, ...] = ()


def differences(before: Mapping[str, object], after: Mapping[str, object]) -> tuple[Change, ...]:
    """What differs between two states of the same keys, as short values."""
    return tuple(
        Change(key, _short(before.get(key)), _short(after[key]))
        for key in after
        if _plain(before.get(key)) != _plain(after[key])
    )


@dataclass(frozen=True)
class Telling:
    """How one kind of happening is told: as the attributes of SettingsHappening."""

    label: str | Promise
    told: str | Promise = ""
    names: Mapping[str, str | Promise] = field(default_factory=dict)
    units: Mapping[str, str | Promise] = field(default_factory=dict)
    words: Mapping[str, Mapping[str, str | Promise]] = field(default_factory=dict)


def tellings() -> dict[str, Telling]:
    """Every kind of settings happening that is loaded, by its name in the log."""
    return {
        one.__name__: Telling(one.kind_label, one.told, one.names, one.units, one.words)
        for one in _below(SettingsHappening)
    }


def sentences(telling: Telling, data: Mapping[str, Any]) -> tuple[str, ...]:
    """What happened, in words: the happening itself, then each of its changes."""
    opening = str(telling.told) % _Known(data) if telling.told else ""
    changes = (_sentence(telling, one) for one in data.get("changes", ()))
    return tuple(one for one in (opening, *changes) if one)


def _below(kind: type[SettingsHappening]) -> Iterator[type[SettingsHappening]]:
    for one in kind.__subclasses__():
        yield one
        yield from _below(one)


def _plain(value: object) -> str:
    return "" if value is None else str(value)


def _short(value: object) -> str:
    text = " ".join(_plain(value).split())
    return text if len(text) <= SHORT else f"{text[: SHORT - 1]}…"


def _sentence(telling: Telling, change: Mapping[str, str]) -> str:
    unit = str(telling.units.get(change["what"], say("「%s」")))
    values = {
        "what": str(telling.names.get(change["what"], change["what"])),
        "before": unit % _worded(telling, change["what"], change["before"]),
        "after": unit % _worded(telling, change["what"], change["after"]),
    }
    if change["before"] and change["after"]:
        return say("%(what)sを%(before)sから%(after)sに変えました。") % values
    if change["after"]:
        return say("%(what)sを%(after)sにしました。") % values
    return say("%(what)sの%(before)sを消しました。") % values


def _worded(telling: Telling, what: str, value: str) -> str:
    """The value as it is called; the log's older ones were kept in Japanese words already."""
    if what not in telling.words:
        return value
    return str(telling.words[what].get(value, say(value) if value else ""))


class _Known(dict[str, Any]):
    """A field that an older event did not have yet is told as a dash."""

    def __missing__(self, key: str) -> str:
        return "－"
