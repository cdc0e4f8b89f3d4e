"""Ways from a sheet and back: the room, a draft that is thrown away, what a free figure stood at."""

from dataclasses import replace
from datetime import date

from madoguchi.desk.clients.models import Client
from madoguchi.desk.expectations.models import SheetFigure
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import walls
from tests import builders
from tests.desk.expectations.scene import CONTENTS, agreed
from tests.desk.expectations.test_pages import begun, page


def test_throwing_a_draft_away_is_asked_first(hikari: Client, dai: Person) -> None:
    browser = builders.signed_in(dai)
    begun(browser, hikari)

    shown = browser.get(f"{page(hikari)}draft/").content.decode()

    asking = shown.split('<details class="discard">', 1)[1].split("</details>", 1)[0]
    assert "書き込んだことは、すべて消えます" in asking
    assert 'type="submit"' in asking
    assert shown.count("捨てる</button>") == 1


def test_a_free_figure_is_read_with_who_read_it_when_in_all_versions(
    hikari: Client, dai: Person, ann: Person, otto: Person
) -> None:
    sheet = agreed(hikari, dai)
    browser = builders.signed_in(dai)
    with walls.transaction([hikari.pk]):
        free = SheetFigure.objects.get(sheet=sheet, measure="")
    for value in ("4.2", "4.6"):
        browser.post(f"/clients/figures/{free.pk}/readings/", {"value": value})
    there = f"/clients/figures/{free.pk}/"

    assert f'href="{there}"' in browser.get(page(hikari)).content.decode()
    shown = builders.signed_in(ann).get(there).content.decode()
    assert shown.index("4.6点") < shown.index("4.2点")
    assert dai.name in shown
    assert "第1版" in shown
    assert builders.signed_in(otto).get(there).status_code == 404


def test_a_row_that_did_not_change_keeps_its_reading_in_the_next_version(
    hikari: Client, dai: Person
) -> None:
    first = agreed(hikari, dai)
    browser = builders.signed_in(dai)
    with walls.transaction([hikari.pk]):
        free = SheetFigure.objects.get(sheet=first, measure="")
    browser.post(f"/clients/figures/{free.pk}/readings/", {"value": "4.6"})

    other = tuple(replace(one, unit="％") if not one.measure else one for one in CONTENTS.figures)
    agreed(hikari, dai, replace(CONTENTS, review_on=date(2027, 2, 8)))
    kept = browser.get(page(hikari)).content.decode()
    agreed(hikari, dai, replace(CONTENTS, figures=other))
    changed = browser.get(page(hikari)).content.decode()

    assert "4.6点" in kept
    assert "4.6" not in changed


def test_from_the_sheet_it_goes_back_to_the_clients_room(hikari: Client, ann: Person) -> None:
    shown = builders.signed_in(ann).get(page(hikari)).content.decode()

    assert f'href="/rooms/{hikari.pk}/"' in shown.split("<h1>", 1)[0]
