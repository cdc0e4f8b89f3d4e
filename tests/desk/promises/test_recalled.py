"""A reply is taken back before it left: chips, promises, alerts and figures are as if it had not been sent."""

import uuid
from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError

from madoguchi.desk.alerts.actions.promising import raise_for_promises
from madoguchi.desk.alerts.models import Alert
from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations import drafts
from madoguchi.desk.conversations.actions.approvals import approve_reply, request_approval
from madoguchi.desk.conversations.actions.recalling import recall_reply
from madoguchi.desk.conversations.actions.replies import Reply
from madoguchi.desk.conversations.actions.scheduling import schedule_reply, send_at_its_time
from madoguchi.desk.conversations.models import Message
from madoguchi.desk.people.models import Person
from madoguchi.desk.promises.actions.mending import Mending, mend_promise
from madoguchi.desk.promises.given import Chip, Promised
from madoguchi.desk.promises.models import Promise
from madoguchi.desk.promises.queries.rates import kept_rate
from madoguchi.desk.promises.rows import KeptRate
from tests import builders
from tests.desk.promises.words import ANSWER, AT_FIVE, HOLDING, LATER, NOW, SAID, promised, sent

pytestmark = pytest.mark.usefixtures("in_hikari")
STRUCK = Promised(chips=(Chip(span=SAID, is_struck=True),))
MINUTE = timedelta(minutes=1)
NEAR = AT_FIVE - 20 * MINUTE


def a_reply() -> Reply:
    """A holding reply whose one promise is struck."""
    return Reply(body=HOLDING, draft_key=uuid.uuid4(), last_seen_id=2**62, promised=STRUCK)


def rate(client: Client) -> KeptRate:
    """At the end of the day after."""
    until = NOW + timedelta(days=1)
    return kept_rate([client.pk], NOW, until, now=until)


def unseen() -> int:
    return Alert.objects.filter(seen_at__isnull=True).count()


def test_which_promises_it_was_to_keep_comes_back_too(hikari: Client, ann: Person) -> None:
    conversation = builders.a_conversation(hikari)
    promise = promised(conversation, ann)
    keeps = Promised(keeps=frozenset({promise.pk}))
    message = sent(conversation, ann, f"{HOLDING}\n交換を承りました。", promised=keeps)

    recall_reply(message_id=message.pk, person=ann, now=LATER)

    draft = drafts.draft_of(conversation=conversation, person=ann)
    assert Promised.of(draft.promised) == keeps
    promise.refresh_from_db()
    assert promise.state == "open"


def test_a_text_that_was_begun_meanwhile_is_not_given_the_chips_of_another(
    hikari: Client, ann: Person
) -> None:
    conversation = builders.a_conversation(hikari)
    message = sent(conversation, ann, promised=STRUCK)
    drafts.save_draft(conversation=conversation, person=ann, body="別の件です。", now=LATER)

    recall_reply(message_id=message.pk, person=ann, now=LATER)

    draft = drafts.draft_of(conversation=conversation, person=ann)
    assert (draft.body, draft.promised) == ("別の件です。", {})


def test_a_director_who_takes_it_back_gives_them_to_its_author(
    hikari: Client, ann: Person, dai: Person
) -> None:
    conversation = builders.a_conversation(hikari)
    message = sent(conversation, ann, promised=STRUCK)

    recall_reply(message_id=message.pk, person=dai, now=LATER)

    assert Promised.of(conversation.drafts.get(person=ann).promised) == STRUCK
    assert not conversation.drafts.filter(person=dai).exists()


def test_an_approved_reply_comes_back_with_what_its_writer_struck(
    hikari: Client, ann: Person, dai: Person
) -> None:
    conversation = builders.a_conversation(hikari)
    held = request_approval(conversation_id=conversation.pk, author=ann, reply=a_reply(), now=LATER)
    message = approve_reply(held_reply_id=held.pk, director=dai, now=LATER)

    recall_reply(message_id=message.pk, person=ann, now=LATER)

    assert Promised.of(conversation.drafts.get(person=ann).promised) == STRUCK


def test_so_does_one_that_was_scheduled(hikari: Client, ann: Person) -> None:
    conversation = builders.a_conversation(hikari)
    scheduled = schedule_reply(
        conversation_id=conversation.pk, author=ann, reply=a_reply(), send_at=NEAR, now=LATER
    )
    send_at_its_time(scheduled_reply_id=scheduled.pk, now=NEAR)
    message = Message.objects.get(draft_key=scheduled.draft_key)

    recall_reply(message_id=message.pk, person=ann, now=NEAR)

    draft = conversation.drafts.get(person=ann)
    assert (draft.body, Promised.of(draft.promised)) == (HOLDING, STRUCK)


@pytest.mark.parametrize("moment", [NEAR, AT_FIVE + MINUTE])
def test_a_promise_that_seemed_kept_is_owed_and_told_of_as_before(
    hikari: Client, ann: Person, dai: Person, moment: datetime
) -> None:
    conversation = builders.a_conversation(hikari)
    promise = promised(conversation, ann)
    raise_for_promises(client_id=hikari.pk, now=moment)
    Alert.objects.filter(person=dai).update(seen_at=moment)
    before, figures = Promise.objects.values().get(), rate(hikari)
    assert (unseen(), figures) == (1, KeptRate(overdue=1))

    answer = sent(conversation, ann, ANSWER, now=moment + MINUTE)
    assert (unseen(), rate(hikari).overdue) == (0, 0)
    recall_reply(message_id=answer.pk, person=ann, now=moment + 2 * MINUTE)

    assert (Promise.objects.values().get(), rate(hikari), unseen()) == (before, figures, 1)
    assert raise_for_promises(client_id=hikari.pk, now=moment + 3 * MINUTE) == []
    promise.refresh_from_db()
    assert promise.state == "open"


def test_nobody_is_told_of_a_promise_that_was_never_given(
    hikari: Client, ann: Person, dai: Person
) -> None:
    conversation = builders.a_conversation(hikari)
    message = sent(conversation, ann, now=NEAR)
    assert len(raise_for_promises(client_id=hikari.pk, now=NEAR)) == 2

    recall_reply(message_id=message.pk, person=ann, now=NEAR + MINUTE)

    assert (unseen(), rate(hikari)) == (0, KeptRate())


def test_what_took_its_place_goes_with_it(hikari: Client, ann: Person) -> None:
    conversation = builders.a_conversation(hikari)
    message = sent(conversation, ann, now=NEAR)
    later = Mending(
        what="回答", due_at=AT_FIVE + timedelta(hours=1), reason="確認に時間がかかるため"
    )
    mend_promise(
        promise_id=Promise.objects.get().pk, mending=later, person=ann, now=AT_FIVE + MINUTE
    )
    assert list(Promise.objects.order_by("pk").values_list("state", flat=True)) == [
        "broken",
        "open",
    ]

    recall_reply(message_id=message.pk, person=ann, now=AT_FIVE + 2 * MINUTE)

    assert not Promise.objects.exists()


def test_no_promise_stands_in_its_own_place(hikari: Client, ann: Person) -> None:
    promise = promised(builders.a_conversation(hikari), ann)

    with pytest.raises(IntegrityError, match="promise_is_not_in_its_own_place"):
        Promise.objects.filter(pk=promise.pk).update(instead_of=promise)
