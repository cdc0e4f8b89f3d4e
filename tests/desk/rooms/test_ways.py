"""How somebody of the client wants to be written to: beside the thread, at the composer, in the guard."""

import pytest
from django.test import Client as Browser
from django.urls import reverse

from madoguchi.desk.clients.models import Client, Term
from madoguchi.desk.contacts.models import Contact, ContactAbsence
from madoguchi.desk.contacts.wanted_words import wanted_in
from madoguchi.desk.conversations import drafting
from madoguchi.desk.conversations.models import Conversation
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import clock, walls
from madoguchi.desk.platform.days import local_day
from tests import builders

FORM, WORDS = "結論から3行で", "「出荷」ではなく「発送」"


@pytest.fixture
def wishing(cora: Person, thread: Conversation) -> Contact:
    """Cora as a contact: on a phone, away today, with wishes."""
    with walls.transaction([thread.client_id]):
        contact = Contact.objects.get(person=cora)
        contact.device, contact.preferred_form, contact.preferred_words = "phone", FORM, WORDS
        contact.save()
        today = local_day(clock.now())
        ContactAbsence.objects.create(
            client_id=thread.client_id, contact=contact, first=today, last=today
        )
    return contact


def _page(person: Person, name: str, pk: int) -> str:
    return builders.signed_in(person).get(reverse(name, args=[pk])).content.decode()


@pytest.mark.parametrize("name", ["room-thread", "conversation"])
@pytest.mark.usefixtures("wishing")
def test_they_stand_beside_the_thread_and_at_the_composer(
    name: str, thread: Conversation, ann: Person, cora: Person
) -> None:
    page = _page(ann, name, thread.pk)

    side, line = f"{cora.name}さんへの書き方", 'class="composer__ways'
    assert side in page
    after = page[page.index(line) :]
    assert FORM in after
    assert "「出荷」ではなく「発送」" in after
    assert page.count("不在") >= 2


@pytest.mark.usefixtures("wishing")
def test_a_member_sees_nothing_of_it_in_the_room(thread: Conversation, cora: Person) -> None:
    page = _page(cora, "portal-room-thread", thread.pk)

    assert "への書き方" not in page
    assert FORM not in page


@pytest.mark.parametrize("name", ["room-thread", "conversation"])
@pytest.mark.usefixtures("wishing")
def test_who_works_elsewhere_sees_nothing_of_it(
    name: str, thread: Conversation, otto: Person
) -> None:
    answer = builders.signed_in(otto).get(reverse(name, args=[thread.pk]))

    assert answer.status_code == 404
    assert FORM not in answer.content.decode()


@pytest.mark.usefixtures("wishing")
def test_a_matter_with_a_customer_tells_of_nobody_of_the_client(
    hikari: Client, ann: Person
) -> None:
    conversation = builders.a_conversation(hikari)

    assert FORM not in _page(ann, "conversation", conversation.pk)


class TestWhoReadsTheContacts:
    @pytest.fixture
    def path(self, hikari: Client, wishing: Contact) -> str:
        return reverse("client-contacts", args=[wishing.client_id or hikari.pk])

    def test_an_operator_of_the_client_reads_and_changes_nothing(
        self, path: str, ann: Person, wishing: Contact
    ) -> None:
        browser = builders.signed_in(ann)

        page = browser.get(path).content.decode()

        assert FORM in page
        assert wishing.name in page
        assert wishing.email not in page
        assert 'method="post"' not in page[page.index("contacts-title") :].split("</section>")[0]
        assert browser.post(path, {"name": "別の人"}).status_code == 404
        assert browser.get(reverse("contact", args=[wishing.pk])).status_code == 404

    def test_nobody_else_does(self, path: str, otto: Person, cora: Person, mika: Person) -> None:
        for person in (otto, cora, mika):
            answer = builders.signed_in(person).get(path)
            assert answer.status_code == 404
            assert FORM not in answer.content.decode()

    def test_nor_signed_out(self, path: str) -> None:
        assert Browser().get(path).status_code == 302


class TestTheirWords:
    @pytest.fixture(autouse=True)
    def _within(self, hikari: Client, wishing: Contact) -> None:
        with walls.transaction([hikari.pk]):
            builders.with_only(hikari, "client-vocabulary", severity="warn")
        assert wishing.pk

    def _rewrites(self, conversation: Conversation, person: Person, text: str) -> list[str]:
        with walls.transaction([conversation.client_id]):
            given = drafting.for_guard(conversation, text, author=person, now=builders.NOW)
            return [
                f"{avoided}→{preferred}"
                for preferred, words in given.draft.context.glossary.items()
                for avoided in words
            ]

    def test_the_guard_asks_for_the_word_that_the_reader_wants(
        self, thread: Conversation, ann: Person
    ) -> None:
        browser = builders.signed_in(ann)
        typed = {"body": "11月25日に出荷します。", "kind": "reply"}

        shown = browser.post(reverse("conversation-guard", args=[thread.pk]), typed)

        page = shown.content.decode()
        assert 'data-rule="client-vocabulary"' in page
        assert "発送" in page

    def test_in_a_matter_with_a_customer_it_does_not(self, hikari: Client, ann: Person) -> None:
        conversation = builders.a_conversation(hikari)

        assert self._rewrites(conversation, ann, "出荷します。") == []

    def test_what_they_want_goes_before_the_clients_own_word(
        self, hikari: Client, thread: Conversation, ann: Person
    ) -> None:
        with walls.transaction([hikari.pk]):
            Term.objects.create(client=hikari, avoided="発送", preferred="出荷")
            Term.objects.create(client=hikari, avoided="商品", preferred="器")
            Term.objects.create(client=hikari, avoided="出荷", preferred="お届け")

        assert self._rewrites(thread, ann, "はい。") == ["商品→器", "出荷→発送"]


@pytest.mark.parametrize(
    ("words", "pairs"),
    [
        ("「出荷」ではなく「発送」", (("発送", "出荷"),)),
        ("『商品』ではなく『器』。結論から", (("器", "商品"),)),
        ("商品→器、CS→サポート", (("器", "商品"), ("サポート", "CS"))),
        ("「出荷」ではなく「発送」と書いてください", (("発送", "出荷"),)),
        ("箇条書きではなく文で", ()),
        ("敬語は少なめに", ()),
        ("", ()),
    ],
)
def test_which_word_for_which_is_read_from_what_they_said(
    words: str, pairs: tuple[tuple[str, str], ...]
) -> None:
    assert wanted_in(words) == pairs
