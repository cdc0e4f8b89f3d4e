"""A version is drafted, proposed and agreed to by both sides; its text never changes on the way."""

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import close_old_connections, connections

from madoguchi.desk.clients.models import Client
from madoguchi.desk.expectations import contents, kept
from madoguchi.desk.expectations.actions import drafting, following, signing
from madoguchi.desk.expectations.authority import DirectorNeeded
from madoguchi.desk.expectations.models import Sheet, SheetFigure, SheetGap, SignOff
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import walls
from madoguchi.desk.platform.models import Event
from madoguchi.desk.platform.refusals import Refusal
from tests import builders
from tests.desk.expectations.scene import (
    CONTENTS,
    FIRST_REPLY,
    agreed,
    drafted,
    proposed,
    sheet_in_force,
)

NOW = builders.NOW
TOLD = signing.Told(name="佐伯 香織", note="打ち合わせで")


def of(client: Client) -> list[tuple[int, str]]:
    """The client's versions with their states."""
    with walls.transaction([client.pk]):
        return list(
            Sheet.objects.filter(client=client).order_by("version").values_list("version", "state")
        )


def refused(client: Client, act: Callable[[], object], kind: type[Refusal]) -> None:
    with walls.transaction([client.pk]), pytest.raises(kind):
        act()


def test_a_sheet_says_what_was_written(hikari: Client, dai: Person) -> None:
    sheet = drafted(hikari, dai)

    with walls.transaction([hikari.pk]):
        assert kept.contents_of(sheet) == CONTENTS
        assert list(Event.objects.order_by("pk").values_list("kind", flat=True)) == [
            "SheetDrafted",
            "SheetEdited",
        ]


@pytest.mark.parametrize("key", ["ann", "ada"])
def test_an_operator_and_an_admin_do_not_write_it(
    hikari: Client, key: str, request: pytest.FixtureRequest
) -> None:
    person: Person = request.getfixturevalue(key)

    refused(
        hikari,
        lambda: drafting.begin_sheet(client_id=hikari.pk, person=person, now=NOW),
        DirectorNeeded,
    )


def test_both_sides_sign_the_same_text_and_it_is_in_force(hikari: Client, dai: Person) -> None:
    sheet = agreed(hikari, dai)

    assert of(hikari) == [(1, "in_force")]
    with walls.transaction([hikari.pk]):
        signs = SignOff.objects.filter(sheet=sheet).order_by("pk")
        assert [(one.side, one.name) for one in signs] == [("us", dai.name), ("them", "佐伯 香織")]
        assert {one.text_hash for one in signs} == {contents.hash_of(sheet.text)}
        in_force = sheet_in_force(hikari, NOW)
    assert in_force is not None
    assert in_force.version == 1


def test_one_side_alone_puts_nothing_in_force(hikari: Client, dai: Person) -> None:
    sheet = proposed(hikari, dai)
    with walls.transaction([hikari.pk]):
        signing.sign_for_us(sheet_id=sheet.pk, text_hash=sheet.text_hash, person=dai, now=NOW)
        assert sheet_in_force(hikari, NOW) is None

    assert of(hikari) == [(1, "proposed")]


def test_a_side_signs_once(hikari: Client, dai: Person) -> None:
    sheet = proposed(hikari, dai)

    def sign() -> SignOff:
        return signing.sign_for_us(
            sheet_id=sheet.pk, text_hash=sheet.text_hash, person=dai, now=NOW
        )

    with walls.transaction([hikari.pk]):
        sign()
    refused(hikari, sign, signing.AlreadySigned)


def test_a_text_that_changed_meanwhile_is_not_signed(hikari: Client, dai: Person) -> None:
    first = proposed(hikari, dai)
    second = proposed(hikari, dai, replace(CONTENTS, gaps=()))

    refused(
        hikari,
        lambda: signing.sign_for_us(
            sheet_id=first.pk, text_hash=first.text_hash, person=dai, now=NOW
        ),
        signing.NotProposed,
    )
    refused(
        hikari,
        lambda: signing.sign_for_us(
            sheet_id=second.pk, text_hash=first.text_hash, person=dai, now=NOW
        ),
        signing.TextChanged,
    )
    assert of(hikari) == [(1, "superseded"), (2, "proposed")]


def test_a_change_is_a_new_version_that_needs_both_again(hikari: Client, dai: Person) -> None:
    agreed(hikari, dai)
    harder = replace(CONTENTS, figures=(replace(FIRST_REPLY, target=Decimal(98)),))
    proposed(hikari, dai, harder)
    assert of(hikari) == [(1, "in_force"), (2, "proposed")]

    agreed(hikari, dai, harder)

    assert of(hikari) == [(1, "superseded"), (2, "superseded"), (3, "in_force")]


def test_the_one_before_holds_until_the_new_one_begins(hikari: Client, dai: Person) -> None:
    agreed(hikari, dai)
    agreed(hikari, dai, replace(CONTENTS, valid_from=date(2026, 12, 1)))

    with walls.transaction([hikari.pk]):
        today = sheet_in_force(hikari, NOW)
        then = sheet_in_force(hikari, NOW + timedelta(days=14))

    assert (today and today.version, then and then.version) == (1, 2)


def test_a_member_signs_for_their_own_client_alone(
    hikari: Client, tsubame: Client, dai: Person, cora: Person, mika: Person
) -> None:
    sheet = proposed(hikari, dai)

    def sign(person: Person, client: Client) -> Callable[[], SignOff]:
        return lambda: signing.sign_for_them(
            sheet_id=sheet.pk,
            text_hash=sheet.text_hash,
            client_id=client.pk,
            person=person,
            now=NOW,
        )

    refused(hikari, sign(mika, tsubame), signing.NotOfTheClient)
    refused(tsubame, sign(mika, tsubame), signing.NotProposed)
    with walls.transaction([hikari.pk]):
        signed = sign(cora, hikari)()
    assert (signed.side, signed.person) == ("them", cora)


@pytest.mark.parametrize(
    ("changes", "kind"),
    [
        ({"figures": (), "manners": ()}, signing.NothingExpected),
        ({"valid_from": None}, signing.DaysMissing),
        ({"review_on": None}, signing.DaysMissing),
    ],
)
def test_a_sheet_that_lacks_something_is_not_proposed(
    hikari: Client, dai: Person, changes: dict[str, object], kind: type[Refusal]
) -> None:
    sheet = drafted(hikari, dai, replace(CONTENTS, **changes))  # type: ignore[arg-type] # as named above

    refused(hikari, lambda: signing.propose_sheet(sheet_id=sheet.pk, person=dai, now=NOW), kind)


def test_two_who_write_the_same_draft_do_not_overwrite_each_other(
    hikari: Client, dai: Person
) -> None:
    sheet = drafted(hikari, dai)

    refused(
        hikari,
        lambda: drafting.write_sheet(
            sheet_id=sheet.pk,
            contents=CONTENTS,
            person=dai,
            now=NOW,
            seen=NOW - timedelta(minutes=1),
        ),
        drafting.EditedMeanwhile,
    )


def test_a_draft_can_be_thrown_away_and_a_proposed_sheet_cannot(
    hikari: Client, dai: Person
) -> None:
    sheet = drafted(hikari, dai)
    with walls.transaction([hikari.pk]):
        drafting.discard_sheet(sheet_id=sheet.pk, person=dai, now=NOW)
    assert of(hikari) == []

    fixed = proposed(hikari, dai)
    refused(
        hikari,
        lambda: drafting.discard_sheet(sheet_id=fixed.pk, person=dai, now=NOW),
        drafting.NoDraft,
    )


def test_a_gap_is_closed_once_by_whom_and_when(hikari: Client, dai: Person) -> None:
    sheet = agreed(hikari, dai)
    with walls.transaction([hikari.pk]):
        gap = SheetGap.objects.get(sheet=sheet)
        following.close_gap(gap_id=gap.pk, person=dai, now=NOW)
        gap.refresh_from_db()
    assert (gap.closed_at, gap.closed_by) == (NOW, dai)

    refused(
        hikari,
        lambda: following.close_gap(gap_id=gap.pk, person=dai, now=NOW),
        following.CannotCloseGap,
    )


def test_a_closed_gap_is_not_asked_again_in_the_next_version(hikari: Client, dai: Person) -> None:
    sheet = agreed(hikari, dai)
    with walls.transaction([hikari.pk]):
        gap = SheetGap.objects.get(sheet=sheet)
        following.close_gap(gap_id=gap.pk, person=dai, now=NOW)
        following_one = drafting.begin_sheet(client_id=hikari.pk, person=dai, now=NOW)
        said = kept.contents_of(following_one)

    assert said.gaps == ()
    assert said.figures == CONTENTS.figures


def test_a_free_figure_is_read_by_hand_and_a_computed_one_is_not(
    hikari: Client, dai: Person
) -> None:
    sheet = agreed(hikari, dai)
    with walls.transaction([hikari.pk]):
        computed, free = SheetFigure.objects.filter(sheet=sheet).order_by("position")
        for value in ("4.4", "4.6"):
            following.read_figure(figure_id=free.pk, value=Decimal(value), person=dai, now=NOW)
        shown = sheet_in_force(hikari, NOW)
    assert shown is not None
    assert [row.now_words for row in shown.figures] == ["", "4.6点"]
    assert [row.is_reached for row in shown.figures] == [None, True]

    refused(
        hikari,
        lambda: following.read_figure(figure_id=computed.pk, value=Decimal(1), person=dai, now=NOW),
        following.ComputedByItself,
    )


@pytest.mark.django_db(transaction=True)
def test_both_sides_sign_at_once_and_both_are_heard(hikari: Client, dai: Person) -> None:
    sheet = proposed(hikari, dai)
    ready = threading.Barrier(2)
    failed: list[Exception] = []

    def run(act: Callable[[], object]) -> None:
        try:
            ready.wait(10)
            with walls.transaction([hikari.pk]):
                act()
        except Exception as error:  # noqa: BLE001 -- told by the test's own thread
            failed.append(error)
        finally:
            connections.close_all()

    acts = (
        lambda: signing.sign_for_us(
            sheet_id=sheet.pk, text_hash=sheet.text_hash, person=dai, now=NOW
        ),
        lambda: signing.record_their_sign_off(
            sheet_id=sheet.pk, text_hash=sheet.text_hash, told=TOLD, person=dai, now=NOW
        ),
    )
    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for one in threads:
        one.start()
    for one in threads:
        one.join(20)

    close_old_connections()
    assert failed == []
    assert of(hikari) == [(1, "in_force")]
