"""Drafts of one person in two windows: who comes second is told, and no text is lost."""

import uuid

import pytest
from django.test import Client as Browser
from django.urls import reverse

from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations import drafts
from madoguchi.desk.conversations.actions.notes import write_note
from madoguchi.desk.conversations.drafts import NOTE, Kept, Typing
from madoguchi.desk.conversations.models import Conversation, SavedDraft
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import walls
from tests import builders
from tests.builders import NOW

FIRST, SECOND = str(uuid.uuid4()), str(uuid.uuid4())


@pytest.fixture
def conversation(hikari: Client, ann: Person) -> Conversation:
    """A conversation of Ann's."""
    return builders.a_conversation(hikari)


def typed(
    conversation: Conversation,
    person: Person,
    text: str,
    *,
    window: str = FIRST,
    revision: int | None = 0,
    kind: str = drafts.REPLY,
) -> Kept:
    """A text, kept while it is typed in one of the windows."""
    with walls.transaction([conversation.client_id]):
        return drafts.save_typing(
            conversation_id=conversation.pk,
            person=person,
            typing=Typing(text=text, draft_key=window, revision=revision, kind=kind),
            now=NOW,
        )


def kept(conversation: Conversation, person: Person) -> tuple[str, str]:
    """The reply and the note that are kept."""
    with walls.transaction([conversation.client_id]):
        draft = drafts.draft_of(conversation=conversation, person=person)
        return draft.body, draft.note


def test_each_keeping_counts(conversation: Conversation, ann: Person) -> None:
    assert typed(conversation, ann, "田中様").revision == 1
    assert typed(conversation, ann, "田中様\n", revision=1).revision == 2


def test_a_second_window_does_not_write_over_the_first_and_is_told_its_text(
    conversation: Conversation, ann: Person
) -> None:
    typed(conversation, ann, "一つ目の画面")

    told = typed(conversation, ann, "二つ目の画面", window=SECOND)

    assert told == Kept(revision=1, elsewhere="一つ目の画面")
    assert kept(conversation, ann) == ("一つ目の画面", "")


def test_who_has_seen_the_other_text_may_write_over_it(
    conversation: Conversation, ann: Person
) -> None:
    typed(conversation, ann, "一つ目の画面")

    told = typed(conversation, ann, "二つ目の画面", window=SECOND, revision=1)

    assert told == Kept(revision=2)
    assert kept(conversation, ann) == ("二つ目の画面", "")


def test_a_window_whose_answer_got_lost_goes_on(conversation: Conversation, ann: Person) -> None:
    typed(conversation, ann, "答えは届かず")

    told = typed(conversation, ann, "答えは届かず、続ける", revision=0)

    assert told.elsewhere == ""
    assert kept(conversation, ann) == ("答えは届かず、続ける", "")


def test_what_was_on_its_way_during_a_reload_makes_no_second_window(
    conversation: Conversation, ann: Person
) -> None:
    typed(conversation, ann, "書きかけ", window=SECOND)
    typed(conversation, ann, "書きかけ", window=FIRST)  # overtaken by the page after the reload

    assert typed(conversation, ann, "書きかけの文章", window=SECOND, revision=1).elsewhere == ""


@pytest.mark.parametrize("text", ["一つ目の画面", ""])
def test_what_is_the_same_or_gone_is_no_conflict(
    conversation: Conversation, ann: Person, text: str
) -> None:
    typed(conversation, ann, text)

    assert typed(conversation, ann, "一つ目の画面", window=SECOND, revision=9).elsewhere == ""


def test_a_note_is_kept_beside_the_reply_and_each_leaves_alone(
    conversation: Conversation, ann: Person
) -> None:
    typed(conversation, ann, "返信の書きかけ")
    typed(conversation, ann, "メモの書きかけ", revision=1, kind=NOTE)
    assert kept(conversation, ann) == ("返信の書きかけ", "メモの書きかけ")

    with walls.transaction([conversation.client_id]):
        write_note(conversation_id=conversation.pk, author=ann, text="メモ", now=NOW)
    assert kept(conversation, ann) == ("返信の書きかけ", "")

    typed(conversation, ann, "", revision=None)
    with walls.transaction([conversation.client_id]):
        assert not SavedDraft.objects.exists()


def test_the_page_brings_back_the_note_that_was_begun(
    ann_browser: Browser, conversation: Conversation
) -> None:
    answer = ann_browser.post(
        reverse("conversation-note-draft", args=[conversation.pk]),
        {"body": "倉庫に確認中", "draft_key": FIRST, "revision": "0"},
    )

    page = ann_browser.get(reverse("conversation", args=[conversation.pk])).content.decode()

    assert answer.status_code == 200
    assert 'id="note-revision"' in answer.content.decode()
    assert "倉庫に確認中</textarea>" in page


def test_the_answer_to_a_second_window_shows_both_ways_on(
    ann_browser: Browser, conversation: Conversation
) -> None:
    url = reverse("conversation-guard", args=[conversation.pk])
    ann_browser.post(url, {"body": "一つ目の画面", "draft_key": FIRST, "revision": "0"})

    answer = ann_browser.post(url, {"body": "二つ目", "draft_key": SECOND, "revision": "0"})

    page = answer.content.decode()
    assert "別の画面で書き直されています" in page
    assert "一つ目の画面" in page
    assert 'data-keep-here="1"' in page
    assert 'id="body-revision"' not in page


def test_a_refused_reply_keeps_the_note_that_was_begun(
    ann_browser: Browser, conversation: Conversation, ann: Person
) -> None:
    typed(conversation, ann, "メモの書きかけ", kind=NOTE)

    answer = ann_browser.post(
        reverse("conversation-reply", args=[conversation.pk]),
        {"body": "", "draft_key": str(uuid.uuid4()), "last_seen": "0"},
    )

    assert answer.status_code == 422
    assert "メモの書きかけ</textarea>" in answer.content.decode()


def test_a_note_behind_the_wall_is_not_kept(
    otto_browser: Browser, hikari: Client, conversation: Conversation
) -> None:
    url = reverse("conversation-note-draft", args=[conversation.pk])

    assert otto_browser.post(url, {"body": "のぞき見"}).status_code == 404

    with walls.transaction([hikari.pk]):
        assert not SavedDraft.objects.exists()
