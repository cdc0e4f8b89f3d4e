"""What a member typed is not lost: the way back to its page, the key by which it was said, its files' names."""

import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client as Browser

from madoguchi.desk.conversations.models import Conversation, Message
from madoguchi.desk.people.models import Person
from tests import builders


def _address(thread: Conversation) -> str:
    return f"/portal/room/threads/{thread.pk}/"


def test_an_ended_session_leads_back_to_the_thread(thread: Conversation) -> None:
    page = _address(thread)

    answer = Browser().post(f"{page}messages/", {"text": "続きです。", "page": page})

    assert answer.headers["Location"] == f"/sign-in/?next={page}"


@pytest.mark.parametrize(
    "page", ["", "//evil.example/", "https://evil.example/", "evil.example", "/\\evil.example"]
)
def test_and_nowhere_else(page: str, thread: Conversation) -> None:
    answer = Browser().post(f"{_address(thread)}messages/", {"text": "続き", "page": page})

    assert answer.headers["Location"] == "/sign-in/?next=/"


def test_the_page_says_what_its_reader_said_last_and_nobody_elses(
    thread: Conversation, cora: Person
) -> None:
    key = str(uuid.uuid4())
    browser = builders.signed_in(cora)
    other = builders.signed_in(builders.a_member("nora", thread.client))

    browser.post(f"{_address(thread)}messages/", {"text": "続きです。", "draft_key": key})

    assert f'data-said="{key}"' in browser.get(_address(thread)).content.decode()
    assert 'data-said=""' in other.get(_address(thread)).content.decode()
    assert key not in other.get(_address(thread)).content.decode()


def test_a_refusal_names_the_files_that_are_to_be_chosen_again(
    thread: Conversation, cora: Person
) -> None:
    chosen = SimpleUploadedFile("見積書.txt", b"1", content_type="text/plain")

    answer = builders.signed_in(cora).post(
        f"{_address(thread)}messages/",
        {"text": "長" * 20_001, "draft_key": str(uuid.uuid4()), "file": chosen},
    )

    assert answer.status_code == 422
    said = "添付しようとしたファイル（見積書.txt）は、もう一度選んでください。"
    assert said in answer.content.decode()
    assert not Message.objects.filter(text__startswith="長長").exists()
