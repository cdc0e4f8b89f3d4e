"""What differs between two versions of a sheet, line by line."""

from collections.abc import Iterator
from datetime import date

from madoguchi.desk.expectations.contents import Contents, Figure, Gap
from madoguchi.desk.expectations.models import SheetFigure, SheetManner
from madoguchi.desk.expectations.rows import Difference, plain
from madoguchi.desk.platform.days import long_day
from madoguchi.desk.platform.words import say


def differences(before: Contents, after: Contents) -> tuple[Difference, ...]:
    """The lines that one of them lacks or says differently, in the order of the sheet."""
    was, now = dict(_lines(before)), dict(_lines(after))
    return tuple(
        Difference(what, was.get(what, ""), now.get(what, ""))
        for what in dict.fromkeys((*was, *now))
        if was.get(what, "") != now.get(what, "")
    )


def _lines(contents: Contents) -> Iterator[tuple[str, str]]:
    """What a line is about, once each, and what it says."""
    seen: dict[str, int] = {}
    for what, words in _all(contents):
        seen[what] = seen.get(what, 0) + 1
        yield (what if seen[what] == 1 else f"{what} {seen[what]}"), words


def _all(contents: Contents) -> Iterator[tuple[str, str]]:
    yield say("始まる日"), _day(contents.valid_from)
    yield say("見直しの日"), _day(contents.review_on)
    for figure in contents.figures:
        yield figure.label, _figure(figure)
    labels = dict(SheetManner.Kind.choices)
    for manner in contents.manners:
        yield str(labels[manner.kind]), manner.words
    for gap in contents.gaps:
        yield say("未決：%(what)s") % {"what": gap.what}, _gap(gap)


def _figure(figure: Figure) -> str:
    bound = dict(SheetFigure.Comparison.choices)[figure.comparison]
    words = f"{plain(figure.target)}{figure.unit}{bound}"
    by = say("%(day)sまで") % {"day": _day(figure.by_on)} if figure.by_on else ""
    return say("、").join(part for part in (words, _within(figure), by) if part)


def _within(figure: Figure) -> str:
    if figure.within is None:
        return ""
    hours = figure.measure.startswith("resolved")
    return say("%(n)d時間以内" if hours else "%(n)d分以内") % {"n": figure.within}


def _gap(gap: Gap) -> str:
    by = say("%(day)sまで") % {"day": _day(gap.by_on)} if gap.by_on else ""
    return say("、").join(part for part in (gap.who, by) if part)


def _day(day: date | None) -> str:
    return long_day(day) if day else ""
