"""A direct thread: for a private matter alone, and there for nobody but who takes part and the directors."""

import uuid

import pytest
from django.db import transaction
from django.urls import reverse

from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations.drafting import for_guard
from madoguchi.desk.conversations.models import Channel, Conversation, Message
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import walls
from madoguchi.desk.platform.walls import Side
from madoguchi.desk.rooms.actions.direct import (
    Between,
    DirectOpening,
    MatterIsForAll,
    NobodyOfOurs,
    NobodyThere,
    ReasonMissing,
    open_direct,
)
from madoguchi.desk.rooms.actions.speaking import (
    NotYourRoom,
    Saying,
    open_as_member,
    say_in_thread,
)
from tests import builders

WORDS = "お加減はいかがでしょうか。どうぞお大事になさってください。"


def _opening(cora: Person, **changes: object) -> DirectOpening:
    plain: dict[str, object] = {
        "title": "お体のこと",
        "body": WORDS,
        "matter": "health",
        "reason": "体調の話のため",
        "person_ids": [cora.pk],
        "draft_key": uuid.uuid4(),
    }
    return DirectOpening(**{**plain, **changes})  # type: ignore[arg-type] # plain values


@pytest.fixture
def direct(hikari: Client, ann: Person, cora: Person) -> Conversation:
    """A thread between Ann and Cora."""
    with walls.transaction([hikari.pk]):
        opened = open_direct(
            client_id=hikari.pk, person=ann, opening=_opening(cora), now=builders.NOW
        )
    assert opened.refusal is None
    return opened.conversation


def _reads(client: Client, person: Person, direct: Conversation) -> bool:
    side = Side.CLIENT if person.is_member else Side.PROVIDER
    with (
        walls.within([client.pk], side=side, person_id=person.pk),
        transaction.atomic(),
    ):
        seen = Conversation.objects.filter(pk=direct.pk).exists()
        said = Message.objects.filter(conversation=direct.pk).exists()
    assert seen == said
    return seen


def test_who_takes_part_and_the_directors_read_it(
    hikari: Client, direct: Conversation, ann: Person, cora: Person, dai: Person
) -> None:
    assert [_reads(hikari, one, direct) for one in (ann, cora, dai)] == [True, True, True]


def test_nobody_else_of_either_side_reads_it(hikari: Client, direct: Conversation) -> None:
    kei = builders.assigned(builders.a_person("kei"), hikari)
    jun = builders.a_member("jun", hikari)

    assert [_reads(hikari, one, direct) for one in (kei, jun)] == [False, False]


def test_its_pages_are_not_there_for_others(hikari: Client, direct: Conversation) -> None:
    kei = builders.signed_in(builders.assigned(builders.a_person("kei"), hikari))
    jun = builders.signed_in(builders.a_member("jun", hikari))

    for address in (reverse("room-thread", args=[direct.pk]), _desk(direct)):
        assert kei.get(address).status_code == 404
    assert jun.get(reverse("portal-room-thread", args=[direct.pk])).status_code == 404
    assert "お体のこと" not in kei.get(reverse("desk") + "?queue=open").content.decode()


def _desk(direct: Conversation) -> str:
    return reverse("conversation", args=[direct.pk])


def test_who_takes_part_finds_its_pages(direct: Conversation, ann: Person, cora: Person) -> None:
    assert builders.signed_in(ann).get(_desk(direct)).status_code == 200
    address = reverse("portal-room-thread", args=[direct.pk])
    assert WORDS in builders.signed_in(cora).get(address).content.decode()


def test_another_member_says_nothing_there(hikari: Client, direct: Conversation) -> None:
    jun = builders.a_member("jun", hikari)
    saying = Saying(text="見ました。", draft_key=uuid.uuid4())

    with walls.transaction([hikari.pk]), pytest.raises(NotYourRoom):
        say_in_thread(conversation_id=direct.pk, member=jun, saying=saying, now=builders.NOW)


def test_the_guard_leads_work_back_to_the_room(
    hikari: Client, direct: Conversation, ann: Person
) -> None:
    with walls.transaction([hikari.pk]):
        given = for_guard(direct, "棚卸しは15日です。", author=ann, now=builders.NOW)

    assert (given.draft.context.room, given.draft.audience_kind) == ("direct", "client")


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"matter": "work-item"}, MatterIsForAll),
        ({"reason": " "}, ReasonMissing),
        ({"person_ids": []}, NobodyThere),
    ],
)
def test_it_is_refused_without_a_private_reason(
    hikari: Client,
    ann: Person,
    cora: Person,
    changes: dict[str, object],
    refusal: type[Exception],
) -> None:
    with walls.transaction([hikari.pk]), pytest.raises(refusal):
        open_direct(
            client_id=hikari.pk, person=ann, opening=_opening(cora, **changes), now=builders.NOW
        )


def test_nobody_from_elsewhere_takes_part(
    hikari: Client, ann: Person, cora: Person, otto: Person
) -> None:
    opening = _opening(cora, person_ids=[cora.pk, otto.pk])

    with walls.transaction([hikari.pk]), pytest.raises(NobodyThere):
        open_direct(client_id=hikari.pk, person=ann, opening=opening, now=builders.NOW)


def _between(*people: Person, **changes: object) -> Between:
    plain: dict[str, object] = {
        "matter": "health",
        "reason": "体調の話のため",
        "person_ids": [one.pk for one in people],
    }
    return Between(**{**plain, **changes})  # type: ignore[arg-type] # plain values


def _opened_by(member: Person, client: Client, between: Between) -> Conversation:
    saying = Saying(text="来週、通院で休みます。", draft_key=uuid.uuid4())
    with walls.within([client.pk], side=Side.CLIENT, person_id=member.pk), transaction.atomic():
        message = open_as_member(
            client_id=client.pk,
            member=member,
            title="お休み",
            saying=saying,
            now=builders.NOW,
            between=between,
        )
    with walls.transaction([client.pk]):
        return Conversation.objects.get(pk=message.conversation_id)


def test_a_member_opens_one_that_only_who_takes_part_and_the_directors_see(
    hikari: Client, ann: Person, cora: Person, dai: Person
) -> None:
    bea = builders.assigned(builders.a_person("bea"), hikari)
    rin = builders.a_member("rin", hikari)

    opened = _opened_by(cora, hikari, _between(ann))

    assert (opened.channel, opened.owner_id) == (Channel.DIRECT, ann.pk)
    seen = [_reads(hikari, one, opened) for one in (ann, cora, dai, bea, rin)]
    assert seen == [True, True, True, False, False]


def test_what_a_member_opens_is_owned_by_who_takes_part(
    hikari: Client, ann: Person, cora: Person
) -> None:
    bea = builders.assigned(builders.a_person("bea"), hikari)

    assert _opened_by(cora, hikari, _between(bea)).owner_id == bea.pk


def test_a_member_opens_none_for_a_matter_of_work_or_without_a_reason(
    hikari: Client, ann: Person, cora: Person
) -> None:
    with pytest.raises(MatterIsForAll):
        _opened_by(cora, hikari, _between(ann, matter="shipping"))
    with pytest.raises(ReasonMissing):
        _opened_by(cora, hikari, _between(ann, reason=" "))


def test_a_member_opens_none_without_us_or_with_somebody_from_elsewhere(
    hikari: Client, ann: Person, cora: Person, otto: Person, mika: Person
) -> None:
    rin = builders.a_member("rin", hikari)

    for people in ([rin], [], [ann, otto], [ann, mika]):
        with pytest.raises(NobodyOfOurs):
            _opened_by(cora, hikari, _between(*people))


def test_a_refused_one_comes_back_as_the_member_typed_it(
    hikari: Client, ann: Person, cora: Person
) -> None:
    posted = {
        "title": "お休み",
        "text": "来週、通院で休みます。",
        "draft_key": str(uuid.uuid4()),
        "matter": "health",
        "reason": "",
        "person": str(ann.pk),
    }
    browser = builders.signed_in(cora)

    refused = browser.post(reverse("portal-room-threads"), posted)
    done = browser.post(reverse("portal-room-threads"), {**posted, "reason": "体調の話のため"})

    page = refused.content.decode()
    assert refused.status_code == 422
    assert "個別にする理由を書いてください。" in page
    assert '<option value="health"' in page
    assert "checked" in page
    with walls.transaction([hikari.pk]):
        [opened] = Conversation.objects.filter(subject="お休み")
    assert opened.channel == Channel.DIRECT
    assert done.headers["Location"] == reverse("portal-room-thread", args=[opened.pk])
    other = builders.signed_in(builders.a_member("rin", hikari))
    assert other.get(reverse("portal-room-thread", args=[opened.pk])).status_code == 404
    assert "お休み" not in other.get(reverse("portal-room"), {"threads": "1"}).content.decode()
