"""The board in a browser: who gets in, what it opens, what is done from it, what it costs."""

from datetime import timedelta

import pytest
from django.urls import reverse

from madoguchi.desk.alerts.models import Alert
from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations.models import Conversation, Message
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import clock, walls
from tests import builders
from tests.house.counting import page_of, queries_of

PAGES = ("board", "board-waits", "board-balls", "board-written")
PART = {"HX-Request": "true", "HX-Target": "board"}


@pytest.fixture
def overdue(hikari: Client, ann: Person) -> Conversation:
    """Ann's, due long ago."""
    return builders.a_conversation(
        hikari, subject="皿が割れていました", received_at=clock.now() - timedelta(days=9)
    )


def text_of(person: Person, name: str, query: str = "") -> str:
    answer = builders.signed_in(person).get(reverse(name) + query)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("name", PAGES)
def test_an_operator_has_no_board(name: str, ann: Person) -> None:
    assert builders.signed_in(ann).get(reverse(name)).status_code == 404


@pytest.mark.parametrize("name", PAGES)
def test_a_director_of_another_client_sees_nothing_of_it(
    name: str, overdue: Conversation, dai: Person, ann: Person, tsubame: Client, hikari: Client
) -> None:
    tora = builders.assigned(builders.a_person("tora"), tsubame, role="director")

    assert "皿が割れて" not in text_of(tora, name)
    assert hikari.name not in text_of(tora, name)
    assert ann.name not in text_of(tora, name)
    assert builders.signed_in(tora).get(f"{reverse(name)}?client={hikari.pk}").status_code == 404


def test_another_clients_operator_is_no_way_to_its_balls(
    overdue: Conversation, ann: Person, tsubame: Client
) -> None:
    tora = builders.assigned(builders.a_person("tora"), tsubame, role="director")
    page = text_of(tora, "board-balls", f"?owner={ann.pk}")

    assert ann.name not in page
    assert "皿が割れて" not in page


@pytest.mark.parametrize("name", ["board-owner", "board-call"])
def test_nothing_is_done_to_a_conversation_out_of_sight(
    name: str, overdue: Conversation, otto: Person, ann: Person, tsubame: Client
) -> None:
    tora = builders.assigned(builders.a_person("tora"), tsubame, role="director")
    form = {"person": str(tora.pk), "body": "急いでください。"}

    for person in (tora, otto, ann):  # Ann sees it, but has no board
        answer = builders.signed_in(person).post(reverse(name, args=[overdue.pk]), form)
        assert answer.status_code == 404
    with walls.transaction([overdue.client_id]):
        overdue.refresh_from_db()
        assert overdue.owner_id == ann.pk
        assert not Message.objects.filter(kind=Message.Kind.NOTE).exists()


def test_an_admin_without_a_reason_sees_an_empty_board(
    overdue: Conversation, ada: Person, hikari: Client
) -> None:
    page = text_of(ada, "board")

    assert "皿が割れて" not in page
    assert hikari.name not in page


def test_the_board_of_an_empty_desk_invents_nothing(dai: Person) -> None:
    page = text_of(dai, "board")

    assert page.count("－") >= 4
    assert "1時間以内に期限が来る対応はありません" in page


@pytest.mark.parametrize("span", ["today", "week", "month", "made-up"])
def test_each_figure_opens_its_rows(span: str, overdue: Conversation, dai: Person) -> None:
    browser = builders.signed_in(dai)
    board = browser.get(reverse("board"), {"span": span}).context["board"]

    assert {browser.get(tile.href).status_code for tile in board.tiles} == {200}
    assert {browser.get(f"/adherence/?{row.query}").status_code for row in board.rules} == {200}
    assert "皿が割れて" in text_of(dai, "board-balls", "?what=late")


@pytest.mark.parametrize(
    "query",
    [
        *("?client=x", "?client=%00", "?span=%00", f"?owner={'9' * 40}", "?what=made-up"),
        *("?rest=~3", "?rest=2026-11-20T14:36:00%2B09:00~17"),
    ],
)
@pytest.mark.parametrize("name", PAGES)
def test_whatever_the_address_asks_for_the_board_answers(
    name: str, query: str, overdue: Conversation, dai: Person
) -> None:
    assert builders.signed_in(dai).get(reverse(name) + query).status_code == 200


@pytest.mark.parametrize("rest", ["x", "x~y", "0001-01-01~1", "2026-11-20T14:36:00~17", "~x"])
def test_a_place_that_is_none_is_not_found(rest: str, dai: Person) -> None:
    assert builders.signed_in(dai).get(reverse("board-waits"), {"rest": rest}).status_code == 404


def test_while_nothing_happens_nothing_is_drawn(
    overdue: Conversation, hikari: Client, dai: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = clock.now()
    monkeypatch.setattr(clock, "now", lambda: at)
    browser = builders.signed_in(dai)
    seen = browser.get(reverse("board")).context["seen"]

    assert browser.get(reverse("board"), {"seen": seen}, headers=PART).status_code == 204
    builders.a_conversation(hikari, subject="あとから届いた対応")
    anew = browser.get(reverse("board"), {"seen": seen}, headers=PART)

    assert anew.status_code == 200
    assert "<html" not in anew.content.decode()
    assert anew.context["seen"] != seen


def test_a_director_gives_it_to_a_colleague(overdue: Conversation, dai: Person) -> None:
    answer = builders.signed_in(dai).post(
        reverse("board-owner", args=[overdue.pk]) + "?span=week", {"person": str(dai.pk)}
    )

    assert (answer.status_code, answer["Location"]) == (302, "/board/?span=week")
    with walls.transaction([overdue.client_id]):
        overdue.refresh_from_db()
    assert overdue.owner_id == dai.pk


def test_an_owner_who_is_called_is_told(overdue: Conversation, ann: Person, dai: Person) -> None:
    answer = builders.signed_in(dai).post(
        reverse("board-call", args=[overdue.pk]), {"body": "状況を教えてください。"}
    )

    assert answer.status_code == 302
    with walls.transaction([overdue.client_id]):
        note = Message.objects.get(conversation=overdue, kind=Message.Kind.NOTE)
        assert (note.author_id, note.text) == (dai.pk, "状況を教えてください。")
        assert Alert.objects.filter(person=ann, note=note).exists()


@pytest.mark.parametrize(
    ("name", "form", "why"),
    [
        ("board-owner", {"person": "999999"}, "渡せません"),
        ("board-call", {"body": " "}, "まだありません"),
        ("board-call", {"body": "あ" * 1001}, "1000字まで"),
    ],
)
def test_a_refused_verb_says_why_on_the_board(
    name: str, form: dict[str, str], why: str, overdue: Conversation, dai: Person
) -> None:
    answer = builders.signed_in(dai).post(reverse(name, args=[overdue.pk]), form)

    assert answer.status_code == 422
    assert why in answer.content.decode()
    assert form.get("body", "") in answer.content.decode()


def test_the_board_asks_the_database_as_often_for_thirty_as_for_three(
    hikari: Client, ann: Person, dai: Person
) -> None:
    page = page_of(dai, reverse("board"))

    def add(number: int) -> None:
        at = clock.now() - timedelta(minutes=number)
        builders.replied(builders.a_conversation(hikari, received_at=at), ann, after=timedelta())
        builders.a_conversation(hikari, received_at=at)

    for number in range(3):
        add(number)
    few = queries_of(page)
    for number in range(3, 30):
        add(number)

    assert queries_of(page) == few
