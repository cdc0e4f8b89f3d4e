"""A customer's message comes in."""

from datetime import timedelta

import pytest

from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations.actions.receiving import receive_message
from madoguchi.desk.conversations.incoming import IncomingFile
from madoguchi.desk.conversations.models import Ball, Conversation, Customer, Message
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import walls
from tests import builders

NOW = builders.NOW


def test_a_first_message_opens_a_conversation_of_the_clients_own_operator(
    hikari: Client, ann: Person
) -> None:
    conversation = builders.a_conversation(hikari)

    assert conversation.ball == Ball.US
    assert conversation.owner == ann
    assert conversation.due_at == builders.NOW.replace(hour=6)


def test_a_conversation_does_not_exist_outside_of_its_wall(hikari: Client, tsubame: Client) -> None:
    conversation = builders.a_conversation(hikari)

    with walls.transaction([tsubame.pk]):
        assert not Conversation.objects.filter(pk=conversation.pk).exists()


@pytest.mark.usefixtures("in_hikari")
def test_what_happened_is_recorded_in_order(hikari: Client, ann: Person) -> None:
    conversation = builders.a_conversation(hikari)

    assert builders.kinds_of_events(conversation.pk) == [
        "ConversationOpened",
        "OwnerChanged",
        "MessageReceived",
    ]


@pytest.mark.usefixtures("in_hikari")
def test_the_same_mail_twice_is_one_message(hikari: Client) -> None:
    incoming = builders.an_incoming(hikari)

    first, is_new = receive_message(incoming)
    second, is_new_again = receive_message(incoming)

    assert (is_new, is_new_again) == (True, False)
    assert first == second
    assert Message.objects.count() == 1


@pytest.mark.usefixtures("in_hikari")
def test_a_mail_id_that_comes_again_with_another_body_is_kept(hikari: Client) -> None:
    receive_message(builders.an_incoming(hikari, mail_id="<a@x.example>", text="一通目"))
    other, is_new = receive_message(
        builders.an_incoming(hikari, mail_id="<a@x.example>", text="二通目")
    )

    assert is_new
    assert other.text == "二通目"
    assert Message.objects.filter(mail_id="<a@x.example>").count() == 2


@pytest.mark.usefixtures("in_hikari")
def test_a_message_without_a_mail_id_is_always_new(hikari: Client) -> None:
    incoming = builders.an_incoming(hikari, mail_id=None)

    first, _ = receive_message(incoming)
    second, is_new = receive_message(incoming)

    assert is_new
    assert first != second


@pytest.mark.usefixtures("in_hikari")
def test_a_customer_is_known_by_their_address_however_it_is_written(hikari: Client) -> None:
    first = builders.a_conversation(hikari, sender_email="Megumi@Customer.Example")
    second = builders.a_conversation(hikari, sender_email="megumi@customer.example")

    assert first.customer == second.customer
    assert first.customer.email == "megumi@customer.example"


@pytest.mark.usefixtures("in_hikari")
def test_a_customer_without_a_name_gets_it_from_a_later_mail(hikari: Client) -> None:
    first = builders.a_conversation(hikari, sender_name="")
    builders.a_conversation(hikari, sender_name="田中 恵")

    customer = Customer.objects.get(pk=first.customer_id)
    assert customer.name == "田中 恵"
    assert first.messages.get().sender_name == "megumi@customer.example"


@pytest.mark.usefixtures("in_hikari")
def test_a_customers_name_is_not_overwritten_by_a_later_mail(hikari: Client) -> None:
    first = builders.a_conversation(hikari, sender_name="田中 恵")
    builders.a_conversation(hikari, sender_name="めぐ")

    assert Customer.objects.get(pk=first.customer_id).name == "田中 恵"


def test_the_same_customer_of_two_clients_is_two_customers(hikari: Client, tsubame: Client) -> None:
    one = builders.a_conversation(hikari)
    other = builders.a_conversation(tsubame)

    assert one.customer_id != other.customer_id


@pytest.mark.usefixtures("in_hikari")
def test_the_oldest_unanswered_message_holds_the_clock(hikari: Client) -> None:
    conversation = builders.a_conversation(hikari)

    builders.received(conversation, received_at=NOW + timedelta(minutes=30))

    conversation.refresh_from_db()
    assert conversation.due_at == NOW + timedelta(minutes=60)
    assert conversation.clocks.get().since == NOW


@pytest.mark.usefixtures("in_hikari")
def test_a_message_that_is_fetched_late_sets_the_clock_back(hikari: Client) -> None:
    conversation = builders.a_conversation(hikari)

    builders.received(conversation, received_at=NOW - timedelta(minutes=20))

    conversation.refresh_from_db()
    assert conversation.due_at == NOW + timedelta(minutes=40)
    assert conversation.last_message_at == NOW


@pytest.mark.usefixtures("in_hikari")
def test_after_our_answer_the_next_message_starts_a_new_clock(hikari: Client, ann: Person) -> None:
    conversation = builders.a_conversation(hikari)
    builders.replied(conversation, ann)

    builders.received(conversation, received_at=NOW + timedelta(hours=2))

    conversation.refresh_from_db()
    assert conversation.ball == Ball.US
    assert conversation.due_at == NOW + timedelta(hours=3)
    assert conversation.clocks.count() == 2


@pytest.mark.usefixtures("in_hikari")
def test_a_message_out_of_hours_is_due_an_hour_after_the_desk_opens(hikari: Client) -> None:
    evening = NOW.replace(hour=13)  # 22:00 in Tokyo

    conversation = builders.a_conversation(hikari, received_at=evening)

    assert conversation.due_at == NOW.replace(day=18, hour=2)


@pytest.mark.usefixtures("in_hikari")
def test_the_list_shows_the_first_words_on_one_line(hikari: Client) -> None:
    conversation = builders.a_conversation(
        hikari, text="こんにちは。\n\n　届きません。" + "あ" * 300
    )

    assert conversation.snippet.startswith("こんにちは。 届きません。あ")
    assert len(conversation.snippet) == 120


@pytest.mark.usefixtures("in_hikari")
def test_the_whole_text_is_kept_where_it_says_more(hikari: Client) -> None:
    plain = builders.a_conversation(hikari, text="はい", whole_text="はい")
    quoting = builders.a_conversation(hikari, text="はい", whole_text="はい\n> よいですか")

    assert plain.messages.get().quoted_text == ""
    assert quoting.messages.get().quoted_text == "はい\n> よいですか"


@pytest.mark.usefixtures("in_hikari")
def test_files_are_recorded_in_the_order_in_which_they_came(hikari: Client) -> None:
    files = (
        IncomingFile(name="写真.jpg", content_type="image/jpeg", size=1200, sha256="a" * 64),
        IncomingFile(name="写真.jpg", content_type="image/jpeg", size=1300, sha256="b" * 64),
    )

    conversation = builders.a_conversation(hikari, files=files)

    kept = conversation.messages.get().attachments.order_by("position")
    assert [(one.name, one.size, one.sha256[0]) for one in kept] == [
        ("写真.jpg", 1200, "a"),
        ("写真.jpg", 1300, "b"),
    ]
