"""A client's sheets as their pages show them: a known number of queries."""

from collections.abc import Iterable
from datetime import date, datetime

from madoguchi.desk.clients import policies
from madoguchi.desk.expectations.contents import Contents
from madoguchi.desk.expectations.kept import contents_of
from madoguchi.desk.expectations.models import (
    Sheet,
    SheetFigure,
    SheetGap,
    SheetManner,
    SignOff,
)
from madoguchi.desk.expectations.queries.differing import differences
from madoguchi.desk.expectations.queries.figured import (
    computed,
    figures_of,
    kept_figures,
    told_figures,
)
from madoguchi.desk.expectations.queries.months import months_of
from madoguchi.desk.expectations.queries.standing import count_anew, kept_asked, standing
from madoguchi.desk.expectations.rows import (
    BesideRow,
    Difference,
    GapRow,
    MannerRow,
    SheetRow,
    SheetsPage,
    SignRow,
    VersionRow,
)
from madoguchi.desk.expectations.windows import Window, month_to_date
from madoguchi.desk.platform import walls
from madoguchi.desk.platform.postgresql import instances, prepared
from madoguchi.desk.platform.rows import ClientChip

WHILE_ANSWERING = (
    "report",
    "frequency",
    "tone",
)  # what is asked of who answers; the rest is a click away
# As `instances` takes them: the sheets that were agreed on, and what is a part of one.
AGREED = "client_id = %(client)s::bigint and agreed_at is not null"
OF_AGREED = """sheet_id in (select s.id from expectations_sheet s
  where s.client_id = %(client)s::bigint and s.agreed_at is not null) order by position, id"""


def sheet_of_month(window: Window) -> SheetRow | None:
    """The agreed sheet that holds in the window's month, with what its measures stand at; None without one.

    One that was agreed for a day to come is shown until then only where none holds yet. Of a month that is
    over: what held at its end, and nothing later.
    """
    sheet = _valid_of(window.client_id, window)
    if sheet is None or (window.ended and sheet.valid_from and sheet.valid_from > window.today):
        return None
    return _row(sheet, window, is_valid=True)


def beside(client_id: int, now: datetime) -> BesideRow | None:
    """What of the sheet stands beside a conversation: manner, and figures as they were counted last."""
    of = {"client": client_id}
    agreed = instances.found(Sheet, AGREED, of)
    if not agreed:
        return None  # most clients have none: nothing more is asked for them
    window = month_to_date(client_id, policies.in_force(client_id), now)
    sheet = valid(agreed, window.today)
    if sheet is None:
        return None
    figures = [
        one for one in instances.found(SheetFigure, OF_AGREED, of) if one.sheet_id == sheet.pk
    ]
    manners = [
        one for one in instances.found(SheetManner, OF_AGREED, of) if one.sheet_id == sheet.pk
    ]
    keys = computed(figures)
    found = standing(window, keys) if keys else None
    return BesideRow(
        client_pk=client_id,
        version=sheet.version,
        valid_from=sheet.valid_from,
        figures=told_figures(figures, found.stands if found else {}, window),
        manners=tuple(_manner(one) for one in manners if one.kind in WHILE_ANSWERING),
        until=found.until if found else None,
    )


def asked_beside(client_id: int) -> tuple[prepared.Asked, ...]:
    """What `beside` asks the database of every client, for who asks it ahead of its time."""
    models = (Sheet, AGREED), (SheetFigure, OF_AGREED), (SheetManner, OF_AGREED)
    statements = (policies.NEWEST, *(instances.finding(*one) for one in models))
    return (*((one, {"client": client_id}) for one in statements), kept_asked(client_id))


def count_month(client_id: int, now: datetime) -> None:
    """Count what the sheet that holds measures, and keep it for the pages that show it in passing."""
    window = month_to_date(client_id, policies.in_force(client_id), now)
    sheet = _valid_of(client_id, window)
    keys = computed(kept_figures(sheet)) if sheet else []
    if keys:
        count_anew(window, keys)


def sheets_page(
    client: ClientChip, *, version: int | None, can_change: bool, now: datetime, month: str = ""
) -> SheetsPage:
    """One version (what waits, what holds, the newest, unless asked for), the others, what differs.

    `month` (「2026-10」) is that of what its measures stand at; without it, the running one.
    """
    sheets = list(Sheet.objects.filter(client_id=client.pk).order_by("-version", "-pk"))
    return _page(client, sheets, version, now, can_change=can_change, month=month)


def members_page(
    client: ClientChip, *, version: int | None, now: datetime, month: str = ""
) -> SheetsPage:
    """The same for the client's own people: only what was proposed to them.

    Which versions these are, their wall says. What was counted they see as figures alone, so that
    the desk counts it for them.
    """
    sheets = list(Sheet.objects.filter(client_id=client.pk).order_by("-version", "-pk"))
    with walls.as_the_desk():
        return _page(client, sheets, version, now, can_change=False, month=month)


def _page(
    client: ClientChip,
    sheets: list[Sheet],
    version: int | None,
    now: datetime,
    *,
    can_change: bool,
    month: str,
) -> SheetsPage:
    window = month_to_date(client.pk, policies.in_force(client.pk), now)
    held = valid(sheets, window.today)
    shown = _chosen(sheets, version, held)
    before = _before(shown, sheets) if shown else None
    months, counted = months_of(client.pk, month, now) if shown else (None, window)
    return SheetsPage(
        client=client,
        shown=_row(shown, window, is_valid=shown == held, counted=counted) if shown else None,
        months=months,
        versions=tuple(_version(one, shown) for one in sheets),
        differences=_differences(before, shown) if before and shown else (),
        differs_from=before.version if before else 0,
        can_change=can_change,
        has_draft=any(one.state == Sheet.State.DRAFT for one in sheets),
    )


def draft_of(client_id: int) -> tuple[Sheet, Contents] | None:
    """The draft and what it says; None where nothing is drafted."""
    sheet = Sheet.objects.filter(client_id=client_id, state=Sheet.State.DRAFT).first()
    return None if sheet is None else (sheet, contents_of(sheet))


def valid(sheets: Iterable[Sheet], today: date) -> Sheet | None:
    """Of these the agreed one that holds on this day; the next to hold where none does yet."""
    agreed = sorted((one for one in sheets if one.agreed_at), key=lambda one: one.version)
    held = [one for one in agreed if one.valid_from and one.valid_from <= today]
    return held[-1] if held else next(iter(agreed), None)


def _valid_of(client_id: int, window: Window) -> Sheet | None:
    return valid(Sheet.objects.filter(client_id=client_id, agreed_at__isnull=False), window.today)


def _row(
    sheet: Sheet, window: Window, *, is_valid: bool, counted: Window | None = None
) -> SheetRow:
    """As it stands in `window`, with what its measures stand at in the month that is `counted`."""
    signs = SignOff.objects.filter(sheet=sheet).order_by("at", "pk")
    gaps = SheetGap.objects.filter(sheet=sheet).order_by("position", "pk")
    return SheetRow(
        pk=sheet.pk,
        version=sheet.version,
        state=sheet.state,
        state_label=str(sheet.get_state_display()),
        valid_from=sheet.valid_from,
        review_on=sheet.review_on,
        text_hash=sheet.text_hash,
        figures=figures_of(sheet, counted or window),
        manners=_manners(sheet),
        gaps=tuple(_gap(one, window.today) for one in gaps),
        signs=tuple(
            SignRow(side=one.side, name=one.name, at=one.at, note=one.note) for one in signs
        ),
        is_valid=is_valid,
        is_review_due=is_valid and sheet.review_on is not None and sheet.review_on <= window.today,
    )


def _manners(sheet: Sheet) -> tuple[MannerRow, ...]:
    manners = SheetManner.objects.filter(sheet=sheet).order_by("position", "pk")
    return tuple(_manner(one) for one in manners)


def _manner(manner: SheetManner) -> MannerRow:
    return MannerRow(manner.kind, str(manner.get_kind_display()), manner.words)


def _gap(gap: SheetGap, today: date) -> GapRow:
    return GapRow(
        pk=gap.pk,
        what=gap.what,
        side=gap.side,
        who=gap.who,
        by_on=gap.by_on,
        closed_at=gap.closed_at,
        is_late=gap.closed_at is None and gap.by_on is not None and gap.by_on < today,
    )


def _chosen(sheets: list[Sheet], version: int | None, held: Sheet | None) -> Sheet | None:
    if version is not None:
        return next((one for one in sheets if one.version == version), None)
    asked = next((one for one in sheets if one.state == Sheet.State.PROPOSED), None)
    return asked or held or next(iter(sheets), None)


def _before(shown: Sheet, sheets: list[Sheet]) -> Sheet | None:
    """The agreed version before the shown one; where none was agreed, the one before it."""
    older = [one for one in sheets if one.version < shown.version]
    return next((one for one in older if one.agreed_at), None) or next(iter(older), None)


def _differences(before: Sheet, shown: Sheet) -> tuple[Difference, ...]:
    return differences(contents_of(before), contents_of(shown))


def _version(sheet: Sheet, shown: Sheet | None) -> VersionRow:
    return VersionRow(
        pk=sheet.pk,
        version=sheet.version,
        state=sheet.state,
        state_label=str(sheet.get_state_display()),
        valid_from=sheet.valid_from,
        agreed_at=sheet.agreed_at,
        current=shown is not None and shown.pk == sheet.pk,
    )
