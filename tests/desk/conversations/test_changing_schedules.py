"""The text of a scheduled reply is changed: the promise stands until the changed text takes its place."""

from datetime import timedelta

import pytest

from madoguchi.desk.alerts.models import Alert
from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations import drafts, seeing
from madoguchi.desk.conversations.actions import approvals, changing, ownership, scheduling
from madoguchi.desk.conversations.actions.replies import ComposerTaken, Reply, send_reply
from madoguchi.desk.conversations.models import Conversation, ScheduledReply
from madoguchi.desk.people.models import Person
from tests import builders

pytestmark = pytest.mark.usefixtures("in_hikari")
ASKED = builders.NOW + timedelta(minutes=10)
LATER = builders.NOW + timedelta(minutes=40)
CHANGED = "田中様\n11月20日(金)にお届けします。"


@pytest.fixture
def conversation(hikari: Client, ann: Person) -> Conversation:
    """A conversation of Ann's."""
    return builders.a_conversation(hikari)


@pytest.fixture
def one(conversation: Conversation, ann: Person) -> ScheduledReply:
    """A reply of Ann's that leaves LATER."""
    return schedule(conversation, ann)


def a_reply(conversation: Conversation, **changes: object) -> Reply:
    seen = {"last_seen_id": seeing.newest_said(conversation)}
    return builders.a_reply(conversation, **{**seen, **changes})


def schedule(conversation: Conversation, author: Person, **changes: object) -> ScheduledReply:
    return scheduling.schedule_reply(
        conversation_id=conversation.pk,
        author=author,
        reply=a_reply(conversation, **changes),
        send_at=LATER,
        now=ASKED,
    )


def edit(one: ScheduledReply, person: Person) -> None:
    changing.edit_scheduled(scheduled_reply_id=one.pk, person=person, now=ASKED)


def typed(conversation: Conversation, person: Person, text: str) -> None:
    typing = drafts.Typing(text=text, draft_key="")
    drafts.save_typing(conversation_id=conversation.pk, person=person, typing=typing, now=ASKED)


def state_of(one: ScheduledReply) -> str:
    one.refresh_from_db()
    return one.state


def at_its_time(one: ScheduledReply) -> str:
    scheduling.send_at_its_time(scheduled_reply_id=one.pk, now=LATER)
    return state_of(one)


def composer_of(conversation: Conversation, person: Person) -> str:
    return drafts.draft_body(conversation=conversation, person=person)


def test_a_copy_is_in_the_composer_and_never_over_another_text(
    conversation: Conversation, one: ScheduledReply, ann: Person, dai: Person
) -> None:
    drafts.save_draft(conversation=conversation, person=ann, body="次の書きかけ", now=ASKED)

    with pytest.raises(ComposerTaken):
        edit(one, ann)
    edit(one, dai)

    assert composer_of(conversation, dai) == one.body
    assert state_of(one) == "scheduled"


def test_whoever_leaves_without_changing_a_word_breaks_none(
    conversation: Conversation, one: ScheduledReply, ann: Person
) -> None:
    edit(one, ann)

    assert at_its_time(one) == "sent"

    assert conversation.messages.get(kind="reply").text == one.body
    assert composer_of(conversation, ann) == ""


def test_a_text_that_was_half_changed_is_held_and_both_are_told(
    conversation: Conversation, one: ScheduledReply, ann: Person, dai: Person
) -> None:
    edit(one, dai)
    typed(conversation, dai, CHANGED)

    assert at_its_time(one) == "held"

    assert one.held_because.startswith(f"{dai.name}さんが文面を直している途中でした")
    assert Alert.objects.filter(about="hold").values_list("person", flat=True)[0] == ann.pk
    assert composer_of(conversation, dai) == CHANGED
    builders_reply = a_reply(conversation, body=CHANGED)
    send_reply(conversation_id=conversation.pk, author=dai, reply=builders_reply, now=LATER)
    assert state_of(one) == "cancelled"


@pytest.mark.parametrize("way", ["scheduled again", "sent", "given to a director"])
def test_the_changed_text_takes_its_place_at_once(
    conversation: Conversation, one: ScheduledReply, ann: Person, way: str
) -> None:
    edit(one, ann)
    typed(conversation, ann, CHANGED)
    changed = a_reply(conversation, body=CHANGED)

    if way == "scheduled again":
        again = schedule(conversation, ann, body=CHANGED)
        assert at_its_time(again) == "sent"
    elif way == "sent":
        send_reply(conversation_id=conversation.pk, author=ann, reply=changed, now=ASKED)
    else:
        approvals.request_approval(
            conversation_id=conversation.pk, author=ann, reply=changed, now=ASKED
        )

    assert state_of(one) == "cancelled"
    assert at_its_time(one) == "cancelled"
    assert one.body not in conversation.messages.values_list("text", flat=True)
    assert composer_of(conversation, ann) == ""


def test_another_reply_of_a_composer_that_was_emptied_replaces_nothing(
    conversation: Conversation, one: ScheduledReply, ann: Person
) -> None:
    edit(one, ann)
    typed(conversation, ann, "")
    typed(conversation, ann, "別の件です。")

    other = a_reply(conversation, body="田中様\n11月18日(水)にお電話します。")
    send_reply(conversation_id=conversation.pk, author=ann, reply=other, now=ASKED)

    assert state_of(one) == "scheduled"


def test_a_colleagues_reply_replaces_nothing(
    conversation: Conversation, one: ScheduledReply, ann: Person, dai: Person
) -> None:
    edit(one, ann)

    send_reply(conversation_id=conversation.pk, author=dai, reply=a_reply(conversation), now=ASKED)

    assert state_of(one) == "scheduled"


def test_one_that_leaves_by_itself_does_not_replace_the_other(
    conversation: Conversation, one: ScheduledReply, ann: Person
) -> None:
    other = schedule(conversation, ann, body=CHANGED)
    edit(one, ann)

    assert at_its_time(other) == "sent"

    assert state_of(one) == "scheduled"


def test_left_as_it_was_the_composer_is_empty_and_it_leaves(
    conversation: Conversation, one: ScheduledReply, ann: Person, dai: Person
) -> None:
    edit(one, ann)
    typed(conversation, ann, CHANGED)

    with pytest.raises(changing.NotChanging):
        changing.keep_scheduled(scheduled_reply_id=one.pk, person=dai, now=ASKED)
    changing.keep_scheduled(scheduled_reply_id=one.pk, person=ann, now=ASKED)

    assert composer_of(conversation, ann) == ""
    assert at_its_time(one) == "sent"


def test_cancelled_meanwhile_the_changed_text_stays_and_replaces_nothing(
    conversation: Conversation, one: ScheduledReply, ann: Person, dai: Person
) -> None:
    edit(one, ann)
    typed(conversation, ann, CHANGED)

    scheduling.cancel_scheduled(scheduled_reply_id=one.pk, person=dai, now=ASKED)

    kept = drafts.draft_of(conversation=conversation, person=ann)
    assert (kept.body, kept.planned_for) == (CHANGED, None)


def test_who_takes_it_over_replaces_it_and_the_first_does_not(
    conversation: Conversation, one: ScheduledReply, ann: Person, dai: Person
) -> None:
    edit(one, ann)
    edit(one, dai)

    schedule(conversation, ann, body=CHANGED)
    assert state_of(one) == "scheduled"
    schedule(conversation, dai, body=CHANGED)
    assert state_of(one) == "cancelled"


def test_who_only_looks_changes_nothing(one: ScheduledReply, ada: Person) -> None:
    with pytest.raises(ownership.CannotAssign):
        edit(one, ada)
    with pytest.raises(ownership.CannotAssign):
        changing.keep_scheduled(scheduled_reply_id=one.pk, person=ada, now=ASKED)
