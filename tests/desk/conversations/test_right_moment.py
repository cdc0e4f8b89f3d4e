"""A reply in a room at a bad moment: asked about, kept until a good one, or gone as urgent with its reason."""

import uuid
from datetime import datetime, timedelta

import pytest

from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations import drafts
from madoguchi.desk.conversations.actions.replies import send_reply
from madoguchi.desk.conversations.actions.scheduling import schedule_reply, send_at_its_time
from madoguchi.desk.conversations.models import Conversation, Message, ScheduledReply
from madoguchi.desk.conversations.queries import guards
from madoguchi.desk.conversations.queries.histories import history_of
from madoguchi.desk.conversations.urgency import UrgencyUnexplained
from madoguchi.desk.guard import gate
from madoguchi.desk.guard.models import GuardCheck
from madoguchi.desk.guard.traces import Trace
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform.models import Event
from madoguchi.desk.rooms.actions.speaking import Saying, say_in_thread
from madoguchi.desk.rooms.actions.threads import Opened, Opening, open_thread
from tests import builders
from tests.desk.conversations.talking import (
    REPORT,
    UNTIL_THREE,
    a_thread,
    jst,
    works,
)

RULE = "considerate-timing"
NOON = jst("2026-11-20 12:00")  # a Friday
AFTER_THREE = jst("2026-11-20 15:02")
TUESDAY = jst("2026-11-24 09:00")


@pytest.fixture
def thread(hikari: Client, ann: Person, cora: Person) -> Conversation:
    """A thread that Cora, who works until three, began on Friday at noon."""
    works(hikari, cora, UNTIL_THREE)
    return a_thread(hikari, cora, at=NOON)


pytestmark = pytest.mark.usefixtures("thread", "in_hikari")


def sent(
    thread: Conversation, ann: Person, *, urgent: str | None = None, now: datetime = AFTER_THREE
) -> Message:
    reply = builders.a_reply(thread, body=REPORT, urgent=urgent)
    return send_reply(conversation_id=thread.pk, author=ann, reply=reply, now=now)


def check_of(message: Message) -> GuardCheck:
    return GuardCheck.objects.get(message_id=message.pk)


def test_what_is_urgent_leaves_with_its_reason_kept_and_said(
    hikari: Client, thread: Conversation, ann: Person
) -> None:
    builders.with_severity(hikari, RULE, "stop")

    message = sent(thread, ann, urgent="  今夜の出荷を止めるため  ")

    check = check_of(message)
    assert (message.is_urgent, check.urgent_reason) == (True, "今夜の出荷を止めるため")
    assert RULE not in {one["rule"] for one in check.findings}
    happened = Event.objects.get(kind="ReplySent", conversation_id=thread.pk)
    assert happened.data["is_urgent"] is True
    assert "急ぎとして、相手の勤務時間を待たずに返信しました" in {
        one.words for one in history_of(thread)
    }


def test_within_their_hours_nothing_is_urgent(thread: Conversation, ann: Person) -> None:
    message = sent(thread, ann, urgent="急いでいます", now=NOON + timedelta(minutes=30))

    assert (message.is_urgent, check_of(message).urgent_reason) == (False, "")


def test_urgency_without_a_word_why_is_refused(thread: Conversation, ann: Person) -> None:
    with pytest.raises(UrgencyUnexplained):
        sent(thread, ann, urgent=" …")

    assert not thread.messages.filter(kind="reply").exists()


def test_where_the_client_wants_it_a_plain_reply_does_not_leave(
    hikari: Client, thread: Conversation, ann: Person
) -> None:
    builders.with_only(hikari, RULE, severity="stop")

    with pytest.raises(gate.GoodMomentNeeded):
        sent(thread, ann)

    assert sent(thread, ann, now=TUESDAY).at == TUESDAY


def test_another_stop_beside_it_is_asked_about_as_ever(
    hikari: Client, thread: Conversation, ann: Person
) -> None:
    builders.with_severity(hikari, RULE, "stop")
    builders.with_severity(hikari, "reply-promise", "stop")
    reply = builders.a_reply(thread, body=f"{REPORT}残りは確認して、折り返しご連絡いたします。")

    with pytest.raises(gate.ReasonNeeded) as refused:
        send_reply(conversation_id=thread.pk, author=ann, reply=reply, now=AFTER_THREE)

    assert not isinstance(refused.value, gate.GoodMomentNeeded)


def test_where_a_director_decides_urgency_does_not_pass_them_by(
    hikari: Client, thread: Conversation, ann: Person
) -> None:
    builders.with_only(hikari, RULE, severity="block")

    with pytest.raises(gate.DirectorNeeded):
        sent(thread, ann, urgent="今夜の出荷を止めるため")


def test_as_a_warning_it_leaves_and_is_counted(thread: Conversation, ann: Person) -> None:
    message = sent(thread, ann)

    assert message.is_urgent is False
    assert RULE in {one["rule"] for one in check_of(message).findings}


def test_a_hint_offers_nothing_instead_of_now(
    hikari: Client, thread: Conversation, ann: Person
) -> None:
    def waits() -> bool:
        judged = guards.findings_of(thread, REPORT, author=ann, now=AFTER_THREE)
        return guards.guard_row(thread, judged, Trace()).waits

    assert waits()
    builders.with_severity(hikari, RULE, "hint")
    assert not waits()
    builders.with_severity(hikari, RULE, "off")
    assert not waits()


def test_a_thread_that_we_begin_at_a_bad_moment_waits_in_its_composer(
    hikari: Client, ann: Person
) -> None:
    text = f"Coraさん、{REPORT}"

    def opened(now: datetime) -> Opened:
        opening = Opening(title="週報", body=text, draft_key=uuid.uuid4())
        return open_thread(client_id=hikari.pk, person=ann, opening=opening, now=now)

    late = opened(AFTER_THREE)

    assert isinstance(late.refusal, gate.GoodMomentNeeded)
    assert drafts.draft_body(conversation=late.conversation, person=ann) == text
    assert opened(NOON).refusal is None
    builders.with_severity(hikari, RULE, "hint")
    assert opened(AFTER_THREE).refusal is None


def planned(thread: Conversation, ann: Person, at: datetime = TUESDAY) -> ScheduledReply:
    return schedule_reply(
        conversation_id=thread.pk,
        author=ann,
        reply=builders.a_reply(thread, body=REPORT, last_seen_id=thread.messages.latest("pk").pk),
        send_at=at,
        now=AFTER_THREE,
    )


def test_a_planned_one_is_judged_by_its_own_moment_and_leaves_then(
    hikari: Client, thread: Conversation, ann: Person
) -> None:
    builders.with_only(hikari, RULE, severity="stop")

    one = planned(thread, ann)
    send_at_its_time(scheduled_reply_id=one.pk, now=TUESDAY)

    one.refresh_from_db()
    assert one.state == ScheduledReply.State.SENT
    assert thread.messages.get(kind="reply").is_urgent is False


def test_one_planned_for_a_bad_moment_is_refused_like_one_sent_then(
    hikari: Client, thread: Conversation, ann: Person
) -> None:
    builders.with_only(hikari, RULE, severity="stop")

    with pytest.raises(gate.GoodMomentNeeded):
        planned(thread, ann, jst("2026-11-23 11:00"))


def test_one_that_missed_its_moment_is_held_with_the_reason(
    hikari: Client, thread: Conversation, ann: Person
) -> None:
    builders.with_only(hikari, RULE, severity="stop")
    one = planned(thread, ann)

    send_at_its_time(scheduled_reply_id=one.pk, now=jst("2026-11-24 21:00"))

    one.refresh_from_db()
    assert one.state == ScheduledReply.State.HELD
    assert one.held_because == gate.GoodMomentNeeded(()).sentence


def test_one_is_held_when_a_member_wrote_meanwhile(
    hikari: Client, thread: Conversation, ann: Person, cora: Person
) -> None:
    one = planned(thread, ann)
    saying = Saying(text="週報に写真も添えてください。", draft_key=uuid.uuid4())
    say_in_thread(conversation_id=thread.pk, member=cora, saying=saying, now=AFTER_THREE)

    send_at_its_time(scheduled_reply_id=one.pk, now=TUESDAY)

    one.refresh_from_db()
    assert (one.state, thread.messages.filter(kind="reply").exists()) == ("held", False)
