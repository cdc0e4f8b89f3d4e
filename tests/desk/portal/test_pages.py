"""The portal's figures and the rows behind them: counted by the desk, told without a customer's word."""

from datetime import timedelta

import pytest
from django.test import Client as Browser

from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations.models import Conversation
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import clock, walls
from madoguchi.desk.promises.models import Promise
from madoguchi.desk.tasks.models import Task
from tests import builders

pytestmark = pytest.mark.django_db
SECRET = "秘密の桜"
DUE = timedelta(minutes=10)


@pytest.fixture
def answered(hikari: Client, ann: Person) -> Conversation:
    """A customer's question of this month, answered within ten minutes."""
    now = clock.now()
    begun = now.replace(day=1, hour=2, minute=0, second=0, microsecond=0)
    conversation = builders.a_conversation(
        hikari, subject=SECRET, text=SECRET, sender_name=SECRET, received_at=begun
    )
    builders.replied(conversation, ann)
    return conversation


@pytest.fixture
def coras(cora: Person) -> Browser:
    """Cora's signed-in browser."""
    return builders.signed_in(cora)


@pytest.mark.parametrize("of", ["of=first_reply_within&within=60", "of=first_reply_median"])
def test_the_rows_behind_a_figure_name_the_conversation_and_nothing_that_was_said(
    of: str, answered: Conversation, coras: Browser
) -> None:
    page = coras.get(f"/portal/figures/?{of}").content.decode()

    assert f"MG-{answered.pk}" in page
    assert SECRET not in page


def test_a_days_replies_are_behind_its_column(answered: Conversation, coras: Browser) -> None:
    day = answered.opened_at.astimezone().date()

    page = coras.get(f"/portal/figures/?day={day}").content.decode()

    assert f"MG-{answered.pk}" in page
    assert SECRET not in page


@pytest.mark.parametrize("query", ["", "?of=promises_kept", "?of=made-up", "?day=x"])
def test_a_figure_that_is_none_is_not_there(query: str, coras: Browser) -> None:
    assert coras.get(f"/portal/figures/{query}").status_code == 404


@pytest.mark.parametrize(
    "query", ["&before=x", "&before=2026-11-17~1", "&before=~", "&within=x", "&missed"]
)
def test_whatever_the_address_asks_for_the_page_answers(query: str, coras: Browser) -> None:
    answer = coras.get(f"/portal/figures/?of=first_reply_within&within=60{query}")

    assert answer.status_code == 200


def test_another_clients_figures_count_nothing_of_it(answered: Conversation, mika: Person) -> None:
    browser = builders.signed_in(mika)

    page = browser.get("/portal/figures/?of=first_reply_within&within=60").content.decode()
    overview = browser.get("/portal/").content.decode()

    assert f"MG-{answered.pk}" not in page
    assert SECRET not in overview


def test_the_first_page_says_nothing_of_what_customers_wrote(
    answered: Conversation, coras: Browser
) -> None:
    page = coras.get("/portal/").content.decode()

    assert "初回返信" in page
    assert SECRET not in page


def test_a_promise_to_a_customer_is_a_number_and_a_time(
    answered: Conversation, coras: Browser, ann: Person, hikari: Client
) -> None:
    _promised(answered.pk, hikari, ann, SECRET)
    _promised(None, hikari, ann, "集計を共有")

    page = coras.get("/portal/promises/").content.decode()
    overview = coras.get("/portal/").content.decode()

    assert SECRET not in page + overview
    assert "集計を共有" in page
    assert "集計を共有" in overview


class TestRequests:
    FORM = {"title": "欠けの報告を集計", "purpose": "窯元との打ち合わせ", "due_on": "2031-11-25"}

    def test_a_member_asks_for_work(self, coras: Browser, hikari: Client, cora: Person) -> None:
        answer = coras.post("/portal/requests/new/", self.FORM)

        assert answer.headers["Location"] == "/portal/requests/"
        with walls.transaction([hikari.pk]):
            task = Task.objects.get()
        assert (task.state, task.is_internal, task.requested_by_id) == ("requested", False, cora.pk)
        assert task.due_at is not None
        assert task.due_at.isoformat() == "2031-11-25T10:00:00+00:00"  # 19:00 in Tokyo
        assert "欠けの報告を集計" in coras.get("/portal/requests/").content.decode()

    def test_what_is_refused_keeps_what_was_typed(self, coras: Browser) -> None:
        answer = coras.post("/portal/requests/new/", {**self.FORM, "title": " "})

        assert answer.status_code == 422
        assert "窯元との打ち合わせ" in answer.content.decode()

    def test_what_we_gave_ourselves_is_not_shown(
        self, coras: Browser, hikari: Client, ann: Person
    ) -> None:
        with walls.transaction([hikari.pk]):
            Task.objects.create(
                client=hikari,
                title=SECRET,
                requested_at=builders.NOW,
                state_at=builders.NOW,
                requested_by=ann,
            )

        assert SECRET not in coras.get("/portal/requests/").content.decode()
        assert SECRET not in coras.get("/portal/").content.decode()


def _promised(conversation_id: int | None, client: Client, person: Person, what: str) -> None:
    with walls.transaction([client.pk]):
        Promise.objects.create(
            client=client,
            conversation_id=conversation_id,
            side="us",
            span=what,
            what=what,
            due_at=clock.now() + DUE,
            owner=person,
            given_at=clock.now(),
            given_by=person,
        )
