"""Self-checks: the months of each client's desk, and one sheet."""

from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta

from madoguchi.desk.adherence.actions.selfchecks import Measured, Sheet
from madoguchi.desk.adherence.asked import Asked
from madoguchi.desk.adherence.models import SelfCheck, SelfCheckLine
from madoguchi.desk.adherence.months import first_months
from madoguchi.desk.adherence.queries.counting import checks, counted
from madoguchi.desk.adherence.queries.figures import titles
from madoguchi.desk.adherence.rows import LineRow, MonthRow, SheetRow
from madoguchi.desk.clients.queries.sight import Sight
from madoguchi.desk.platform.days import next_month
from madoguchi.desk.platform.rows import ClientChip
from madoguchi.engines.rulebook import RULES

MONTHS = 3  # the running one and two before it
# The seventeen of the communication chapter: 0.1 … 0.17.
JUDGED = tuple(slug for slug, rule in RULES.items() if rule.number.startswith("0."))


def month_rows(sight: Sight, today: date) -> tuple[MonthRow, ...]:
    """For each client in sight the running month and two before it, the newest month first.

    A month before a desk's first message is none of its own.
    """
    months = _months(today)
    began = first_months(sight.client_ids, today=today)
    filled = {
        (one.client_id, one.month): one
        for one in SelfCheck.objects.filter(month__in=months)
        .select_related("person")
        .prefetch_related("lines")
    }
    return tuple(
        _month(chip, month, filled.get((chip.pk, month)))
        for month in months
        for chip in sight.clients
        if month >= began[chip.pk]
    )


def is_of_desk(client_id: int, month: date, today: date) -> bool:
    """Whether that month can be looked back at."""
    return first_months([client_id], today=today)[client_id] <= month <= today


def measured(client_id: int, month: date) -> dict[str, Measured]:
    """By rule: the messages of the month, and those that left with an unrejected finding of it."""
    asked = _in_month(client_id, month)
    messages = checks(asked).count()
    found = counted(asked)
    return {
        slug: Measured(messages, min(found.get(slug, {}).get("broken", 0), messages))
        for slug in JUDGED
    }


def blank_sheet(
    chip: ClientChip, month: date, typed: Sheet | None = None, refusal: str = ""
) -> SheetRow:
    """A sheet to be filled in, with what was typed into it already."""
    judged = typed.judged if typed else {}
    called = titles()
    lines = tuple(
        LineRow(
            rule=slug,
            number=RULES[slug].number,
            title=called[slug],
            checked=figures.checked,
            broken=figures.broken,
            query=_query(chip.pk, month, slug),
            judgement=judged[slug].judgement if slug in judged else "",
            note=judged[slug].note if slug in judged else "",
        )
        for slug, figures in measured(chip.pk, month).items()
    )
    return SheetRow(
        client=chip, month=month, lines=lines, note=typed.note if typed else "", refusal=refusal
    )


def filled_sheet(filled: SelfCheck, chip: ClientChip) -> SheetRow:
    """A sheet as it was filled in."""
    called = titles()
    kept = {line.rule: line for line in SelfCheckLine.objects.filter(self_check=filled)}
    lines = tuple(
        LineRow(
            rule=slug,
            number=RULES[slug].number if slug in RULES else "",
            title=called.get(slug, slug),
            checked=line.checked,
            broken=line.broken,
            query=_query(chip.pk, filled.month, slug),
            judgement=line.judgement,
            judgement_label=str(line.get_judgement_display()),
            note=line.note,
        )
        for slug, line in _in_order(kept).items()
    )
    return SheetRow(
        client=chip,
        month=filled.month,
        lines=lines,
        note=filled.note,
        person_name=filled.person.name,
        at=filled.at,
    )


def _in_order(kept: Mapping[str, SelfCheckLine]) -> dict[str, SelfCheckLine]:
    order = list(RULES)
    return dict(
        sorted(kept.items(), key=lambda one: order.index(one[0]) if one[0] in RULES else len(order))
    )


def _months(today: date) -> list[date]:
    months = [today.replace(day=1)]
    while len(months) < MONTHS:
        months.append((months[-1] - timedelta(days=1)).replace(day=1))
    return months


def _in_month(client_id: int, month: date, rule: str = "") -> Asked:
    return Asked(first=month, end=next_month(month), weeks=0, client_id=client_id, rule=rule)


def _query(client_id: int, month: date, rule: str) -> str:
    return _in_month(client_id, month, rule).query(
        what="found", by="", weeks="", month=f"{month:%Y-%m}"
    )


def _month(chip: ClientChip, month: date, filled: SelfCheck | None) -> MonthRow:
    if filled is None:
        return MonthRow(client=chip, month=month)
    judged = Counter(line.judgement for line in filled.lines.all())
    return MonthRow(
        client=chip,
        month=month,
        person_name=filled.person.name,
        at=filled.at,
        kept=judged["kept"],
        partly=judged["partly"],
        not_kept=judged["not_kept"],
    )
