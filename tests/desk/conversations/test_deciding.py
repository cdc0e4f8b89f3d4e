"""A director decides with the text in hand: approves it changed, takes it over, sees what was corrected."""

import uuid

import pytest
from django.test import Client as Browser
from django.urls import reverse

from madoguchi.desk.alerts.models import Alert
from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations import draft_files, drafts
from madoguchi.desk.conversations.actions import approvals, replies, scheduling
from madoguchi.desk.conversations.models import Conversation, HeldReply, Message
from madoguchi.desk.guard import gate
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import clock, walls
from tests import builders
from tests.desk.conversations.posting import page_of

VAGUE = "お品物はなるべく早くお届けします。"
DATED = "お品物は11月20日(金)にお届けします。"


@pytest.fixture
def held(hikari: Client, ann: Person, fresh: Conversation) -> HeldReply:
    """A reply of Ann's that the client has blocked."""
    builders.with_only(hikari, "concrete-wording", severity="block")
    return asked(fresh, ann, VAGUE)


def asked(conversation: Conversation, author: Person, text: str) -> HeldReply:
    with walls.transaction([conversation.client_id]):
        return approvals.request_approval(
            conversation_id=conversation.pk,
            author=author,
            reply=builders.a_reply(conversation, body=text, draft_key=uuid.uuid4()),
            now=clock.now(),
        )


def decided(person: Person, held: HeldReply, **form: str) -> tuple[int, str]:
    answer = builders.signed_in(person).post(reverse("approval-decision", args=[held.pk]), form)
    return answer.status_code, page_of(answer)


def opened(person: Person, conversation: Conversation) -> str:
    return page_of(builders.signed_in(person).get(reverse("conversation", args=[conversation.pk])))


def told(conversation: Conversation) -> list[tuple[str, str]]:
    with walls.transaction([conversation.client_id]):
        alerts = Alert.objects.filter(about__in=["returned", "taken", "changed"]).order_by("pk")
        return [(one.person.name, one.about) for one in alerts.select_related("person")]


def test_the_card_shows_the_text_its_findings_the_clock_and_the_ways_to_decide(
    held: HeldReply, dai: Person
) -> None:
    page = opened(dai, held.conversation)

    card = page[page.index(f'id="held-{held.pk}"') :]
    card = card[: card.index("</form>")]
    for words in (VAGUE, "なるべく早く", 'class="clock"', "承認して送信", "差し戻す", "引き取って"):
        assert words in card


def test_a_director_approves_a_text_that_they_changed_and_both_stay(
    held: HeldReply, ann: Person, dai: Person, fresh: Conversation
) -> None:
    status, _page = decided(dai, held, decision="approve", body=DATED.replace("\n", "\r\n"))

    assert status == 302
    with walls.transaction([fresh.client_id]):
        [sent] = Message.objects.filter(kind="reply")
        kept = HeldReply.objects.get(pk=held.pk)
    assert (sent.text, sent.author_id) == (DATED, ann.pk)
    assert (kept.body, kept.approved_body, kept.decided_by_id) == (VAGUE, DATED, dai.pk)
    seen = opened(ann, fresh)
    assert "が文面を直しました" in seen
    assert "<del>" in seen
    assert "<ins>" in seen
    assert told(fresh) == [(ann.name, "changed")]


def test_an_unchanged_text_is_approved_as_it_is(
    held: HeldReply, ann: Person, dai: Person, fresh: Conversation
) -> None:
    decided(dai, held, decision="approve", body=VAGUE)

    with walls.transaction([fresh.client_id]):
        assert HeldReply.objects.get(pk=held.pk).approved_body == ""
    assert "<ins>" not in opened(ann, fresh)
    assert told(fresh) == []


def test_what_a_director_typed_stays_when_it_is_refused(
    held: HeldReply, dai: Person, fresh: Conversation
) -> None:
    gap = f"{DATED}〔担当者名〕"

    status, page = decided(dai, held, decision="approve", body=gap, note="見ました")

    assert status == 422
    assert f"\n{gap}</textarea>" in page
    assert 'value="見ました"' in page


def test_after_a_return_the_director_sees_what_was_corrected(
    held: HeldReply, ann: Person, dai: Person, fresh: Conversation
) -> None:
    decided(dai, held, decision="return", note="日付を入れてください")
    assert told(fresh) == [(ann.name, "returned")]
    assert "日付を入れてください" in opened(ann, fresh)

    asked(fresh, ann, f"{VAGUE}11月20日(金)の予定です。")

    page = opened(dai, fresh)
    assert "差し戻しのあとに直したところ" in page
    assert "<ins>" in page


def test_a_director_takes_the_text_over_and_sends_it_as_theirs(
    held: HeldReply, ann: Person, dai: Person, fresh: Conversation
) -> None:
    status, _page = decided(dai, held, decision="take", note="続きは私から")

    assert status == 302
    with walls.transaction([fresh.client_id]):
        kept = HeldReply.objects.get(pk=held.pk)
        assert drafts.draft_body(conversation=fresh, person=dai) == VAGUE
        assert drafts.draft_body(conversation=fresh, person=ann) == ""
    assert (kept.state, kept.decided_by_id) == ("taken", dai.pk)
    assert told(fresh) == [(ann.name, "taken")]
    assert "がこの文面を引き取りました" in opened(ann, fresh)

    with walls.transaction([fresh.client_id]):
        reply = builders.a_reply(fresh, body=DATED)
        replies.send_reply(conversation_id=fresh.pk, author=dai, reply=reply, now=clock.now())
    assert "がこの文面を引き取りました" not in opened(ann, fresh)


def test_its_files_go_with_the_text(
    held: HeldReply, ann: Person, dai: Person, fresh: Conversation
) -> None:
    with walls.transaction([fresh.client_id]):
        builders.a_draft_file(fresh, ann, draft_key=held.draft_key)
        approvals.take_over_reply(held_reply_id=held.pk, director=dai, note="", now=clock.now())

        assert [one.name for one in draft_files.in_composer(fresh, dai)] == ["見積.pdf"]


def test_a_text_that_the_director_has_begun_is_not_written_over(
    held: HeldReply, dai: Person, fresh: Conversation
) -> None:
    with walls.transaction([fresh.client_id]):
        drafts.save_draft(conversation=fresh, person=dai, body="別の件です。", now=clock.now())

    status, page = decided(dai, held, decision="take")

    assert status == 422
    assert replies.ComposerTaken.__doc__ is not None
    assert replies.ComposerTaken.__doc__ in page


@pytest.mark.parametrize("decision", ["approve", "take", "return"])
def test_an_operator_and_somebody_assigned_elsewhere_decide_nothing(
    decision: str, held: HeldReply, hikari: Client, otto_browser: Browser
) -> None:
    bea = builders.assigned(builders.a_person("bea"), hikari)

    assert decided(bea, held, decision=decision, body=DATED, note="x")[0] == 422
    answer = otto_browser.post(
        reverse("approval-decision", args=[held.pk]), {"decision": decision, "body": DATED}
    )
    assert answer.status_code == 404
    with walls.transaction([hikari.pk]):
        assert HeldReply.objects.get(pk=held.pk).state == HeldReply.State.WAITING


def test_what_was_taken_over_is_decided(held: HeldReply, dai: Person, fresh: Conversation) -> None:
    decided(dai, held, decision="take")

    with walls.transaction([fresh.client_id]), pytest.raises(approvals.AlreadyDecided):
        approvals.approve_reply(held_reply_id=held.pk, director=dai, now=clock.now())


def test_a_scheduled_reply_of_a_client_that_blocks_is_refused_like_any_other(
    held: HeldReply, ann: Person, fresh: Conversation
) -> None:
    with walls.transaction([fresh.client_id]), pytest.raises(gate.DirectorNeeded):
        scheduling.schedule_reply(
            conversation_id=fresh.pk,
            author=ann,
            reply=builders.a_reply(fresh, body=VAGUE),
            send_at=clock.now() + builders.A_DAY,
            now=clock.now(),
        )
