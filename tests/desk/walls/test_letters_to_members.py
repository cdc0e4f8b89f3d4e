"""What is written to members of what they missed: nothing of ours, and of a direct thread to who takes part."""

import uuid
from datetime import UTC, datetime, timedelta

import pytest

from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations.actions.notes import write_note
from madoguchi.desk.conversations.actions.recalling import recall_reply
from madoguchi.desk.conversations.actions.replies import send_reply
from madoguchi.desk.mail.actions import missed
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import walls
from madoguchi.desk.rooms.actions.direct import DirectOpening, open_direct
from madoguchi.desk.rooms.actions.missing import write_of_missed
from madoguchi.desk.rooms.actions.speaking import Saying, open_as_member
from madoguchi.desk.rooms.models import Told
from madoguchi.engines import mailtext
from tests import builders

AT_WORK = datetime(2026, 11, 24, 5, 0, tzinfo=UTC)  # a Tuesday, 14:00
WORDS = "お加減はいかがでしょうか。どうぞお大事になさってください。"


@pytest.mark.parametrize("called", ["", "@Noa 桜 さん、"])
def test_another_member_gets_no_letter_of_it(
    hikari: Client, ann: Person, cora: Person, called: str
) -> None:
    noa = builders.a_member("noa", hikari)
    opening = DirectOpening(
        title="お体のこと",
        body=f"{called}{WORDS}",
        matter="health",
        reason="体調の話のため",
        person_ids=[cora.pk],
        draft_key=uuid.uuid4(),
    )

    with walls.transaction([hikari.pk]):
        opened = open_direct(
            client_id=hikari.pk, person=ann, opening=opening, now=AT_WORK - timedelta(minutes=20)
        )
        assert opened.refusal is None
        written = write_of_missed(client_id=hikari.pk, now=AT_WORK)
        told = list(Told.objects.values_list("person_id", flat=True))

    assert (written, told) == (1, [cora.pk])
    assert noa.pk not in told


def test_a_letter_holds_no_note_and_nothing_that_was_taken_back(
    hikari: Client, ann: Person, cora: Person
) -> None:
    saying = Saying(text="いつですか。", draft_key=uuid.uuid4())
    with walls.transaction([hikari.pk]):
        asked = open_as_member(
            client_id=hikari.pk, member=cora, title="出荷日", saying=saying, now=builders.NOW
        )
    thread = asked.conversation
    builders.replied(thread, ann)
    with walls.transaction([hikari.pk]):
        reply = builders.a_reply(thread, body="これは取り消す文です。12月5日に送ります。")
        taken = send_reply(conversation_id=thread.pk, author=ann, reply=reply, now=builders.NOW)
        recall_reply(message_id=taken.pk, person=ann, now=builders.NOW)
        note = write_note(
            conversation_id=thread.pk, author=ann, text="社内の話です。", now=builders.NOW
        )

        envelope = missed._envelope(hikari.pk, thread.pk, cora.pk, 0, note.pk, builders.NOW)

    assert envelope is not None
    words = mailtext.parse(envelope.raw).text
    assert "11月19日(木)に届きます" in words
    assert "社内の話" not in words
    assert "取り消す文" not in words
