"""Lists longer than a page: filtered before they are cut, and each says where it goes on."""

import re
from datetime import timedelta

import pytest
from django.test import Client as Browser

from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations.models import Conversation
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import clock, walls
from madoguchi.desk.portal.queries import promises, replies, requests
from madoguchi.desk.promises.models import Promise
from madoguchi.desk.rooms.actions.threads import begin
from madoguchi.desk.rooms.queries import rooms
from madoguchi.desk.tasks.models import Task
from tests import builders
from tests.house.counting import page_of, queries_of

pytestmark = pytest.mark.django_db
DUE = timedelta(hours=1)


@pytest.fixture
def coras(cora: Person) -> Browser:
    """Cora's signed-in browser."""
    return builders.signed_in(cora)


def _threads(client: Client, ann: Person, count: int, **fields: object) -> list[int]:
    """Threads in which we spoke, the later the newer."""
    with walls.transaction([client.pk]):
        begun = []
        for number in range(count):
            at = builders.NOW + timedelta(minutes=number)
            thread = begin(client_id=client.pk, title=f"件{number}", by=ann, now=at)
            thread.messages.create(
                client=client, kind="reply", channel="room", text="本文", at=at, author=ann
            )
            begun.append(thread.pk)
        Conversation.objects.filter(pk__in=begun).update(snippet="本文", **fields)
    return begun


def _onward(page: str, name: str) -> str:
    found = re.search(rf'href="([^"]*[?;]{name}=[^"]+)"', page)
    assert found, f"no way on by {name}"
    return found[1].replace("&amp;", "&")


def _numbers(page: str) -> list[str]:
    return re.findall(r"件(\d+)</b>", page)


class TestThreads:
    @pytest.mark.parametrize("is_member", [True, False])
    def test_a_rooms_list_goes_on_to_its_end(
        self,
        monkeypatch: pytest.MonkeyPatch,
        hikari: Client,
        ann: Person,
        cora: Person,
        is_member: bool,
    ) -> None:
        monkeypatch.setattr(rooms, "PAGE", 3)
        _threads(hikari, ann, 7)
        path = "/portal/room/" if is_member else f"/rooms/{hikari.pk}/"
        browser = builders.signed_in(cora if is_member else ann)
        part = {"HX-Request": "true", "HX-Target": "more-threads"}

        first = browser.get(f"{path}?threads=1").content.decode()
        second = browser.get(_onward(first, "before") + "&shown=3", headers=part).content.decode()
        third = browser.get(_onward(second, "before") + "&shown=6", headers=part).content.decode()

        assert _numbers(first) == ["6", "5", "4"]
        assert _numbers(second) == ["3", "2", "1"]
        assert _numbers(third) == ["0"]
        assert "続きを表示" not in third
        assert "<html" not in second

    def test_what_was_gone_on_to_stays_when_the_list_is_drawn_anew(
        self, monkeypatch: pytest.MonkeyPatch, hikari: Client, ann: Person, coras: Browser
    ) -> None:
        monkeypatch.setattr(rooms, "PAGE", 3)
        _threads(hikari, ann, 7)
        part = {"HX-Request": "true", "HX-Target": "threads"}

        page = coras.get("/portal/room/?threads=1&shown=6", headers=part).content.decode()

        assert _numbers(page) == ["6", "5", "4", "3", "2", "1"]

    def test_what_waits_for_the_client_is_found_behind_newer_threads(
        self, hikari: Client, ann: Person, coras: Browser
    ) -> None:
        waiting = _threads(hikari, ann, 10, ball="them", state="open")
        _threads(hikari, ann, 62, ball="us", state="open")

        page = coras.get("/portal/").content.decode()
        panel = page[page.index('id="balls-title"') :]
        whole = coras.get("/portal/room/?theirs=1").content.decode()

        assert "10件" in panel
        assert "ほか2件" in "".join(panel.split())
        assert f"/portal/room/threads/{waiting[-1]}/" in panel
        assert len(_numbers(whole)) == 10

    def test_another_clients_member_is_asked_for_nothing(
        self, hikari: Client, ann: Person, mika: Person
    ) -> None:
        [waiting] = _threads(hikari, ann, 1, ball="them", state="open")
        browser = builders.signed_in(mika)

        pages = [
            browser.get(path).content.decode() for path in ("/portal/", "/portal/room/?theirs=1")
        ]

        assert not any(f"/threads/{waiting}/" in page or "balls-title" in page for page in pages)

    def test_many_cost_what_few_do(self, hikari: Client, ann: Person, cora: Person) -> None:
        page = page_of(cora, "/portal/")
        _threads(hikari, ann, 3, ball="them", state="open")
        few = queries_of(page)
        _threads(hikari, ann, 30, ball="them", state="open")

        assert queries_of(page) == few


class TestPromises:
    @pytest.fixture(autouse=True)
    def _pages_of_three(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(promises, "PAGE", 3)

    def test_those_between_us_are_not_lost_behind_the_customers(
        self, hikari: Client, ann: Person, coras: Browser
    ) -> None:
        customers = builders.a_conversation(hikari)
        for number in range(230):
            _promise(hikari, ann, f"客{number}", number, customers.pk)
        for number in range(300, 305):
            _promise(hikari, ann, f"私{number}", number)

        first = coras.get("/portal/promises/").content.decode()
        second = coras.get("/portal/promises/" + _onward(first, "after")).content.decode()
        overview = coras.get("/portal/").content.decode()

        assert re.findall(r"私(\d+)", first) == ["300", "301", "302"]
        assert re.findall(r"私(\d+)", second) == ["303", "304"]
        assert "客" not in re.sub("お客様", "", first + second)
        assert "私300" in overview

    def test_the_months_go_on_to_its_first(
        self, hikari: Client, ann: Person, coras: Browser
    ) -> None:
        begun = clock.now().replace(day=1, hour=0, minute=0) + timedelta(hours=1)
        for number in range(5):
            _promise(hikari, ann, f"私{number}", 0, state="kept", due_at=begun, settled_at=begun)

        first = coras.get("/portal/promises/").content.decode()
        second = coras.get("/portal/promises/" + _onward(first, "before")).content.decode()

        assert re.findall(r"私(\d+)", first) == ["4", "3", "2"]
        assert re.findall(r"私(\d+)", second) == ["1", "0"]


class TestRequests:
    @pytest.fixture(autouse=True)
    def _pages_of_three(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(requests, "PAGE", 3)

    def test_open_ones_go_on_those_without_a_due_last(
        self, hikari: Client, ann: Person, coras: Browser
    ) -> None:
        for number in range(4):
            _request(hikari, ann, f"依頼{number}", due_at=clock.now() + (number + 1) * DUE)
        for number in range(4, 7):
            _request(hikari, ann, f"依頼{number}", due_at=None, state="requested")

        pages = [coras.get("/portal/requests/").content.decode()]
        while "after=" in pages[-1]:
            pages.append(
                coras.get("/portal/requests/" + _onward(pages[-1], "after")).content.decode()
            )

        shown = [re.findall(r"依頼(\d)</a>", one) for one in pages]
        assert shown == [["0", "1", "2"], ["3", "4", "5"], ["6"]]
        assert all("7件" in one for one in pages)

    def test_closed_ones_go_on(self, hikari: Client, ann: Person, coras: Browser) -> None:
        for number in range(5):
            at = builders.NOW + number * DUE
            _request(hikari, ann, f"依頼{number}", state="done", closed_at=at, due_at=at)

        first = coras.get("/portal/requests/").content.decode()
        second = coras.get("/portal/requests/" + _onward(first, "closed")).content.decode()

        assert re.findall(r"依頼(\d)</a>", first) == ["4", "3", "2"]
        assert re.findall(r"依頼(\d)</a>", second) == ["1", "0"]


def test_a_days_replies_go_on(
    monkeypatch: pytest.MonkeyPatch, hikari: Client, ann: Person, coras: Browser
) -> None:
    monkeypatch.setattr(replies, "PAGE", 3)
    begun = clock.now().replace(hour=2, minute=0, second=0, microsecond=0) - timedelta(days=1)
    numbers = []
    for number in range(5):
        one = builders.a_conversation(hikari, received_at=begun + timedelta(minutes=number))
        builders.replied(one, ann)
        numbers.append(f"MG-{one.pk}")
    day = begun.date()

    first = coras.get(f"/portal/figures/?day={day}").content.decode()
    second = coras.get("/portal/figures/" + _onward(first, "after")).content.decode()

    assert re.findall(r"MG-\d+", first) == numbers[:3]
    assert re.findall(r"MG-\d+", second) == numbers[3:]


def _promise(
    client: Client,
    person: Person,
    what: str,
    minutes: int,
    conversation_id: int | None = None,
    **changes: object,
) -> None:
    plain: dict[str, object] = {
        "due_at": clock.now() + DUE + timedelta(minutes=minutes),
        "owner": person,
        "given_at": clock.now(),
        "given_by": person,
    }
    with walls.transaction([client.pk]):
        Promise.objects.create(
            client=client,
            conversation_id=conversation_id,
            side="us",
            span=what,
            what=what,
            **{**plain, **changes},
        )


def _request(client: Client, person: Person, title: str, **changes: object) -> None:
    plain: dict[str, object] = {"state": "accepted", "is_internal": False}
    with walls.transaction([client.pk]):
        Task.objects.create(
            client=client,
            title=title,
            requested_at=builders.NOW,
            state_at=builders.NOW,
            requested_by=person,
            **{**plain, **changes},
        )
