"""What is left as it is (このまま), and which rewrites were taken: kept with the draft, then with the check."""

import json
from typing import Any

import pytest
from django.http.response import HttpResponseBase
from django.test import Client as Browser
from django.urls import reverse

from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations import drafts
from madoguchi.desk.conversations.models import Conversation
from madoguchi.desk.guard.models import GuardCheck, GuardFinding
from madoguchi.desk.guard.traces import Trace, key_of
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import clock, walls
from tests import builders
from tests.desk.conversations.posting import KEY, page_of, posted, replied

VAGUE = "お品物はなるべく早くお届けします。"
LEAVE = key_of("concrete-wording", "なるべく早く")
HTMX = {"HX-Request": "true", "HX-Target": "guard"}


@pytest.fixture(autouse=True)
def only_one_rule_speaks(hikari: Client) -> None:
    """The others are off for this client."""
    builders.with_only(hikari, "concrete-wording", severity="warn")


def typed(
    browser: Browser, conversation: Conversation, text: str = VAGUE, **fields: Any
) -> HttpResponseBase:
    return posted(browser, "guard", conversation, body=text, draft_key=str(KEY), **fields)


def silenced(browser: Browser, conversation: Conversation, **fields: Any) -> HttpResponseBase:
    path = reverse("conversation-silences", args=[conversation.pk])
    form = {"body": VAGUE, "draft_key": str(KEY), "leave": LEAVE, **fields}
    return browser.post(path, form, headers=HTMX)


def trace_of(conversation: Conversation, person: Person) -> Trace:
    with walls.transaction([conversation.client_id]):
        return Trace.of(drafts.draft_of(conversation=conversation, person=person).guarded)


def opened(browser: Browser, conversation: Conversation) -> Any:
    answer = browser.get(reverse("conversation", args=[conversation.pk]))
    return answer.context["detail"].composer


def check_of(conversation: Conversation) -> tuple[GuardCheck, list[tuple[str, str]]]:
    with walls.transaction([conversation.client_id]):
        check = GuardCheck.objects.get()
        rows = GuardFinding.objects.filter(guard_check=check).order_by("pk")
        return check, [(one.rule, one.outcome) for one in rows]


def test_a_finding_that_is_left_as_it_is_is_silent_after_a_reload(
    ann_browser: Browser, ann: Person, fresh: Conversation
) -> None:
    assert b'data-rule="concrete-wording"' in typed(ann_browser, fresh).content  # type: ignore[attr-defined] # not a stream

    answer = page_of(silenced(ann_browser, fresh))

    assert 'data-rule="concrete-wording"' not in answer
    assert "このままにした指摘 1件" in answer
    composer = opened(ann_browser, fresh)
    assert (composer.guard.findings, composer.guard.gate) == ((), "open")
    assert [one.words for one in composer.guard.silenced] == ["なるべく早く"]
    [silence] = trace_of(fresh, ann).silenced
    assert (silence.rule, silence.span) == ("concrete-wording", "なるべく早く")


def test_it_is_minded_again_on_request(
    ann_browser: Browser, ann: Person, fresh: Conversation
) -> None:
    silenced(ann_browser, fresh)

    answer = silenced(ann_browser, fresh, leave="", mind=LEAVE)

    assert 'data-rule="concrete-wording"' in page_of(answer)
    assert trace_of(fresh, ann).silenced == ()


def test_without_script_the_text_is_kept_and_the_page_comes_back(
    ann_browser: Browser, fresh: Conversation
) -> None:
    path = reverse("conversation-silences", args=[fresh.pk])

    answer = ann_browser.post(path, {"body": VAGUE, "draft_key": str(KEY), "leave": LEAVE})

    assert answer.status_code == 302
    assert opened(ann_browser, fresh).body == VAGUE
    assert opened(ann_browser, fresh).guard.findings == ()


@pytest.mark.parametrize("severity", ["stop", "block"])
def test_what_stops_a_message_cannot_be_silenced(
    severity: str, hikari: Client, ann_browser: Browser, ann: Person, fresh: Conversation
) -> None:
    builders.with_severity(hikari, "concrete-wording", severity)

    answer = page_of(silenced(ann_browser, fresh))

    assert 'data-rule="concrete-wording"' in answer
    assert "data-keep" not in answer
    assert trace_of(fresh, ann).silenced == ()


def test_a_colleague_keeps_their_own_silences(
    ann_browser: Browser, hikari: Client, fresh: Conversation
) -> None:
    bea = builders.assigned(builders.a_person("bea"), hikari)
    silenced(ann_browser, fresh)

    assert 'data-rule="concrete-wording"' in page_of(typed(builders.signed_in(bea), fresh))


def test_the_next_text_begins_anew(ann_browser: Browser, ann: Person, fresh: Conversation) -> None:
    silenced(ann_browser, fresh)

    typed(ann_browser, fresh, "")
    typed(ann_browser, fresh)

    assert trace_of(fresh, ann).silenced == ()


def test_all_that_happened_while_typing_is_kept_with_what_was_sent(
    ann_browser: Browser, fresh: Conversation
) -> None:
    typed(ann_browser, fresh, f"{VAGUE}できるだけ安くいたします。")
    taken = json.dumps({"concrete-wording": 1, "made-up": 3})
    silenced(ann_browser, fresh, rewritten=taken)

    assert replied(ann_browser, fresh, VAGUE, rewritten=taken).status_code == 302

    check, rows = check_of(fresh)
    assert (check.found, check.rewritten) == ({"concrete-wording": 2}, {"concrete-wording": 1})
    assert [(one["rule"], one["span"]) for one in check.silenced] == [
        ("concrete-wording", "なるべく早く")
    ]
    assert rows == [("concrete-wording", "silenced"), ("concrete-wording", "rewritten")]


def test_a_reply_that_overtakes_its_last_check_tells_its_rewrites_itself(
    ann_browser: Browser, fresh: Conversation
) -> None:
    replied(ann_browser, fresh, rewritten=json.dumps({"concrete-wording": 2}))

    check, rows = check_of(fresh)
    assert check.rewritten == {"concrete-wording": 2}
    assert rows == [("concrete-wording", "rewritten")] * 2


def test_a_sent_warning_and_a_reasoned_stop_are_rows_too(
    hikari: Client, ann: Person, ann_browser: Browser, fresh: Conversation
) -> None:
    builders.with_severity(hikari, "concrete-wording", "stop")

    replied(ann_browser, fresh, VAGUE, reason="約束済み")

    with walls.transaction([hikari.pk]):
        [row] = GuardFinding.objects.all()
    assert (row.rule, row.severity, row.outcome) == ("concrete-wording", "stop", "reasoned")
    assert (row.span, row.person_id, row.verdict) == ("なるべく早く", ann.pk, "")


def test_a_clean_reply_has_a_check_and_no_rows(ann_browser: Browser, fresh: Conversation) -> None:
    replied(ann_browser, fresh)

    check, rows = check_of(fresh)
    assert (check.outcome, check.found, rows) == ("clean", {}, [])


def test_a_reply_taken_back_brings_its_silences_along(
    ann_browser: Browser, ann: Person, fresh: Conversation
) -> None:
    silenced(ann_browser, fresh)
    replied(ann_browser, fresh, VAGUE)
    with walls.transaction([fresh.client_id]):
        sent = fresh.messages.get(kind="reply")

    ann_browser.post(reverse("message-recall", args=[sent.pk]))

    assert [one.span for one in trace_of(fresh, ann).silenced] == ["なるべく早く"]


def test_a_scheduled_reply_keeps_its_silences_until_it_leaves(
    ann_browser: Browser, ann: Person, fresh: Conversation
) -> None:
    silenced(ann_browser, fresh)
    tomorrow = (clock.now() + builders.A_DAY).isoformat()
    form = {"body": VAGUE, "draft_key": str(KEY), "last_seen": 2**62, "anyway": tomorrow}
    posted(ann_browser, "schedule", fresh, **form)
    with walls.transaction([fresh.client_id]):
        [scheduled] = fresh.scheduled_replies.all()

    path = reverse("scheduled-reply", args=[scheduled.pk])
    ann_browser.post(path, {"do": "send", "last_seen": "999999999"})

    assert check_of(fresh)[1] == [("concrete-wording", "silenced")]


def test_somebody_assigned_elsewhere_silences_nothing(
    otto_browser: Browser, fresh: Conversation
) -> None:
    assert silenced(otto_browser, fresh).status_code == 404


def test_an_admin_who_only_looks_silences_nothing(ada: Person, fresh: Conversation) -> None:
    from_ada = builders.signed_in(builders.with_a_reason(ada, fresh.client, now=fresh.opened_at))

    silenced(from_ada, fresh)

    assert trace_of(fresh, ada) == Trace()
