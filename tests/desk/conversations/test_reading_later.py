"""A scheduled reply is read on another day: its words are told with both, its promises read as by its reader."""

from datetime import datetime, timedelta

import pytest
from django.http.response import HttpResponseBase
from django.test import Client as Browser
from django.utils import timezone

from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations import seeing
from madoguchi.desk.conversations.actions import changing, lateness, scheduling
from madoguchi.desk.conversations.models import Conversation, Message, ScheduledReply
from madoguchi.desk.conversations.queries.composers import composer_of
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import clock, days, walls
from madoguchi.desk.promises.given import Chip, Promised
from madoguchi.desk.promises.models import Promise
from tests import builders
from tests.desk.conversations.posting import KEY, page_of, posted
from tests.desk.conversations.talking import jst

SAID = "明日15時までに交換の可否を回答いたします"
BODY = f"田中様\n{SAID}。"
TUESDAY = builders.NOW + timedelta(minutes=10)  # in the afternoon
THURSDAY = jst("2026-11-19 09:00")


@pytest.fixture
def conversation(hikari: Client, ann: Person) -> Conversation:
    """A conversation of Ann's, of Tuesday."""
    return builders.a_conversation(hikari)


def planned(
    conversation: Conversation, author: Person, promised: Promised | None = None, **asked: bool
) -> ScheduledReply:
    reply = builders.a_reply(
        conversation,
        body=BODY,
        last_seen_id=seeing.newest_said(conversation),
        promised=promised or Promised(),
    )
    return scheduling.schedule_reply(
        conversation_id=conversation.pk,
        author=author,
        reply=reply,
        send_at=THURSDAY,
        now=TUESDAY,
        **asked,
    )


def left(one: ScheduledReply, at: datetime = THURSDAY) -> Message:
    scheduling.send_at_its_time(scheduled_reply_id=one.pk, now=at)
    one.refresh_from_db()
    assert one.state == ScheduledReply.State.SENT, one.held_because
    return Message.objects.get(draft_key=one.draft_key)


@pytest.mark.usefixtures("in_hikari")
def test_tomorrow_is_the_day_after_it_left(conversation: Conversation, ann: Person) -> None:
    left(planned(conversation, ann, Promised(chips=(Chip(span=SAID),))))

    assert Promise.objects.get().due_at == jst("2026-11-20 15:00")


@pytest.mark.usefixtures("in_hikari")
def test_what_nobody_touched_is_read_anew_when_it_leaves_at_another_time(
    conversation: Conversation, ann: Person
) -> None:
    one = planned(conversation, ann)

    scheduling.send_scheduled_now(
        scheduled_reply_id=one.pk,
        person=ann,
        last_seen_id=2**62,
        now=TUESDAY + timedelta(minutes=5),
    )

    assert Promise.objects.get().due_at == jst("2026-11-18 15:00")


@pytest.mark.usefixtures("in_hikari")
def test_what_its_writer_mended_or_struck_stays_so(conversation: Conversation, ann: Person) -> None:
    by_noon = jst("2026-11-20 12:00")
    left(planned(conversation, ann, Promised(chips=(Chip(span=SAID, due_at=by_noon),))))

    assert Promise.objects.get().due_at == by_noon


@pytest.mark.usefixtures("in_hikari")
def test_what_was_struck_is_no_promise_when_it_leaves(
    conversation: Conversation, ann: Person
) -> None:
    left(planned(conversation, ann, Promised(chips=(Chip(span=SAID, is_struck=True),))))

    assert not Promise.objects.exists()


@pytest.mark.usefixtures("in_hikari")
def test_a_moment_whose_words_were_not_seen_is_asked_about(
    conversation: Conversation, ann: Person
) -> None:
    with pytest.raises(lateness.ReadsOtherwise, match="「明日15時」は、届いてから読むと別の日"):
        planned(conversation, ann, is_reading_known=False)

    assert not ScheduledReply.objects.exists()


@pytest.mark.usefixtures("in_hikari")
def test_a_text_that_is_being_changed_is_read_as_for_its_moment(
    conversation: Conversation, ann: Person
) -> None:
    one = planned(conversation, ann, Promised(chips=(Chip(span=SAID, what="交換の可否"),)))

    changing.edit_scheduled(scheduled_reply_id=one.pk, person=ann, now=TUESDAY)
    row = composer_of(conversation, ann, TUESDAY).promised

    assert [(chip.due_at, chip.what) for chip in row.chips] == [
        (jst("2026-11-20 15:00"), "交換の可否")
    ]
    assert [one.said for one in row.shifts] == ["明日15時"]


def scheduled(browser: Browser, fresh: Conversation, **moment: str) -> HttpResponseBase:
    seen = fresh.newest_customer_message_id
    fields = {"draft_key": KEY, "last_seen": seen, "body": BODY, "reason": "試験のため"}
    return posted(browser, "schedule", fresh, **{**fields, **moment})


def test_the_page_names_the_word_with_both_dates_and_the_due_as_its_reader_takes_it(
    ann_browser: Browser, fresh: Conversation, hikari: Client
) -> None:
    now = timezone.localtime(clock.now())
    at = (now + timedelta(days=3)).replace(hour=12, minute=0, second=0, microsecond=0)
    with walls.transaction([hikari.pk]):
        Conversation.objects.filter(pk=fresh.pk).update(due_at=None)

    asked = scheduled(ann_browser, fresh, when="at", at=f"{at:%Y-%m-%dT%H:%M}")

    page = page_of(asked)
    tomorrow, theirs = (days.day_words((one + timedelta(days=1)).date()) for one in (now, at))
    assert asked.status_code == 422
    assert f"「明日15時」は、届いてから読むと{theirs}です（いまは{tomorrow}）。" in page
    assert f'value="{at + timedelta(days=1):%Y-%m-%d}T15:00"' in page
    assert "明日15時までに交換の可否を回答いたします" in page

    answer = scheduled(ann_browser, fresh, anyway=at.isoformat())
    assert answer.status_code == 302


def test_a_moment_that_the_page_has_shown_is_not_asked_about_again(
    ann_browser: Browser, fresh: Conversation, hikari: Client
) -> None:
    at = timezone.localtime(clock.now()).replace(second=0, microsecond=0) + timedelta(days=3)
    with walls.transaction([hikari.pk]):
        Conversation.objects.filter(pk=fresh.pk).update(due_at=None)

    answer = scheduled(ann_browser, fresh, moment=at.isoformat(), promise_read_at=at.isoformat())

    assert answer.status_code == 302


def test_while_it_is_typed_for_a_named_moment_the_chips_are_read_for_it(
    ann_browser: Browser, fresh: Conversation
) -> None:
    at = timezone.localtime(clock.now()).replace(second=0, microsecond=0) + timedelta(days=3)

    part = page_of(posted(ann_browser, "guard", fresh, body=BODY, promise_read_at=at.isoformat()))

    assert f'value="{at + timedelta(days=1):%Y-%m-%d}T15:00"' in part
    assert 'name="promise_read_at"' in part
