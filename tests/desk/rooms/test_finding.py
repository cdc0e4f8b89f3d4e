"""Words that were said in a room, found as the product's search finds them, and behind the room's walls."""

import uuid
from datetime import timedelta

import pytest
from django.db import transaction

from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations.actions.notes import write_note
from madoguchi.desk.conversations.actions.tagging import tag_conversation
from madoguchi.desk.conversations.models import Conversation
from madoguchi.desk.files.taking import take
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import walls
from madoguchi.desk.platform.walls import Side
from madoguchi.desk.rooms.actions.direct import Between
from madoguchi.desk.rooms.actions.speaking import Saying, SharedFile, open_as_member
from madoguchi.desk.rooms.queries.finding import found_in
from madoguchi.desk.search.queries import in_rooms
from tests import builders

NOW = builders.NOW


def _opened(client: Client, member: Person, text: str, *, number: int = 0, **more: object) -> int:
    saying = Saying(text=text, draft_key=uuid.uuid4())
    with walls.transaction([client.pk]):
        return open_as_member(
            client_id=client.pk,
            member=member,
            title="ご相談",
            saying=saying,
            now=NOW + timedelta(seconds=number),
            **more,  # type: ignore[arg-type] # between, where it is one for few
        ).conversation_id


def _found(client: Client, person: Person, words: str) -> list[int]:
    side = Side.CLIENT if person.is_member else Side.PROVIDER
    with walls.within([client.pk], side=side, person_id=person.pk), transaction.atomic():
        return [one.thread_pk for one in found_in(client.pk, words).rows]


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("型番はＡＢＣ１２３です。", "ABC123"),
        ("型番はＡＢＣ１２３です。", "abc123"),
        ("ｶﾀｶﾅのラベルです。", "カタカナ"),
        ("引っ越しのお客様です。", "引越"),
        ("引っ越しのお客様です。", "引越し"),
        ("サーバーが止まりました。", "ｻｰﾊﾞ"),
    ],
)
def test_both_sides_find_it_however_it_is_spelled(
    written: str, asked: str, hikari: Client, ann: Person, cora: Person
) -> None:
    thread = _opened(hikari, cora, written)

    assert _found(hikari, ann, asked) == [thread]
    assert _found(hikari, cora, asked) == [thread]
    assert _found(hikari, cora, "花瓶") == []


def test_a_file_is_found_by_its_name(hikari: Client, ann: Person, cora: Person) -> None:
    with walls.transaction([hikari.pk]):
        kept = take(client_id=hikari.pk, name="見積書.txt", declared="text/plain", data=b"1")
        files = (SharedFile(file=kept),)
        saying = Saying(text="どうぞ。", draft_key=uuid.uuid4(), files=files)
        message = open_as_member(
            client_id=hikari.pk, member=cora, title="資料", saying=saying, now=NOW
        )

    assert _found(hikari, cora, "見積") == [message.conversation_id]
    assert _found(hikari, ann, "見積") == [message.conversation_id]


def test_the_customers_mails_are_not_in_the_room(hikari: Client, ann: Person, cora: Person) -> None:
    builders.a_conversation(hikari, text="桜色の皿です。", whole_text="桜色の皿です。")

    assert _found(hikari, ann, "桜色") == []
    assert _found(hikari, cora, "桜色") == []


def test_a_note_and_our_tags_are_not_asked(
    hikari: Client, thread: Conversation, ann: Person, cora: Person
) -> None:
    with walls.transaction([hikari.pk]):
        write_note(conversation_id=thread.pk, author=ann, text="慎重に。", now=NOW)
        tag_conversation(conversation_id=thread.pk, name="要注意", person=ann, now=NOW)

    assert _found(hikari, cora, "慎重") == []
    assert _found(hikari, cora, "要注意") == []


def test_a_direct_thread_is_found_by_who_takes_part_alone(
    hikari: Client, ann: Person, dai: Person, cora: Person
) -> None:
    other = builders.a_member("nora", hikari)
    between = Between(matter="health", reason="体調の件", person_ids=frozenset({ann.pk}))
    thread = _opened(hikari, cora, "引っ越しのあと休みます。", between=between)

    assert _found(hikari, cora, "引越") == [thread]
    assert _found(hikari, ann, "引越") == [thread]
    assert _found(hikari, other, "引越") == []


def test_nothing_is_found_outside_of_the_wall(
    hikari: Client, tsubame: Client, thread: Conversation, otto: Person, mika: Person
) -> None:
    for person in (otto, mika):
        assert _found(tsubame, person, "出荷日") == []
        side = Side.CLIENT if person.is_member else Side.PROVIDER
        with walls.within([tsubame.pk], side=side, person_id=person.pk), transaction.atomic():
            assert found_in(hikari.pk, "出荷日").rows == ()
    assert builders.signed_in(otto).get(f"/rooms/{hikari.pk}/?find=出荷日").status_code == 404


def test_a_tag_before_it_hides_no_older_message(
    monkeypatch: pytest.MonkeyPatch, hikari: Client, ann: Person, cora: Person
) -> None:
    """More messages that are only tagged by the word than are shown at once."""
    monkeypatch.setattr(in_rooms, "MOST", 2)
    said = _opened(hikari, cora, "急ぎの件です。")
    for number in range(1, 8):
        pk = _opened(hikari, cora, "別の件です。", number=number)
        with walls.transaction([hikari.pk]):
            tag_conversation(conversation_id=pk, name="急ぎ", person=ann, now=NOW)

    assert _found(hikari, cora, "急ぎ") == [said]
