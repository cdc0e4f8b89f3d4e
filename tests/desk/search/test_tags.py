"""Tags are words of a conversation, and a filter."""

from django.test import Client as Browser

from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations.actions.merging import merge_conversations, undo_merge
from madoguchi.desk.conversations.actions.tagging import tag_conversation, untag_conversation
from madoguchi.desk.conversations.models import Conversation, Tag
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import walls
from madoguchi.desk.search.actions import reindexing
from tests import builders
from tests.desk.search.searching import found, hits, pks, said


def test_a_tag_is_found_as_a_word_and_shown_marked(hikari: Client, ann: Person) -> None:
    conversation = said(hikari, "いつ届きますか。")
    tagged(conversation, "配送・遅れ", ann)

    [hit] = found(ann, hikari, q="遅れ").hits

    assert hit.pk == conversation.pk
    assert [(one.icon, hits(one.text)) for one in hit.beside] == [("tag", ["遅れ"])]


def test_a_tag_narrows_at_every_client_that_has_it(
    hikari: Client, tsubame: Client, ann: Person
) -> None:
    builders.assigned(ann, tsubame)
    ours, theirs = said(hikari, "返品したい"), said(tsubame, "返品したい")
    said(hikari, "返品したい")
    for one in (ours, theirs):
        tagged(one, "急ぎ", ann)

    assert pks(found(ann, hikari, tsubame, q="返品", tag="急ぎ")) == [theirs.pk, ours.pk]
    assert pks(found(ann, hikari, tsubame, tag="急ぎ", client=str(hikari.pk))) == [ours.pk]
    assert pks(found(ann, hikari, q="交換", tag="急ぎ")) == []
    assert pks(found(ann, hikari, q="返品", tag="ない")) == []


def test_a_tag_that_was_taken_off_finds_nothing(hikari: Client, ann: Person) -> None:
    conversation = said(hikari, "いつですか。")
    tag = tagged(conversation, "急ぎ", ann)
    builders.received(conversation, text="まだですか。")
    assert found(ann, hikari, q="急ぎ").messages == 2

    with walls.transaction([hikari.pk]):
        untag_conversation(
            conversation_id=conversation.pk, tag_id=tag.pk, person=ann, now=builders.NOW
        )

    assert found(ann, hikari, q="急ぎ").messages == 0
    assert found(ann, hikari, tag="急ぎ").messages == 0
    assert reindexing.verify(hikari.pk).is_whole


def test_a_merge_brings_its_tags_and_takes_them_back(hikari: Client, ann: Person) -> None:
    source, target = said(hikari, "返品したい"), said(hikari, "こんにちは")
    tagged(source, "急ぎ", ann)

    with walls.transaction([hikari.pk]):
        merge = merge_conversations(
            source_id=source.pk, target_id=target.pk, person=ann, now=builders.NOW
        )
    assert pks(found(ann, hikari, q="こんにちは", tag="急ぎ")) == [target.pk]

    with walls.transaction([hikari.pk]):
        undo_merge(merge_id=merge.pk, person=ann, now=builders.NOW)
    assert pks(found(ann, hikari, q="こんにちは", tag="急ぎ")) == []
    assert pks(found(ann, hikari, tag="急ぎ")) == [source.pk]


def test_the_form_offers_the_tags_in_sight(
    hikari: Client, ann: Person, ann_browser: Browser
) -> None:
    tagged(said(hikari, "いつですか。"), "急ぎ", ann)

    page = ann_browser.get("/search/", {"tag": "急ぎ"}).content.decode()

    assert '<option value="急ぎ" selected>急ぎ</option>' in page


def tagged(conversation: Conversation, name: str, person: Person) -> Tag:
    """The tag, put on."""
    with walls.transaction([conversation.client_id]):
        tag_conversation(
            conversation_id=conversation.pk, name=name, person=person, now=builders.NOW
        )
        return Tag.objects.get(client=conversation.client_id, name=name)
