"""A direct thread with whatever can hang on one, and where each of it is kept."""

import uuid
from datetime import timedelta

from madoguchi.desk.alerts.models import Alert
from madoguchi.desk.clients.models import Client
from madoguchi.desk.contacts.models import Contact
from madoguchi.desk.conversations import seeing
from madoguchi.desk.conversations.actions.linking import link_conversations
from madoguchi.desk.conversations.actions.notes import write_note
from madoguchi.desk.conversations.actions.tagging import tag_conversation
from madoguchi.desk.conversations.drafts import save_draft
from madoguchi.desk.conversations.models import (
    Attachment,
    Conversation,
    Merge,
    Message,
    Presence,
)
from madoguchi.desk.guard.models import GuardCheck, GuardFinding
from madoguchi.desk.mail.models import OutgoingMail, RawMail
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import walls
from madoguchi.desk.promises.actions.giving import give_promises
from madoguchi.desk.promises.given import Given
from madoguchi.desk.rooms.actions import signs
from madoguchi.desk.rooms.actions.calls import ActionTyped, CallTyped, note_call
from madoguchi.desk.rooms.actions.direct import DirectOpening, open_direct
from madoguchi.desk.rooms.actions.reading import mark_read
from madoguchi.desk.rooms.actions.speaking import Saying, say_in_thread
from madoguchi.desk.rooms.models import Told
from madoguchi.desk.search.actions.entries import index_messages
from madoguchi.desk.tasks.actions.accepting import Terms, accept_task
from madoguchi.desk.tasks.actions.checking import add_item
from madoguchi.desk.tasks.actions.delays import Notice, notice_delay
from madoguchi.desk.tasks.actions.planning import watch_task
from madoguchi.desk.tasks.actions.requesting import request_from_message
from tests import builders
from tests.desk.walls import marks

WORDS = "お加減はいかがでしょうか。どうぞお大事になさってください。"
OF_THREAD = (
    "alerts_alert",
    "conversations_conversationtag",
    "conversations_mention",
    "conversations_presence",
    "conversations_seen",
    "platform_event",
    "rooms_readmark",
    "rooms_told",
)
OF_MESSAGE = (
    "guard_guardcheck",
    "guard_guardfinding",
    "mail_outgoingmail",
    "mail_rawmail",
    "rooms_pin",
    "rooms_reaction",
)
OF_PARTS = ("tasks_taskitem", "tasks_taskwatcher", "rooms_nextaction")
TABLES = {
    **dict.fromkeys(OF_THREAD, "conversation_id = %(thread)s"),
    **dict.fromkeys(OF_MESSAGE, "message_id = any(%(messages)s)"),
    **dict.fromkeys(OF_PARTS, "true"),
    "conversations_conversationlink": "%(thread)s in (first_id, second_id)",
    "conversations_merge": "%(thread)s in (source_id, target_id)",
}


def a_direct_thread(hikari: Client, ann: Person, cora: Person, dai: Person) -> Conversation:
    """A thread between Ann and Cora, with whatever can hang on it."""
    opening = DirectOpening(
        title="お体のこと",
        body=WORDS,
        matter="health",
        reason="体調の話のため",
        person_ids=[cora.pk],
        draft_key=uuid.uuid4(),
    )
    mail = builders.a_conversation(hikari)
    with walls.transaction([hikari.pk]):
        opened = open_direct(client_id=hikari.pk, person=ann, opening=opening, now=builders.NOW)
        assert opened.refusal is None
        thread = opened.conversation
        said = Message.objects.get(conversation=thread.pk)
        _mark(thread, said, ann, cora)
        _note(thread, mail, ann, dai)
        _send(thread, said)
        _begin(thread, ann, cora)
        index_messages([said.pk])
    return thread


def _mark(thread: Conversation, said: Message, ann: Person, cora: Person) -> None:
    signs.react(message_id=said.pk, person=cora, kind="thanks", now=builders.NOW)
    signs.pin(message_id=said.pk, person=ann, now=builders.NOW)
    mark_read(conversation=thread, person=cora, up_to=said.pk, now=builders.NOW)
    seeing.mark_seen(conversation=thread, person=ann)
    Presence.objects.create(
        client_id=thread.client_id, conversation=thread, person=ann, at=builders.NOW
    )
    Told.objects.create(
        client_id=thread.client_id,
        conversation=thread,
        person=cora,
        up_to=said.pk,
        at=builders.NOW,
    )


def _note(thread: Conversation, mail: Conversation, ann: Person, dai: Person) -> None:
    now = builders.NOW
    write_note(
        conversation_id=thread.pk, author=ann, text=f"@{dai.name} 確認をお願いします。", now=now
    )
    assert Alert.objects.filter(conversation=thread).exists()
    for one in (mail, thread):  # its word is known from elsewhere
        tag_conversation(conversation_id=one.pk, person=ann, name="体調", now=now)
    link_conversations(conversation_id=thread.pk, other_id=mail.pk, person=ann, now=now)
    Merge.objects.create(
        client_id=thread.client_id,
        source=thread,
        target=mail,
        message_ids=[],
        person=ann,
        at=now,
        undone_at=now,
    )


def _send(thread: Conversation, said: Message) -> None:
    """What never happens to a thread, and would be hidden too."""
    check = GuardCheck.objects.get(message_id=said.pk)
    assert said.author is not None
    GuardFinding.objects.create(
        client_id=thread.client_id,
        guard_check=check,
        message_id=said.pk,
        rule="no-blame",
        severity="nudge",
        outcome=GuardFinding.Outcome.values[0],
        person=said.author,
        at=builders.NOW,
    )
    OutgoingMail.objects.create(client_id=thread.client_id, message=said, queued_at=builders.NOW)
    RawMail.objects.create(
        client_id=thread.client_id,
        envelope_to="support@hikari.example",
        received_at=builders.NOW,
        raw=b"1",
        size=1,
        sha256="0" * 64,
        state=RawMail.State.READ,
        message=said,
    )


def _begin(thread: Conversation, ann: Person, cora: Person) -> None:
    saying = Saying(text="病院の予約を確認してください。", draft_key=uuid.uuid4())
    said = say_in_thread(conversation_id=thread.pk, member=cora, saying=saying, now=builders.NOW)
    task = request_from_message(message_id=said.pk, person=ann, now=builders.NOW)
    add_item(task_id=task.pk, person=ann, text="電話", now=builders.NOW)
    watch_task(task_id=task.pk, watcher=ann, person=ann, now=builders.NOW)
    contact = Contact.objects.get(person=cora)
    typed = CallTyped(
        contact_id=contact.pk,
        began_at=builders.NOW,
        ended_at=builders.NOW,
        actions=[ActionTyped(what="回答", due_at=builders.NOW + timedelta(days=2))],
    )
    note_call(conversation_id=thread.pk, person=ann, typed=typed, now=builders.NOW)
    due_at = builders.NOW + timedelta(days=1)
    accept_task(task_id=task.pk, person=ann, terms=Terms(due_at=due_at), now=builders.NOW)
    notice = Notice(reason="体調のため", new_due_at=due_at + timedelta(days=1))
    notice_delay(task_id=task.pk, person=ann, notice=notice, now=builders.NOW)
    _begin_to_write(thread, ann)


def _begin_to_write(thread: Conversation, ann: Person) -> None:
    given = Given(what="お返事", span="お返事", due_at=builders.NOW + timedelta(hours=3))
    give_promises(
        client_id=thread.client_id,
        conversation_id=thread.pk,
        given=[given],
        given_at=builders.NOW,
        given_by=ann,
        owner=ann,
    )
    said = Message.objects.filter(conversation=thread.pk).order_by("-pk")[0]
    Attachment.objects.create(
        client_id=thread.client_id,
        message=said,
        position=0,
        name="診断書.pdf",
        content_type="application/pdf",
        size=1,
        sha256="0" * 64,
    )
    save_draft(conversation=thread, person=ann, body=WORDS, now=builders.NOW)
    marks.held(thread, ann)
    marks.scheduled(thread, ann)
    marks.typed(thread, ann)
