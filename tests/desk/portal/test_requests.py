"""The page of one request: what its client is told of it, and nothing that is the desk's own."""

import uuid
from datetime import timedelta

import pytest
from django.db import transaction
from django.test import Client as Browser

from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations.actions.notes import write_note
from madoguchi.desk.conversations.models import Conversation, Message
from madoguchi.desk.files.taking import take
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import clock, walls
from madoguchi.desk.rooms.actions.speaking import Saying, SharedFile, open_as_member
from madoguchi.desk.tasks.actions import accepting, delays, moving, planning, requesting
from madoguchi.desk.tasks.models import Task
from tests import builders
from tests.desk.portal import private

pytestmark = pytest.mark.django_db
OURS = "秘密の見立て"


@pytest.fixture
def asked(hikari: Client, cora: Person) -> Message:
    """What Cora asked for in the room, with a file beside it."""
    with walls.transaction([hikari.pk]):
        kept = take(client_id=hikari.pk, name="欠けの表.csv", declared="text/csv", data=b"1")
        saying = Saying(
            text="欠けの報告をロット別に集計してください。窯元に見せます。",
            draft_key=uuid.uuid4(),
            files=(SharedFile(file=kept),),
        )
        return open_as_member(
            client_id=hikari.pk, member=cora, title="欠けの集計", saying=saying, now=clock.now()
        )


@pytest.fixture
def task(asked: Message, ann: Person, hikari: Client) -> Task:
    """Taken on, with everything that is ours of it."""
    now = clock.now()
    with walls.transaction([hikari.pk]):
        task = requesting.request_from_message(message_id=asked.pk, person=ann, now=now)
        said = planning.Description(
            title="ロット別に集計", purpose="窯元に見せるため", approach=OURS, scope=OURS
        )
        planning.describe_task(task_id=task.pk, person=ann, description=said, now=now)
        terms = accepting.Terms(due_at=now + timedelta(days=3), estimate_minutes=543)
        accepting.accept_task(task_id=task.pk, person=ann, terms=terms, now=now)
        write_note(conversation_id=asked.conversation_id, author=ann, text=OURS, now=now)
        return task


@pytest.fixture
def coras(cora: Person) -> Browser:
    """Cora's signed-in browser."""
    return builders.signed_in(cora)


def test_it_tells_what_was_asked_what_for_how_it_stands_and_what_was_said(
    task: Task, asked: Message, coras: Browser, ann: Person
) -> None:
    page = _page(coras, task)

    for told in (
        "ロット別に集計",
        "窯元に見せるため",
        "順調",
        ann.name,
        asked.text,
        "欠けの表.csv",
    ):
        assert told in page
    assert f"/portal/room/threads/{asked.conversation_id}/" in page


def test_a_request_is_opened_from_the_list_and_from_the_first_page(
    task: Task, coras: Browser
) -> None:
    for path in ("/portal/", "/portal/requests/"):
        assert f"/portal/requests/{task.pk}/" in coras.get(path).content.decode()


def test_notes_the_approach_and_the_estimate_stay_ours(task: Task, coras: Browser) -> None:
    page = _page(coras, task)

    assert OURS not in page
    assert "543" not in page
    assert "9時間" not in page


def test_why_it_stands_still_inside_the_house_stays_ours(
    task: Task, coras: Browser, ann: Person
) -> None:
    with walls.transaction([task.client_id]):
        moving.block_task(task_id=task.pk, person=ann, reason=OURS, now=clock.now())

    page = _page(coras, task)

    assert "止まっています" in page
    assert OURS not in page


def test_what_is_waited_for_is_asked_there(task: Task, coras: Browser, ann: Person) -> None:
    with walls.transaction([task.client_id]):
        builders.replied(Conversation.objects.get(tasks=task), ann)
        moving.wait_for_client(
            task_id=task.pk,
            person=ann,
            asked="ロットの番号の範囲",
            remind_days=None,
            now=clock.now(),
        )

    assert "ロットの番号の範囲" in _page(coras, task)


def test_a_delay_is_told_there_once_it_was_told_and_without_our_reason(
    task: Task, coras: Browser, ann: Person
) -> None:
    notice = delays.Notice(reason=OURS, new_due_at=clock.now() + timedelta(days=6))
    with walls.transaction([task.client_id]):
        delays.notice_delay(task_id=task.pk, person=ann, notice=notice, now=clock.now())
    before = _page(coras, task)
    with walls.transaction([task.client_id]):
        delays.tell_delay(task_id=task.pk, person=ann, now=clock.now())
    after = _page(coras, task)

    assert "期限の変更のお知らせ" not in before
    assert "期限の変更のお知らせ" in after
    assert OURS not in before + after


def test_a_request_without_a_thread_leads_to_a_new_one(
    coras: Browser, hikari: Client, cora: Person
) -> None:
    with walls.transaction([hikari.pk]):
        wanted = requesting.Wanted(title="週報に欠けの数を", purpose="窯元のため")
        made = requesting.request_task(
            client_id=hikari.pk, requester=cora, wanted=wanted, now=clock.now()
        )

    assert "/portal/room/?new=1" in _page(coras, made)


def test_what_a_customer_wrote_is_not_in_it(coras: Browser, hikari: Client, ann: Person) -> None:
    letter = builders.a_conversation(hikari, text=OURS, sender_name=OURS)
    with walls.transaction([hikari.pk]):
        made = requesting.requested(
            hikari.pk,
            ann,
            requesting.Wanted(title="返品の手順", is_internal=False),
            requesting.Origin(conversation_id=letter.pk, message_id=letter.messages.get().pk),
            clock.now(),
        )

    assert OURS not in _page(coras, made)


class TestWalls:
    def test_another_clients_member_finds_no_such_request(self, task: Task, mika: Person) -> None:
        browser = builders.signed_in(mika)

        assert browser.get(f"/portal/requests/{task.pk}/").status_code == 404
        assert "欠けの表.csv" not in browser.get("/portal/files/").content.decode()

    def test_nobody_of_the_provider_opens_it(self, task: Task, ann: Person, otto: Person) -> None:
        for person in (ann, otto):
            browser = builders.signed_in(person)
            assert browser.get(f"/portal/requests/{task.pk}/").status_code == 404
            assert browser.get("/portal/files/").status_code == 404

    def test_an_internal_task_is_not_there(
        self, coras: Browser, hikari: Client, ann: Person
    ) -> None:
        with walls.transaction([hikari.pk]):
            made = requesting.request_task(
                client_id=hikari.pk,
                requester=ann,
                wanted=requesting.Wanted(title=OURS),
                now=clock.now(),
            )

        assert coras.get(f"/portal/requests/{made.pk}/").status_code == 404

    def test_what_was_asked_in_a_direct_thread_is_there_for_who_takes_part_alone(
        self, coras: Browser, hikari: Client, ann: Person, cora: Person
    ) -> None:
        other = builders.signed_in(builders.a_member("miyoshi", hikari))
        thread = private.between(hikari, ann, cora)
        with walls.within([hikari.pk], person_id=ann.pk), transaction.atomic():
            origin = requesting.Origin(conversation_id=thread.pk)
            wanted = requesting.Wanted(title=OURS, is_internal=False)
            made = requesting.requested(hikari.pk, ann, wanted, origin, clock.now())

        assert OURS in _page(coras, made)
        assert other.get(f"/portal/requests/{made.pk}/").status_code == 404
        for path in ("/portal/", "/portal/requests/"):
            assert OURS not in other.get(path).content.decode()

    def test_a_number_that_no_request_has_is_not_there(self, coras: Browser) -> None:
        assert coras.get(f"/portal/requests/{2**70}/").status_code == 404


def _page(browser: Browser, task: Task) -> str:
    answer = browser.get(f"/portal/requests/{task.pk}/")
    assert answer.status_code == 200
    return answer.content.decode()
