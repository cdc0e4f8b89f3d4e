"""Internal notes."""

import pytest

from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations.actions import notes, ownership
from madoguchi.desk.conversations.models import Conversation, Message
from madoguchi.desk.mail.models import OutgoingMail
from madoguchi.desk.people.models import Person
from tests import builders

pytestmark = pytest.mark.usefixtures("in_hikari")


def noted(conversation: Conversation, author: Person, text: str = "電話で確認済み") -> Message:
    return notes.write_note(
        conversation_id=conversation.pk, author=author, text=text, now=builders.NOW
    )


def test_a_note_is_kept_and_never_leaves(hikari: Client, ann: Person) -> None:
    conversation = builders.a_conversation(hikari)

    note = noted(conversation, ann)

    assert (note.kind, note.text, note.author) == (Message.Kind.NOTE, "電話で確認済み", ann)
    assert not OutgoingMail.objects.exists()
    assert builders.kinds_of_events(conversation.pk)[-1] == "NoteWritten"


def test_a_note_touches_neither_ball_nor_clock_nor_list(hikari: Client, ann: Person) -> None:
    conversation = builders.a_conversation(hikari)
    before = Conversation.objects.filter(pk=conversation.pk).values().get()

    noted(conversation, ann)

    assert Conversation.objects.filter(pk=conversation.pk).values().get() == before


def test_an_empty_note_is_refused(hikari: Client, ann: Person) -> None:
    with pytest.raises(notes.CannotNote):
        noted(builders.a_conversation(hikari), ann, " \n")


def test_somebody_assigned_elsewhere_writes_no_note(hikari: Client, otto: Person) -> None:
    with pytest.raises(ownership.CannotAssign):
        noted(builders.a_conversation(hikari), otto)
