"""The story's expectation sheets become rows: drafted, proposed and agreed to, version after version."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from madoguchi.desk.clients import policies
from madoguchi.desk.clients.models import Client
from madoguchi.desk.demo.story.expectations import SHEETS, Sheets, Version
from madoguchi.desk.expectations.actions import drafting, following, signing
from madoguchi.desk.expectations.contents import Contents
from madoguchi.desk.expectations.models import Sheet, SheetFigure, SheetGap
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import walls

DRAFTED = time(15)


def replay_expectations(
    clients: Mapping[str, Client], people: Mapping[str, Person], *, now: datetime
) -> None:
    """Each client's versions, the oldest first, in that client's wall."""
    for story in SHEETS:
        client = clients[story.client]
        with walls.within([client.pk]):
            today = now.astimezone(policies.in_force(client.pk).calendar.zone)
            for version in story.versions:
                _version(version, story, client, people[story.director], today)


def _version(
    version: Version, story: Sheets, client: Client, director: Person, today: datetime
) -> None:
    begins = _month(today.date(), -version.begins_months_ago)
    agreed_on = begins - timedelta(days=version.signed_days_before)
    at = datetime.combine(agreed_on, DRAFTED, today.tzinfo)
    contents = Contents(
        valid_from=begins,
        review_on=_month(begins, version.review_in_months) + timedelta(days=7),
        figures=version.figures,
        manners=version.manners,
        gaps=version.gaps,
    )
    sheet = drafting.begin_sheet(client_id=client.pk, person=director, now=at)
    drafting.write_sheet(sheet_id=sheet.pk, contents=contents, person=director, now=at)
    sheet = signing.propose_sheet(sheet_id=sheet.pk, person=director, now=at)
    signing.sign_for_us(sheet_id=sheet.pk, text_hash=sheet.text_hash, person=director, now=at)
    if version.signed_by_them:
        _sign_for_them(sheet, story, director, at + timedelta(hours=1))
    _follow(sheet, version, director, at + timedelta(days=10))


def _sign_for_them(sheet: Sheet, story: Sheets, director: Person, at: datetime) -> None:
    if story.member:
        signing.sign_for_them(
            sheet_id=sheet.pk,
            text_hash=sheet.text_hash,
            client_id=sheet.client_id,
            person=Person.objects.get(email=story.member),
            now=at,
        )
        return
    signing.record_their_sign_off(
        sheet_id=sheet.pk,
        text_hash=sheet.text_hash,
        told=signing.Told(name=story.signer, note=story.note),
        person=director,
        now=at,
    )


def _follow(sheet: Sheet, version: Version, director: Person, at: datetime) -> None:
    gaps = SheetGap.objects.filter(sheet=sheet).order_by("position")
    for gap in gaps[: version.closes_gaps]:
        following.close_gap(gap_id=gap.pk, person=director, now=at)
    for place, value in version.readings:
        figure = SheetFigure.objects.get(sheet=sheet, position=place)
        following.read_figure(figure_id=figure.pk, value=Decimal(value), person=director, now=at)


def _month(day: date, months: int) -> date:
    """The first of the month so many after, or before, the one of this day."""
    number = day.year * 12 + day.month - 1 + months
    return date(number // 12, number % 12 + 1, 1)
