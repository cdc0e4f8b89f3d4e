"""On one's own side of the wall, a number from the other side means nothing."""

from django.test import Client as Browser
from django.urls import reverse

from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations.models import Conversation, Message
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import walls
from tests import builders
from tests.desk.walls.addresses import LETTER, sent
from tests.desk.walls.belongings import Belongings
from tests.desk.walls.tables import rows_of


def test_a_foreign_message_cannot_be_excused_through_a_conversation_of_ones_own(
    hikaris: Belongings, tsubame: Client, otto_browser: Browser
) -> None:
    own, before = builders.a_conversation(tsubame), _kept(hikaris)
    path = reverse("conversation-no-answer", args=[own.pk])

    answer = sent(otto_browser, path, {"message": str(hikaris.question.pk), "reason": "お礼"})

    assert answer.status == 422
    assert not answer.shows_a_secret
    assert _kept(hikaris) == before


def test_a_conversation_is_not_given_to_somebody_who_is_assigned_elsewhere(
    tsubame: Client, otto: Person, otto_browser: Browser, ann: Person
) -> None:
    own = builders.a_conversation(tsubame)

    answer = sent(
        otto_browser, reverse("conversation-owner", args=[own.pk]), {"person": str(ann.pk)}
    )

    assert answer.status == 422
    with walls.transaction([tsubame.pk]):
        assert Conversation.objects.get(pk=own.pk).owner == otto


def test_the_key_of_a_foreign_draft_neither_sends_nor_shows_it(
    hikaris: Belongings, tsubame: Client, otto_browser: Browser
) -> None:
    own, before = builders.a_conversation(tsubame), _kept(hikaris)
    path = reverse("conversation-reply", args=[own.pk])

    answer = sent(otto_browser, path, {**LETTER, "draft_key": str(hikaris.reply.draft_key)})

    assert answer.status == 302
    assert _kept(hikaris) == before
    with walls.transaction([tsubame.pk]):
        reply = Message.objects.get(kind=Message.Kind.REPLY)
    assert (reply.conversation_id, reply.text) == (own.pk, LETTER["body"])


def test_a_draft_is_its_writers_alone(hikaris: Belongings, dai: Person) -> None:
    """Ann, not Dai, typed the draft: the composer of a colleague stays empty."""
    conversation = builders.signed_in(dai).get(
        reverse("conversation", args=[hikaris.conversation.pk])
    )

    assert conversation.context["detail"].composer.body == ""


def test_a_colleague_of_both_sides_sees_in_each_conversation_only_its_own_client(
    hikaris: Belongings, tsubames: Belongings, ann: Person
) -> None:
    both = builders.signed_in(builders.assigned(ann, tsubames.client))

    side = both.get(reverse("conversation", args=[tsubames.conversation.pk])).context["detail"].side

    assert side.client.pk == tsubames.client.pk
    assert {row.pk for row in side.earlier}.isdisjoint({hikaris.conversation.pk, hikaris.bare.pk})
    assert side.conversation_count == 1


def _kept(belongings: Belongings) -> object:
    with walls.transaction([belongings.client.pk], provider_wide=True):
        return rows_of(belongings.client)
