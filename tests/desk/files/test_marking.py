"""For whom a file beside a reply is: marked by its writer, read by the guard, kept with what leaves."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.http.response import HttpResponseBase
from django.test import Client as Browser
from django.urls import reverse

from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations import draft_files
from madoguchi.desk.conversations.actions import recalling
from madoguchi.desk.conversations.actions.replies import send_reply
from madoguchi.desk.conversations.models import Attachment, Conversation, DraftFile
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import walls
from tests import builders
from tests.desk.files.attaching import AS_HTMX, lying

NOW = builders.NOW


@pytest.fixture
def file(conversation: Conversation, ann: Person) -> DraftFile:
    """A file in Ann's composer."""
    with walls.transaction([conversation.client_id]):
        return builders.a_draft_file(conversation, ann)


def marked(browser: Browser, file: DraftFile, mark: str, **head: Any) -> HttpResponseBase:
    path = reverse("draft-file-confidentiality", args=[file.pk])
    return browser.post(path, {f"confidentiality-{file.pk}": mark}, **head)


def marks_of(conversation: Conversation) -> list[str]:
    return [one.confidentiality for one in lying(conversation)]


def test_a_file_is_public_until_it_is_marked(
    file: DraftFile, conversation: Conversation, ann_browser: Browser
) -> None:
    assert marks_of(conversation) == ["public"]

    answer = marked(ann_browser, file, "restricted", headers=AS_HTMX)

    assert answer.status_code == 200
    assert marks_of(conversation) == ["restricted"]


def test_a_mark_that_there_is_not_is_refused(
    file: DraftFile, conversation: Conversation, ann_browser: Browser
) -> None:
    assert marked(ann_browser, file, "secret", headers=AS_HTMX).status_code == 422
    assert marks_of(conversation) == ["public"]


def test_without_script_the_conversation_comes_back(
    file: DraftFile, conversation: Conversation, ann_browser: Browser
) -> None:
    assert marked(ann_browser, file, "internal").status_code == 302
    assert marks_of(conversation) == ["internal"]


def test_nobody_marks_a_colleagues_file_or_another_clients(
    file: DraftFile, conversation: Conversation, hikari: Client, otto_browser: Browser
) -> None:
    bea = builders.assigned(builders.a_person("bea"), hikari)

    for browser in (builders.signed_in(bea), otto_browser):
        assert marked(browser, file, "internal").status_code == 404
    assert marks_of(conversation) == ["public"]


def test_the_mark_leaves_and_comes_back_with_the_file(
    file: DraftFile, conversation: Conversation, hikari: Client, ann: Person
) -> None:
    builders.with_only(hikari, "concrete-wording", severity="hint")
    with walls.transaction([hikari.pk]):
        DraftFile.objects.filter(pk=file.pk).update(confidentiality="internal")
        message = send_reply(
            conversation_id=conversation.pk,
            author=ann,
            reply=builders.a_reply(conversation, draft_key=uuid.uuid4()),
            now=NOW + timedelta(minutes=10),
        )
        assert Attachment.objects.get(message=message).confidentiality == "internal"

        recalling.recall_reply(message_id=message.pk, person=ann, now=NOW + timedelta(minutes=11))
        [back] = draft_files.in_composer(conversation, ann)
        assert back.confidentiality == "internal"
