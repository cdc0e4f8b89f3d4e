"""What the guard is told of what surrounds a text: other clients, the record, files, phrases."""

import uuid
from collections.abc import Collection

import pytest

from madoguchi.desk.clients.actions import phrases
from madoguchi.desk.clients.models import Address, Client, ClientPhrase
from madoguchi.desk.conversations import drafting
from madoguchi.desk.conversations.actions import notes, tagging
from madoguchi.desk.conversations.models import Conversation
from madoguchi.desk.conversations.surroundings import RECORDED_MESSAGES, others_in
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import walls
from madoguchi.engines.rulebook import Attachment, Context, OtherClient
from tests import builders

NOW = builders.NOW


@pytest.fixture
def conversation(hikari: Client, ann: Person) -> Conversation:
    """A conversation of Ann's."""
    return builders.a_conversation(hikari)


def context(
    conversation: Conversation,
    author: Person,
    text: str = "お届けします。",
    *,
    sight: Collection[int] = (),
    draft_key: uuid.UUID | None = None,
) -> Context:
    """As the guard is given it, with these clients in sight besides."""
    with walls.transaction([conversation.client_id, *sight]):
        given = drafting.for_guard(conversation, text, author=author, draft_key=draft_key, now=NOW)
        return given.draft.context


def test_the_other_clients_of_the_writer_are_known_by_name_brand_and_domain(
    conversation: Conversation, ann: Person, tsubame: Client
) -> None:
    builders.assigned(ann, tsubame)
    with walls.transaction([tsubame.pk]):
        Address.objects.create(client=tsubame, address="help@mail.tsubame.example")

    assert context(conversation, ann, sight=[tsubame.pk]).others == (
        OtherClient(
            "つばめ運輸",
            ("つばめ運輸 お客様窓口", "mail.tsubame.example", "tsubame.example"),
        ),
    )


def test_a_client_that_the_writer_does_not_work_for_is_never_told(
    conversation: Conversation, ann: Person, otto: Person, tsubame: Client
) -> None:
    assert context(conversation, ann, sight=[tsubame.pk]).others == ()


def test_the_guard_knows_the_writers_other_clients_whoever_asks(
    conversation: Conversation, ann: Person, tsubame: Client
) -> None:
    """A director who approves, and the job of a scheduled reply, have only this client in sight."""
    builders.assigned(ann, tsubame)

    assert context(conversation, ann) == context(conversation, ann, sight=[tsubame.pk])
    assert [one.name for one in context(conversation, ann).others] == [tsubame.name]


def test_an_assignment_that_is_over_tells_nothing(
    conversation: Conversation, ann: Person, tsubame: Client
) -> None:
    builders.assigned(ann, tsubame, ends_at=NOW)

    assert context(conversation, ann, sight=[tsubame.pk]).others == ()


def test_what_is_also_the_clients_own_is_no_other_clients() -> None:
    own = '["ひかり文具店", "ひかり文具店 窓口", ["desk.example", "hikari.example"]]'
    others = '[["ひかり", "ひかり", []], ["つばめ", "つばめ 窓口", ["desk.example", "t.example"]]]'

    assert others_in(others, own) == (OtherClient("つばめ", ("つばめ 窓口", "t.example")),)
    assert others_in(None, own) == ()


def test_the_record_is_asked_for_where_the_text_holds_a_number(
    conversation: Conversation, ann: Person
) -> None:
    builders.received(conversation, text="注文番号は A-4711 です。", whole_text="> A-4712\nA-4711")
    with walls.transaction([conversation.client_id]):
        notes.write_note(conversation_id=conversation.pk, author=ann, text="合計 8,800円", now=NOW)

    assert context(conversation, ann).record is None
    record = context(conversation, ann, "４月1日").record
    assert record is not None
    for said in ("注文について", "届く日を教えてください。", "A-4711", "A-4712", "8,800円"):
        assert said in record


def test_the_record_of_a_long_conversation_is_its_newest_part(
    conversation: Conversation, ann: Person
) -> None:
    for number in range(RECORDED_MESSAGES):
        builders.received(conversation, text=f"番号{number}", whole_text=f"番号{number}")

    record = context(conversation, ann, "1").record
    assert record is not None
    assert "届く日を教えてください。" not in record
    assert "番号0" in record


def test_the_files_that_leave_with_the_text_are_known_with_their_marks(
    conversation: Conversation, ann: Person, dai: Person
) -> None:
    key = uuid.uuid4()
    with walls.transaction([conversation.client_id]):
        builders.a_draft_file(conversation, ann, confidentiality="restricted")
        builders.a_draft_file(conversation, ann, name="待つ.pdf", draft_key=key)
        builders.a_draft_file(conversation, dai, name="ほかの人.pdf")

    assert context(conversation, ann).attachments == (Attachment("見積.pdf", "restricted"),)
    waiting = context(conversation, ann, draft_key=key).attachments
    assert waiting == (Attachment("待つ.pdf", "public"),)
    bea = builders.assigned(builders.a_person("bea"), conversation.client)
    assert context(conversation, bea).attachments == ()


def test_phrases_that_must_not_stand_and_that_must(
    conversation: Conversation, ann: Person, dai: Person
) -> None:
    add(conversation.client, dai, "forbid", "全額")
    add(conversation.client, dai, "require", "11月19日(木)")
    add(conversation.client, dai, "require", "返品は8日以内", tag="返品")

    given = context(conversation, ann)
    assert (given.forbidden, given.mandatory) == (("全額",), ("11月19日(木)",))

    with walls.transaction([conversation.client_id]):
        tagging.tag_conversation(conversation_id=conversation.pk, name="返品", person=ann, now=NOW)
    builders.with_only(conversation.client, "concrete-wording", severity="hint")
    builders.replied(conversation, ann)
    assert context(conversation, ann).mandatory == ("返品は8日以内",)


def test_another_clients_phrases_count_nothing(
    conversation: Conversation, ann: Person, tsubame: Client
) -> None:
    eve = builders.assigned(builders.a_person("eve"), tsubame, role="director")
    builders.assigned(ann, tsubame)
    add(tsubame, eve, "forbid", "全額")

    assert context(conversation, ann, sight=[tsubame.pk]).forbidden == ()


def add(client: Client, director: Person, kind: str, phrase: str, *, tag: str = "") -> None:
    """A phrase of the client's."""
    wording = phrases.Wording(kind=ClientPhrase.Kind(kind), phrase=phrase, tag=tag)
    with walls.transaction([client.pk]):
        phrases.add_phrase(client_id=client.pk, wording=wording, person=director, now=NOW)
