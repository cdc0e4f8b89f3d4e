"""What a colleague of theirs says: unread for a member, and written to them where it calls them."""

import uuid
from datetime import UTC, datetime, timedelta

import pytest

from madoguchi.desk.clients.models import Client
from madoguchi.desk.contacts.models import Contact
from madoguchi.desk.conversations.models import Channel, Conversation
from madoguchi.desk.mail.actions import missed
from madoguchi.desk.people.models import Person
from madoguchi.desk.rooms.actions.missing import write_of_missed
from madoguchi.desk.rooms.actions.speaking import Saying, say_in_thread
from madoguchi.desk.rooms.models import Told
from madoguchi.desk.rooms.queries.rooms import threads_of
from madoguchi.engines import mailtext
from tests import builders

pytestmark = pytest.mark.usefixtures("in_hikari")
AT_WORK = datetime(2026, 11, 24, 5, 0, tzinfo=UTC)  # a Tuesday, 14:00
BEFORE = AT_WORK - timedelta(minutes=20)


@pytest.fixture
def noa(hikari: Client) -> Person:
    """A colleague of Cora's."""
    return builders.a_member("noa", hikari)


def _said(thread: Conversation, cora: Person, text: str, at: datetime = BEFORE) -> int:
    saying = Saying(text=text, draft_key=uuid.uuid4())
    return say_in_thread(conversation_id=thread.pk, member=cora, saying=saying, now=at).pk


def _unread(client: Client, person: Person) -> bool:
    [row] = threads_of(client_id=client.pk, person=person).rows
    return row.is_unread


def _words(thread: Conversation, person: Person, up_to: int, now: datetime) -> mailtext.Mail:
    envelope = missed._envelope(thread.client_id, thread.pk, person.pk, 0, up_to, now)
    assert envelope is not None
    return mailtext.parse(envelope.raw)


def test_a_colleagues_words_are_unread_and_ones_own_are_not(
    hikari: Client, thread: Conversation, cora: Person, noa: Person
) -> None:
    _said(thread, cora, "在庫を確かめます。")

    assert (_unread(hikari, noa), _unread(hikari, cora)) == (True, False)


def test_who_is_called_by_a_colleague_gets_a_letter_and_nobody_else(
    hikari: Client, thread: Conversation, cora: Person, noa: Person
) -> None:
    builders.a_member("rin", hikari)
    called = _said(thread, cora, f"@{noa.name} さん、ご確認ください。")
    Told.objects.all().delete()

    assert write_of_missed(client_id=hikari.pk, now=AT_WORK) == 1
    assert list(Told.objects.values_list("person_id", flat=True)) == [noa.pk]
    letter = _words(thread, noa, called, AT_WORK)
    assert "ご確認ください" in letter.text
    assert hikari.name in letter.sender.name


def test_a_colleagues_other_words_are_no_letter(
    hikari: Client, thread: Conversation, cora: Person, noa: Person
) -> None:
    _said(thread, cora, "在庫を確かめます。")

    assert write_of_missed(client_id=hikari.pk, now=AT_WORK) == 0


def test_of_what_was_said_before_they_joined_there_is_no_letter(
    hikari: Client, thread: Conversation, ann: Person, cora: Person
) -> None:
    before = builders.replied(thread, ann, after=BEFORE - thread.opened_at).pk
    Contact.objects.filter(person=cora).update(joined_at=AT_WORK - timedelta(minutes=19))

    assert write_of_missed(client_id=hikari.pk, now=AT_WORK) == 0
    assert missed._envelope(hikari.pk, thread.pk, cora.pk, 0, before, AT_WORK) is None


def test_a_letter_says_the_day_where_it_is_another(
    hikari: Client, thread: Conversation, ann: Person, cora: Person
) -> None:
    sent = builders.replied(thread, ann, after=BEFORE - thread.opened_at).pk

    assert "11月24日" not in _words(thread, cora, sent, AT_WORK).text
    assert "11月24日 13:40" in _words(thread, cora, sent, AT_WORK + timedelta(days=2)).text


def test_a_letter_of_a_direct_thread_says_nothing_of_it(
    hikari: Client, thread: Conversation, ann: Person, cora: Person
) -> None:
    sent = builders.replied(thread, ann).pk
    Conversation.objects.filter(pk=thread.pk).update(channel=Channel.DIRECT)

    letter = _words(thread, cora, sent, AT_WORK)

    assert "届きます" not in letter.text
    assert thread.subject not in letter.subject + letter.text
    assert f"/{thread.pk}/" in letter.text
