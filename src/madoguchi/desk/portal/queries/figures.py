"""What is agreed and what it stands at: counted by the desk, told without a word of any customer's."""

from decimal import Decimal
from urllib.parse import urlencode

from madoguchi.desk.clients import policies
from madoguchi.desk.expectations.figures import Key
from madoguchi.desk.expectations.measures import MEASURES, with_number
from madoguchi.desk.expectations.models import SheetFigure
from madoguchi.desk.expectations.queries.behind import Place, behind
from madoguchi.desk.expectations.queries.measured import measured
from madoguchi.desk.expectations.queries.sheets import sheet_of_month
from madoguchi.desk.expectations.rows import FigureRow, Measured, SheetRow
from madoguchi.desk.expectations.windows import Window
from madoguchi.desk.platform import walls
from madoguchi.desk.platform.words import say
from madoguchi.desk.portal.rows import RepliesPage, ReplyRow, Tile

# Those whose rows this portal shows, one line a conversation.
OPENED = (
    *("first_reply_within", "first_reply_median", "resolved_within", "resolved_within_open"),
    "guard_kept",
)


def sheet_of(window: Window) -> SheetRow | None:
    """The sheet that both sides agreed to, measured over all that was answered in the month."""
    with walls.as_the_desk():
        return sheet_of_month(window)


def tiles(window: Window, sheet: SheetRow | None) -> tuple[Tile, ...]:
    """The sheet's figures; without a sheet how fast the desk answers, by the targets of its contract."""
    if sheet is not None:
        return tuple(_agreed(one) for one in sheet.figures)
    policy = policies.in_force(window.client_id)
    due = policy.targets.due_minutes
    asked = (("first_reply_within", due), ("first_reply_median", None))
    with walls.as_the_desk():
        stands = measured(window, asked)
    labels = (
        say("初回返信 %(n)d分以内") % {"n": due},
        say("初回返信の中央値"),
    )
    return tuple(
        _contracted(label, key, stands[key]) for label, key in zip(labels, asked, strict=True)
    )


def goal_of(client_id: int, sheet: SheetRow | None) -> float | None:
    """What is agreed for the replies in time, per cent; None where the sheet counts other minutes."""
    if sheet is None:
        return None
    due = policies.in_force(client_id).targets.due_minutes
    agreed = (
        float(one.target)
        for one in sheet.figures
        if (one.measure, one.within) == ("first_reply_within", due)
    )
    return next(agreed, None)


def rows_behind(
    window: Window, measure: str, within: int | None, *, missed: bool, before: Place | None
) -> RepliesPage:
    """What a figure of the month counted, fifty at a time; `measure` is one of OPENED."""
    with walls.as_the_desk():
        found = behind(
            SheetFigure(measure=measure, within=within), window, missed=missed, before=before
        )
    rows = tuple(
        ReplyRow(
            number=f"MG-{one.conversation_id}",
            since=one.at,
            took=one.took_words,
            is_done=one.is_done,
            is_missed=one.is_missed,
        )
        for one in found.rows
    )
    told = MEASURES[measure]
    query = _query(measure, within)
    title, about = (with_number(str(one), within) for one in (told.label, told.about))
    return RepliesPage(title, about, rows, missed, query, found.older)


def _agreed(one: FigureRow) -> Tile:
    target = say("目標 %(target)s") % {"target": one.target_words}
    return _tile(one, target, {None: "", True: "ok", False: "warn"}[one.is_reached])


def _contracted(label: str, key: Key, stands: Measured) -> Tile:
    """One that nothing is agreed about in a sheet."""
    told = MEASURES[key[0]]
    figure = FigureRow(
        pk=0,
        label=label,
        measure=told.key,
        within=key[1],
        comparison=told.comparison,
        target=Decimal(0),
        unit=told.unit,
        by_on=None,
        now=stands,
    )
    return _tile(figure)


def _tile(one: FigureRow, target: str = "", tone: str = "") -> Tile:
    unit = say(one.unit) if one.unit else ""
    counts = ""
    if one.now is not None and one.now.is_share and one.now.counted:
        counts = say("%(kept)d / %(counted)d件") % {
            "kept": one.now.kept,
            "counted": one.now.counted,
        }
    return Tile(
        label=one.label,
        value=one.now_words.removesuffix(unit),
        unit=unit,
        note=say("・").join(part for part in (target, counts) if part),
        tone=tone,
        page=_page(one.measure),
        query=_query(one.measure, one.within) if one.measure in OPENED else "",
    )


def _page(measure: str) -> str:
    """What somebody read by hand stands on the sheet's page, with who read it."""
    if measure == "promises_kept":
        return "portal-promises"
    return "portal-figure" if measure in OPENED else "portal-expectations"


def _query(measure: str, within: int | None) -> str:
    return urlencode({"of": measure, **({} if within is None else {"within": within})})
