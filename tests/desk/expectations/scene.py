"""A sheet with two figures, agreed to by both sides; and what is needed to write one."""

from datetime import date, datetime
from decimal import Decimal

from madoguchi.desk.clients import policies
from madoguchi.desk.clients.models import Client
from madoguchi.desk.expectations.actions import drafting, signing
from madoguchi.desk.expectations.contents import Contents, Figure, Gap, Manner
from madoguchi.desk.expectations.models import Sheet
from madoguchi.desk.expectations.queries.sheets import sheet_of_month
from madoguchi.desk.expectations.rows import SheetRow
from madoguchi.desk.expectations.windows import month_to_date
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import walls
from tests import builders

FIRST_REPLY = Figure(
    label="初回返信 1時間以内",
    measure="first_reply_within",
    within=60,
    target=Decimal(95),
    unit="%",
)
SATISFACTION = Figure(label="お客様の満足度", target=Decimal("4.5"), unit="点")
CONTENTS = Contents(
    valid_from=date(2026, 10, 1),
    review_on=date(2027, 1, 8),
    figures=(FIRST_REPLY, SATISFACTION),
    manners=(Manner(kind="tone", words="短く、ていねいに。お詫びは一度。"),),
    gaps=(Gap(what="夜間の連絡先", side="them", who="佐伯 香織", by_on=date(2026, 11, 25)),),
)


def drafted(client: Client, director: Person, contents: Contents = CONTENTS) -> Sheet:
    """The next version's draft."""
    with walls.transaction([client.pk]):
        sheet = drafting.begin_sheet(client_id=client.pk, person=director, now=builders.NOW)
        return drafting.write_sheet(
            sheet_id=sheet.pk, contents=contents, person=director, now=builders.NOW
        )


def proposed(client: Client, director: Person, contents: Contents = CONTENTS) -> Sheet:
    """The next version, whose text both sides are asked for."""
    sheet = drafted(client, director, contents)
    with walls.transaction([client.pk]):
        return signing.propose_sheet(sheet_id=sheet.pk, person=director, now=builders.NOW)


def agreed(
    client: Client, director: Person, contents: Contents = CONTENTS, *, now: datetime = builders.NOW
) -> Sheet:
    """The next version, in force."""
    sheet = proposed(client, director, contents)
    with walls.transaction([client.pk]):
        signing.sign_for_us(sheet_id=sheet.pk, text_hash=sheet.text_hash, person=director, now=now)
        signing.record_their_sign_off(
            sheet_id=sheet.pk,
            text_hash=sheet.text_hash,
            told=signing.Told(name="佐伯 香織", note="打ち合わせで"),
            person=director,
            now=now,
        )
        return Sheet.objects.get(pk=sheet.pk)


def sheet_in_force(client: Client, now: datetime) -> SheetRow | None:
    """What the pages of the running month show."""
    return sheet_of_month(month_to_date(client.pk, policies.in_force(client.pk), now))
