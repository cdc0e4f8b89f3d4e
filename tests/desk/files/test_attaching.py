"""Files beside an unsent reply: put there, refused, removed, and sent along."""

import pytest
from django.test import Client as Browser
from django.urls import reverse

from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations import drafts
from madoguchi.desk.conversations.actions import recalling, replies
from madoguchi.desk.conversations.models import Conversation, Message
from madoguchi.desk.files import limits, store
from madoguchi.desk.mail import composing
from madoguchi.desk.mail.models import OutgoingMail
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import walls
from madoguchi.engines import mailtext
from tests import builders
from tests.desk.files.attaching import (
    PDF,
    a_picture,
    attached,
    attachments_of,
    lying,
    removed,
    text_of,
)
from tests.fakes.clamd import VIRUS, Clamd


def names_of(conversation: Conversation) -> list[str]:
    return [one.name for one in lying(conversation)]


def sent(conversation: Conversation, author: Person) -> Message:
    with walls.transaction([conversation.client_id]):
        return replies.send_reply(
            conversation_id=conversation.pk,
            author=author,
            reply=builders.a_reply(conversation),
            now=builders.NOW,
        )


def test_a_file_lies_beside_the_reply_with_its_size(
    ann_browser: Browser, conversation: Conversation
) -> None:
    answer = attached(ann_browser, conversation)

    assert answer.status_code == 200
    assert "納品条件.pdf" in text_of(answer)
    [file] = lying(conversation)
    assert (file.content_type, file.size) == ("application/pdf", len(PDF))
    assert store.read(conversation.client_id, file.sha256) == PDF


def test_without_script_the_text_is_kept_and_the_page_comes_back(
    ann_browser: Browser, conversation: Conversation
) -> None:
    answer = attached(ann_browser, conversation, is_htmx=False, body="書きかけの返信")

    assert answer.status_code == 302
    page = text_of(ann_browser.get(answer["Location"]))
    assert "納品条件.pdf" in page
    assert "書きかけの返信" in page


def test_a_refusal_without_script_keeps_the_text_too(
    ann_browser: Browser, conversation: Conversation
) -> None:
    answer = attached(ann_browser, conversation, name="run.exe", is_htmx=False, body="書きかけ")

    assert answer.status_code == 422
    assert "run.exe" in text_of(answer)
    assert "書きかけ" in text_of(answer)


def test_the_same_file_twice_lies_there_once(
    ann_browser: Browser, conversation: Conversation
) -> None:
    attached(ann_browser, conversation)
    attached(ann_browser, conversation)

    assert names_of(conversation) == ["納品条件.pdf"]


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("見積書.exe", PDF, "プログラム"),
        ("見積書.pdf", b"MZ\x90\0", "プログラム"),
        ("見積書.pdf", b"x" * 2001, "大きすぎます"),
        ("見積書.pdf", b"", "空のファイル"),
    ],
)
def test_what_may_not_leave_is_refused_by_its_name(
    ann_browser: Browser,
    conversation: Conversation,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    data: bytes,
    words: str,
) -> None:
    monkeypatch.setattr("madoguchi.desk.files.taking.LARGEST_FILE", 2000)

    answer = attached(ann_browser, conversation, name, data)

    assert answer.status_code == 422
    assert name in text_of(answer)
    assert words in text_of(answer)
    assert lying(conversation) == []


def test_files_that_are_too_big_together_are_refused(
    ann_browser: Browser, conversation: Conversation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("madoguchi.desk.conversations.actions.files.MOST_TOGETHER", len(PDF) + 10)
    attached(ann_browser, conversation)

    answer = attached(ann_browser, conversation, "二つめ.pdf", PDF + b"2")

    assert "二つめ.pdf" in text_of(answer)
    assert names_of(conversation) == ["納品条件.pdf"]


def test_more_files_than_anybody_sends_are_refused(
    ann_browser: Browser, conversation: Conversation
) -> None:
    for n in range(limits.MOST_FILES):
        attached(ann_browser, conversation, f"{n}.pdf", PDF + bytes([n]))

    answer = attached(ann_browser, conversation)

    assert answer.status_code == 422
    assert len(lying(conversation)) == limits.MOST_FILES


def test_what_is_refused_for_want_of_room_is_neither_scanned_nor_kept(
    ann_browser: Browser,
    conversation: Conversation,
    clamd: Clamd,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("madoguchi.desk.conversations.actions.files.MOST_TOGETHER", len(PDF) + 10)
    attached(ann_browser, conversation)
    clamd.answer = "INSTREAM size limit exceeded. ERROR"  # heard only by who asks

    answer = attached(ann_browser, conversation, "二つめ.pdf", PDF + b"2")

    assert "合わせて" in text_of(answer)
    with pytest.raises(store.NotKept):
        store.read(conversation.client_id, store.hash_of(PDF + b"2"))


def test_the_same_file_again_needs_no_room(
    ann_browser: Browser, conversation: Conversation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("madoguchi.desk.conversations.actions.files.MOST_TOGETHER", len(PDF))
    attached(ann_browser, conversation)

    assert attached(ann_browser, conversation).status_code == 200
    assert names_of(conversation) == ["納品条件.pdf"]


def test_a_name_is_only_a_name(ann_browser: Browser, conversation: Conversation) -> None:
    attached(ann_browser, conversation, "..\\..\\\u202efdp.納品\x07.pdf")

    assert names_of(conversation) == ["fdp.納品.pdf"]


def test_an_infected_file_is_refused_and_never_kept(
    ann_browser: Browser, conversation: Conversation, clamd: Clamd
) -> None:
    answer = attached(ann_browser, conversation, data=PDF + VIRUS)

    assert "ウイルス" in text_of(answer)
    assert lying(conversation) == []


def test_a_file_that_could_not_be_scanned_is_refused_for_now(
    ann_browser: Browser, conversation: Conversation, clamd: Clamd
) -> None:
    clamd.answer = "INSTREAM size limit exceeded. ERROR"

    assert "しばらくしてから" in text_of(attached(ann_browser, conversation))
    assert lying(conversation) == []


def test_a_file_that_could_not_be_kept_is_refused_for_now(
    ann_browser: Browser, conversation: Conversation, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_client_id: int, _data: bytes) -> str:
        raise OSError("no space left on device")

    monkeypatch.setattr(store, "keep", full)

    answer = attached(ann_browser, conversation)

    assert answer.status_code == 422
    assert "「納品条件.pdf」を保存できませんでした。" in text_of(answer)
    assert lying(conversation) == []


def test_a_clean_file_is_known_to_be_clean(
    ann_browser: Browser, ann: Person, conversation: Conversation, clamd: Clamd
) -> None:
    attached(ann_browser, conversation)

    assert [one.scan for one in attachments_of(sent(conversation, ann))] == ["clean"]


def test_a_removed_file_is_gone_and_stays_gone(
    ann_browser: Browser, conversation: Conversation
) -> None:
    attached(ann_browser, conversation)
    [file] = lying(conversation)

    assert "納品条件.pdf" not in text_of(removed(ann_browser, file.pk))
    assert removed(ann_browser, file.pk).status_code == 404
    assert lying(conversation) == []


def test_the_files_leave_with_the_reply(
    ann_browser: Browser, ann: Person, conversation: Conversation
) -> None:
    attached(ann_browser, conversation)
    attached(ann_browser, conversation, "写真.png", a_picture())

    message = sent(conversation, ann)

    assert [one.name for one in attachments_of(message)] == ["納品条件.pdf", "写真.png"]
    assert lying(conversation) == []
    with walls.transaction([conversation.client_id]):
        envelope = composing.envelope_of(OutgoingMail.objects.get(message=message))
    files = mailtext.parse(envelope.raw).attachments
    assert [(one.name, one.content_type) for one in files] == [
        ("納品条件.pdf", "application/pdf"),
        ("写真.png", "image/png"),
    ]
    assert [one.content for one in files] == [PDF, a_picture()]


def test_a_reply_that_is_taken_back_gives_its_files_back(
    ann_browser: Browser, ann: Person, conversation: Conversation
) -> None:
    attached(ann_browser, conversation)
    message = sent(conversation, ann)

    with walls.transaction([conversation.client_id]):
        recalling.recall_reply(message_id=message.pk, person=ann, now=builders.NOW)

    assert names_of(conversation) == ["納品条件.pdf"]


def test_another_text_that_was_begun_meanwhile_gets_no_old_files(
    ann_browser: Browser, ann: Person, conversation: Conversation
) -> None:
    attached(ann_browser, conversation)
    message = sent(conversation, ann)
    with walls.transaction([conversation.client_id]):
        drafts.save_draft(conversation=conversation, person=ann, body="次の返信", now=builders.NOW)
        recalling.recall_reply(message_id=message.pk, person=ann, now=builders.NOW)

    assert lying(conversation) == []


def test_an_admin_who_only_looks_attaches_nothing(
    hikari: Client, ada: Person, conversation: Conversation
) -> None:
    builders.with_a_reason(ada, hikari, now=builders.NOW)
    answer = attached(builders.signed_in(ada), conversation)

    assert answer.status_code in {404, 422}
    assert lying(conversation) == []


def test_a_colleagues_files_are_nobody_elses(
    hikari: Client, ann_browser: Browser, dai: Person, conversation: Conversation
) -> None:
    attached(ann_browser, conversation)
    [file] = lying(conversation)
    page = text_of(builders.signed_in(dai).get(reverse("conversation", args=[conversation.pk])))

    assert "納品条件.pdf" not in page
    assert removed(builders.signed_in(dai), file.pk).status_code == 404
    assert attachments_of(sent(conversation, dai)) == []
    assert names_of(conversation) == ["納品条件.pdf"]


def test_otto_attaches_and_removes_nothing_of_hikaris(
    ann_browser: Browser, otto_browser: Browser, conversation: Conversation
) -> None:
    attached(ann_browser, conversation)
    [file] = lying(conversation)

    assert attached(otto_browser, conversation).status_code == 404
    assert removed(otto_browser, file.pk).status_code == 404
    assert names_of(conversation) == ["納品条件.pdf"]
