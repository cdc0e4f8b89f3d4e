"""The table of figures: one row a rule, operator, client or week."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from madoguchi.desk.adherence.asked import WHAT, Asked
from madoguchi.desk.adherence.queries.counting import Group, checked, counted, groups_checked
from madoguchi.desk.adherence.rows import Figure, FiguresRow
from madoguchi.desk.clients.queries.sight import Sight
from madoguchi.desk.clients.rule_titles import titled
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform.days import long_day
from madoguchi.desk.platform.rows import ClientChip
from madoguchi.desk.platform.words import say
from madoguchi.desk.rulebook.in_force import book
from madoguchi.engines.rulebook import RULES

NOTHING = dict.fromkeys((*WHAT[1:], "broken"), 0)


@dataclass(frozen=True)
class _Named:
    """How a group is called, and what narrows to it."""

    name: str
    narrows: dict[str, object]
    number: str = ""
    client: ClientChip | None = None


def figures(asked: Asked, sight: Sight) -> tuple[FiguresRow, ...]:
    """The rows in the order of the book, of names, of the sidebar, or the newest week first."""
    found = counted(asked)
    of_group = checked(asked)
    named = _named(asked, found, sight)
    return tuple(
        _row(asked, one, {**NOTHING, **found.get(group, {})}, of_group[group])
        for group, one in named.items()
    )


def titles() -> dict[str, str]:
    """What each rule is called, in the order of the book in force; by itself where no book names it."""
    of_book = book().titles
    in_order = dict.fromkeys((*of_book, *RULES))
    return {slug: titled(slug, of_book.get(slug, "")) for slug in in_order if slug in RULES}


def _row(asked: Asked, one: _Named, counts: dict[str, int], messages: int) -> FiguresRow:
    def figure(what: str) -> Figure:
        count = messages if what == "checked" else counts[what]
        return Figure(count, asked.query(**{"what": what, "by": "", **one.narrows}))

    return FiguresRow(
        name=one.name,
        number=one.number,
        client=one.client,
        query=asked.query(**{**_next(asked.by), **one.narrows}),
        broken=counts["broken"],
        **{what: figure(what) for what in WHAT},
    )


def _next(by: str) -> dict[str, object]:
    """What a narrowed table is broken down by: a rule by operator, everything else by rule."""
    return {"by": "person" if by == "rule" else "rule"}


def _named(asked: Asked, found: Mapping[Group, object], sight: Sight) -> dict[Group, _Named]:
    match asked.by:
        case "person":
            return _people(asked)
        case "client":
            return _clients(asked, sight)
        case "week":
            return _weeks(asked)
        case _:
            return _rules(asked, found)


def _rules(asked: Asked, found: Mapping[Group, object]) -> dict[Group, _Named]:
    """All rules, those without a finding too; one that is no longer in the book comes last."""
    called = titles()
    shown = [slug for slug in called if not asked.rule or slug == asked.rule]
    gone = sorted(str(slug) for slug in found if slug not in RULES)
    return {
        slug: _Named(
            called.get(slug, slug),
            {"rule": slug},
            number=RULES[slug].number if slug in RULES else "",
        )
        for slug in (*shown, *gone)
    }


def _people(asked: Asked) -> dict[Group, _Named]:
    ids = [one for one in groups_checked(asked) if isinstance(one, int)]
    people = Person.objects.filter(pk__in=ids).order_by("name", "pk")
    return {one.pk: _Named(one.name, {"person": one.pk}) for one in people}


def _clients(asked: Asked, sight: Sight) -> dict[Group, _Named]:
    return {
        chip.pk: _Named(chip.name, {"client": chip.pk}, client=chip)
        for chip in sight.clients
        if asked.client_id in (None, chip.pk)
    }


def _weeks(asked: Asked) -> dict[Group, _Named]:
    mondays = [one for one in groups_checked(asked) if isinstance(one, date)]
    return {
        monday: _Named(say("%(day)sからの週") % {"day": long_day(monday)}, {"week": monday})
        for monday in sorted(mondays, reverse=True)
    }
