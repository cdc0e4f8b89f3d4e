"""A note calls colleagues into a conversation: by name, or picked; nobody who could not read it."""

from datetime import timedelta

import pytest

from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations import seeing
from madoguchi.desk.conversations.actions.notes import CannotMention, write_note
from madoguchi.desk.conversations.models import Conversation, Mention, Message
from madoguchi.desk.people.models import Person
from tests import builders

pytestmark = pytest.mark.usefixtures("in_hikari")
LATER = builders.NOW + timedelta(minutes=20)


def noted(conversation: Conversation, author: Person, text: str, *picked: Person) -> list[Person]:
    """Who was called by the note."""
    message = write_note(
        conversation_id=conversation.pk,
        author=author,
        text=text,
        now=LATER,
        mentioned_ids=[one.pk for one in picked],
    )
    return [one.person for one in message.mentions.select_related("person").order_by("pk")]


@pytest.mark.parametrize(
    "text",
    [
        "@Dai 花子 確認を",
        "＠Dai花子さん、確認を",
        "@Dai　花子",
        "@Dai さん",
        "急ぎです。@Dai 花子\n在庫",
    ],
)
def test_whoever_is_named_is_called(hikari: Client, ann: Person, dai: Person, text: str) -> None:
    conversation = builders.a_conversation(hikari)

    assert noted(conversation, ann, text) == [dai]
    assert builders.kinds_of_events(conversation.pk)[-2:] == ["NoteWritten", "PersonMentioned"]


def test_picked_and_named_is_called_once_and_oneself_never(
    hikari: Client, ann: Person, dai: Person
) -> None:
    conversation = builders.a_conversation(hikari)

    assert noted(conversation, ann, "@Dai 花子 と @Ann 花子", dai, ann) == [dai]


def test_a_family_name_that_two_people_have_calls_nobody(
    hikari: Client, ann: Person, dai: Person
) -> None:
    twin = Person.objects.create(email="twin@provider.example", name="Dai 太郎")
    builders.assigned(twin, hikari)
    conversation = builders.a_conversation(hikari)

    assert noted(conversation, ann, "@Dai さん") == []
    assert noted(conversation, ann, "@Dai 太郎 さん") == [twin]


@pytest.mark.parametrize("text", ["在庫は100個@倉庫", "shop@example.com に転送済み", "メモ"])
def test_other_words_call_nobody(hikari: Client, ann: Person, dai: Person, text: str) -> None:
    assert noted(builders.a_conversation(hikari), ann, text) == []


def test_nobody_is_called_who_could_not_read_it(hikari: Client, ann: Person, otto: Person) -> None:
    conversation = builders.a_conversation(hikari)

    with pytest.raises(CannotMention, match="Otto 花子さんは"):
        noted(conversation, ann, "@Otto 花子 確認を")
    with pytest.raises(CannotMention):
        noted(conversation, ann, "確認を", otto)

    assert not conversation.messages.filter(kind=Message.Kind.NOTE).exists()
    assert not Mention.objects.exists()


def test_a_call_is_seen_when_its_person_opens_the_conversation(
    hikari: Client, ann: Person, dai: Person
) -> None:
    conversation = builders.a_conversation(hikari)
    noted(conversation, ann, "確認を", dai)

    seeing.mark_mentions_seen(conversation=conversation, person=ann, now=LATER)
    assert Mention.objects.get().seen_at is None
    seeing.mark_mentions_seen(conversation=conversation, person=dai, now=LATER)
    assert Mention.objects.get().seen_at == LATER
