"""Each address that names a thing of a direct thread is not there for who takes no part in it."""

import uuid
from dataclasses import replace

import pytest
from django.core.files.base import ContentFile
from django.db import transaction
from django.urls import reverse

from madoguchi.desk.contacts.models import Contact
from madoguchi.desk.conversations.actions import notes
from madoguchi.desk.conversations.models import Attachment, Conversation, Message, Tag
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import clock, walls
from madoguchi.desk.promises.actions.giving import give_promises
from madoguchi.desk.promises.given import Given
from madoguchi.desk.rooms.actions import signs
from madoguchi.desk.rooms.actions.calls import CallTyped, note_call
from madoguchi.desk.rooms.actions.direct import DirectOpening, open_direct
from madoguchi.desk.tasks.actions import accepting, delays
from madoguchi.desk.tasks.actions.requesting import request_from_message
from tests import builders
from tests.desk.walls import marks
from tests.desk.walls.addresses import DOORS, DOORS_OF_MEMBERS, PARTS, Door, asked
from tests.desk.walls.belongings import Belongings
from tests.desk.walls.tables import rows_of, sql

# Stands in everything that was said or meant in the thread, and nowhere else.
PRIVATE = "内緒の椿"
LOOKED_FOR = "椿"  # a page says again what was looked for
SAID = f"{PRIVATE}さん、お加減はいかがでしょうか。どうぞお大事になさってください。"
# What of a direct thread an address can name.
OF_THREADS = {
    *("conversation", "thread", "thread_said", "question", "reply", "attachment"),
    *("promise", "task", "call", "scheduled", "draft_file"),
}
THEIRS = [door for door in DOORS if door.thing in OF_THREADS and door.role == "ann"]
OF_MEMBERS = [door for door in DOORS_OF_MEMBERS if door.thing in OF_THREADS]
LISTS = (
    *("desk", "search", "rooms", "promises", "promises-kept", "promises-hand-over", "tasks"),
    *("tasks-list", "tasks-today", "task-series", "alerts", "alerts-newest", "scheduled-replies"),
    *("customers", "quarantine", "adherence", "adherence-behind"),
)
# What the other tests of direct threads do not ask the database for.
TABLES = (
    *("conversations_draftfile", "conversations_heldreply", "conversations_scheduledreply"),
    *("rooms_participant", "tasks_taskdelay"),
)
PAGES_OF_MEMBERS = (
    *("portal", "portal-promises", "portal-requests", "portal-room", "portal-access"),
    *("portal-people", "portal-expectations", "portal-files"),
)


@pytest.fixture
def kei(hikaris: Belongings) -> Person:
    """Works for Hikari, and takes no part."""
    return builders.assigned(builders.a_person("kei"), hikaris.client)


@pytest.fixture
def noa(hikaris: Belongings) -> Person:
    """Of Hikari like Cora, and takes no part."""
    return builders.a_member("noa", hikaris.client)


@pytest.fixture
def private(hikaris: Belongings, ann: Person, cora: Person) -> Belongings:
    """Everything of Hikari, and in the place of each thread what Ann and Cora have between them."""
    opening = DirectOpening(
        title=PRIVATE,
        body=SAID,
        matter="health",
        reason=PRIVATE,
        person_ids=[cora.pk],
        draft_key=uuid.uuid4(),
    )
    with walls.transaction([hikaris.client.pk]):
        opened = open_direct(
            client_id=hikaris.client.pk, person=ann, opening=opening, now=builders.NOW
        )
        assert opened.refusal is None
    form = {
        "text": f"{PRIVATE}を集計してください。",
        "file": ContentFile(b"1", name=f"{PRIVATE}.txt"),
    }
    page = reverse("portal-room-messages", args=[opened.conversation.pk])
    assert builders.signed_in(cora).post(page, form).status_code == 302
    with walls.transaction([hikaris.client.pk]):
        return _with(hikaris, Conversation.objects.get(pk=opened.conversation.pk), ann, cora)


def _with(hikaris: Belongings, thread: Conversation, ann: Person, cora: Person) -> Belongings:
    now = builders.NOW
    reply = Message.objects.get(conversation=thread, kind=Message.Kind.REPLY)
    asked_for = Message.objects.get(conversation=thread, kind=Message.Kind.CUSTOMER)
    notes.write_note(conversation_id=thread.pk, author=ann, text=PRIVATE, now=now)
    signs.pin(message_id=reply.pk, person=ann, now=now)
    given = Given(what=PRIVATE, span=PRIVATE, due_at=clock.now() - builders.A_DAY)
    [promise] = give_promises(
        client_id=thread.client_id,
        conversation_id=thread.pk,
        message_id=reply.pk,
        given=[given],
        given_at=now,
        given_by=ann,
        owner=ann,
    )
    contact = Contact.objects.get(person=cora)
    talk = CallTyped(contact_id=contact.pk, began_at=now, ended_at=now, decided=[PRIVATE])
    task = request_from_message(message_id=asked_for.pk, person=ann, now=now)
    due_at = now + builders.A_DAY
    accepting.accept_task(
        task_id=task.pk, person=ann, terms=accepting.Terms(due_at=due_at, purpose=PRIVATE), now=now
    )
    notice = delays.Notice(reason=PRIVATE, new_due_at=due_at + builders.A_DAY)
    delays.notice_delay(task_id=task.pk, person=ann, notice=notice, now=now)
    return replace(
        hikaris,
        conversation=thread,
        question=asked_for,
        reply=reply,
        thread_said=asked_for,
        attachment=Attachment.objects.get(message=asked_for),
        promise=promise,
        task=task,
        call=note_call(conversation_id=thread.pk, person=ann, typed=talk, now=now),
        held=marks.held(thread, ann),
        scheduled=marks.scheduled(thread, ann),
        draft_file=marks.typed(thread, ann),
    )


@pytest.mark.parametrize("door", THEIRS, ids=[door.name for door in THEIRS])
def test_a_colleague_finds_nothing_behind_any_door_and_changes_nothing(
    door: Door, private: Belongings, kei: Person
) -> None:
    before = _kept(private)
    browser = builders.signed_in(kei)
    absent = door.knock(browser, private, pk=987_654_321)

    hidden = door.knock(browser, private)

    assert (hidden.status, hidden.text) == (404, absent.text)
    assert _kept(private) == before


@pytest.mark.parametrize("table", TABLES)
def test_the_database_itself_shows_a_colleague_no_row_of_it(
    table: str, private: Belongings, ann: Person, kei: Person
) -> None:
    within = {"tasks_taskdelay": ("task_id", private.task.pk)}
    column, pk = within.get(table, ("conversation_id", private.conversation.pk))

    def rows(person: Person) -> int:
        with walls.within([private.client.pk], person_id=person.pk), transaction.atomic():
            return int(sql(f"select count(*) from {table} where {column} = %s", pk)[0][0])

    assert rows(ann) > 0
    assert rows(kei) == 0


@pytest.mark.parametrize("door", OF_MEMBERS, ids=[door.name for door in OF_MEMBERS])
def test_another_member_finds_nothing_either(door: Door, private: Belongings, noa: Person) -> None:
    before = _kept(private)
    browser = builders.signed_in(noa)
    absent = door.knock(browser, private, pk=987_654_321)

    hidden = door.knock(browser, private)

    assert (hidden.status, hidden.text) == (404, absent.text)
    assert _kept(private) == before


@pytest.mark.parametrize("name", LISTS)
def test_no_list_of_a_colleagues_tells_of_it(name: str, private: Belongings, kei: Person) -> None:
    browser = builders.signed_in(kei)
    narrowed = f"?owner=all&who=all&state=all&queue=all&q={LOOKED_FOR}&client={private.client.pk}"

    for query in ("", narrowed):
        for part in ("", *PARTS):
            answer = asked(browser, reverse(name) + query, part=part)
            assert PRIVATE not in answer.text, (query, part)


@pytest.mark.parametrize("name", PAGES_OF_MEMBERS)
def test_no_page_of_another_members_tells_of_it(
    name: str, private: Belongings, noa: Person
) -> None:
    browser = builders.signed_in(noa)

    for query in ("", "?threads=1", f"?find={LOOKED_FOR}"):
        for part in ("", "threads", "thread", "clock"):
            answer = asked(browser, reverse(name) + query, part=part)
            assert PRIVATE not in answer.text, (query, part)


def test_the_pages_that_are_tried_tell_it_to_who_takes_part(
    private: Belongings, ann: Person, cora: Person
) -> None:
    for person, name, query in (
        (ann, "promises", ""),
        (ann, "tasks", ""),
        (ann, "desk", "?queue=all"),
        (cora, "portal-room", "?threads=1"),
    ):
        page = builders.signed_in(person).get(reverse(name) + query)
        assert PRIVATE in page.content.decode(), name
    for door in THEIRS:
        if door.method == "get" and door.name != "message-html":  # of a mail alone
            assert door.knock(builders.signed_in(ann), private).status in {200, 302}, door.name


def test_no_word_of_it_becomes_a_tag_that_every_list_names(
    private: Belongings, ann: Person, kei: Person
) -> None:
    tags = reverse("conversation-tags", args=[private.conversation.pk])

    builders.signed_in(ann).post(tags, {"name": PRIVATE})

    with walls.transaction([private.client.pk]):
        assert not Tag.objects.filter(name=PRIVATE).exists()
    assert PRIVATE not in builders.signed_in(kei).get(reverse("desk")).content.decode()


def _kept(belongings: Belongings) -> dict[str, list[object]]:
    with walls.transaction([belongings.client.pk], provider_wide=True):
        return rows_of(belongings.client)
