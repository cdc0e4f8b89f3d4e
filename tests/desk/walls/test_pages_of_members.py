"""The pages of a client's own people, door by door: theirs alone."""

import pytest

from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import walls
from tests import builders
from tests.desk.walls.addresses import DOORS, DOORS_OF_MEMBERS, Door
from tests.desk.walls.belongings import Belongings
from tests.desk.walls.tables import rows_of

# Signs that both sides set on what was said in the room: tried in tests/desk/rooms.
OF_BOTH_SIDES = {"room-reaction", "room-pin", "room-no-answer"}
OF_THE_DESK = [door for door in DOORS if door.name not in OF_BOTH_SIDES]
their_doors = pytest.mark.parametrize(
    "door", DOORS_OF_MEMBERS, ids=[door.name for door in DOORS_OF_MEMBERS]
)


@their_doors
def test_cora_gets_in(door: Door, hikaris: Belongings, cora: Person) -> None:
    assert door.knock(builders.signed_in(cora), hikaris).status in {200, 302, 422}


@their_doors
def test_a_member_of_another_client_and_the_providers_people_find_nothing(
    door: Door, hikaris: Belongings, mika: Person, otto: Person, ann: Person, ada: Person
) -> None:
    before = _kept(hikaris)
    absent = door.knock(builders.signed_in(mika), hikaris, pk=987_654_321)

    hidden = door.knock(builders.signed_in(mika), hikaris)

    assert (hidden.status, hidden.shows_a_secret) == (absent.status, False)
    assert hidden.status in {404, 422}
    for person in (otto, ann, ada):
        assert door.knock(builders.signed_in(person), hikaris).status == 404
    assert _kept(hikaris) == before


@pytest.mark.parametrize("door", OF_THE_DESK, ids=[door.name for door in OF_THE_DESK])
def test_of_the_desk_a_member_finds_nothing_and_changes_nothing(
    door: Door, hikaris: Belongings, cora: Person
) -> None:
    before = _kept(hikaris)

    answer = door.knock(builders.signed_in(cora), hikaris)

    assert (answer.status, answer.shows_a_secret) == (404, False)
    assert _kept(hikaris) == before


def _kept(belongings: Belongings) -> dict[str, list[object]]:
    with walls.transaction([belongings.client.pk], provider_wide=True):
        return rows_of(belongings.client)
