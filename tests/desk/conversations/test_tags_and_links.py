"""Tags and links of a client's conversations."""

from datetime import timedelta

import pytest

from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations.actions.linking import (
    CannotLink,
    NotLinked,
    link_conversations,
    unlink_conversations,
)
from madoguchi.desk.conversations.actions.tagging import (
    CannotTag,
    NoSuchTag,
    tag_conversation,
    untag_conversation,
)
from madoguchi.desk.conversations.models import Conversation, ConversationLink, Tag
from madoguchi.desk.conversations.querysets import NoSuchConversation
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import walls
from tests import builders

pytestmark = pytest.mark.usefixtures("in_hikari")
LATER = builders.NOW + timedelta(minutes=20)


def tags_of(conversation: Conversation) -> list[str]:
    return list(conversation.tags.order_by("tag__name").values_list("tag__name", flat=True))


def test_a_tag_is_made_by_its_first_use_and_put_on_once(hikari: Client, ann: Person) -> None:
    one, other = builders.a_conversation(hikari), builders.a_conversation(hikari)

    for conversation, name in ((one, "返品"), (one, " 返品 "), (other, "返品"), (one, "VIP")):
        tag_conversation(conversation_id=conversation.pk, name=name, person=ann, now=LATER)
    tag_conversation(conversation_id=one.pk, name="vip", person=ann, now=LATER)

    assert (tags_of(one), tags_of(other)) == (["VIP", "返品"], ["返品"])
    assert Tag.objects.count() == 2
    assert builders.kinds_of_events(one.pk).count("ConversationTagged") == 2


def test_a_tag_is_taken_off_and_stays_a_word_of_the_client(hikari: Client, ann: Person) -> None:
    conversation = builders.a_conversation(hikari)
    tag_conversation(conversation_id=conversation.pk, name="返品", person=ann, now=LATER)
    tag = Tag.objects.get()

    untag_conversation(conversation_id=conversation.pk, tag_id=tag.pk, person=ann, now=LATER)

    assert (tags_of(conversation), Tag.objects.count()) == ([], 1)
    with pytest.raises(NoSuchTag):
        untag_conversation(conversation_id=conversation.pk, tag_id=tag.pk, person=ann, now=LATER)


@pytest.mark.parametrize("name", ["", " 　 ", "長" * 41])
def test_a_tag_has_a_word(hikari: Client, ann: Person, name: str) -> None:
    conversation = builders.a_conversation(hikari)

    with pytest.raises(CannotTag):
        tag_conversation(conversation_id=conversation.pk, name=name, person=ann, now=LATER)


def test_two_conversations_are_linked_once_and_unlinked_from_either_side(
    hikari: Client, ann: Person
) -> None:
    one, other = builders.a_conversation(hikari), builders.a_conversation(hikari)

    for first, second in ((one, other), (other, one)):
        link_conversations(conversation_id=first.pk, other_id=second.pk, person=ann, now=LATER)
    assert ConversationLink.objects.count() == 1
    for conversation in (one, other):
        assert builders.kinds_of_events(conversation.pk)[-1] == "ConversationLinked"

    unlink_conversations(conversation_id=other.pk, other_id=one.pk, person=ann, now=LATER)
    assert not ConversationLink.objects.exists()
    with pytest.raises(NotLinked):
        unlink_conversations(conversation_id=one.pk, other_id=other.pk, person=ann, now=LATER)


def test_nothing_is_linked_with_itself_or_with_what_is_not_there(
    hikari: Client, ann: Person
) -> None:
    conversation = builders.a_conversation(hikari)

    with pytest.raises(CannotLink):
        link_conversations(
            conversation_id=conversation.pk, other_id=conversation.pk, person=ann, now=LATER
        )
    with pytest.raises(NoSuchConversation):
        link_conversations(
            conversation_id=conversation.pk, other_id=987_654_321, person=ann, now=LATER
        )


def test_somebody_who_works_for_both_clients_links_nothing_across(
    hikari: Client, tsubame: Client, ann: Person
) -> None:
    builders.assigned(ann, tsubame)
    one, other = builders.a_conversation(hikari), builders.a_conversation(tsubame)

    with walls.within([hikari.pk, tsubame.pk]), pytest.raises(CannotLink):
        link_conversations(conversation_id=one.pk, other_id=other.pk, person=ann, now=LATER)
