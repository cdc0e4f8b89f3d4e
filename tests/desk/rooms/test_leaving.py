"""A direct thread is never nobody's: it falls to who takes part of ours, or its directors name somebody."""

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse

from madoguchi.desk.alerts.models import About, Alert
from madoguchi.desk.alerts.teams import team_of
from madoguchi.desk.clients.actions.assignments import end_assignment
from madoguchi.desk.clients.models import Assignment, Client
from madoguchi.desk.conversations.actions.ownership import release_owner
from madoguchi.desk.conversations.models import Conversation
from madoguchi.desk.mail import addresses
from madoguchi.desk.people.actions.standing import deactivate
from madoguchi.desk.people.models import Letter, Person
from madoguchi.desk.platform import walls
from madoguchi.desk.platform.models import Event
from madoguchi.desk.rooms.actions import leaving
from madoguchi.desk.rooms.actions.direct import DirectOpening, open_direct
from madoguchi.desk.rooms.actions.speaking import Saying, say_in_thread
from madoguchi.desk.rooms.models import Participant
from tests import builders
from tests.desk.mail.letters import a_letter, arrived

pytestmark = pytest.mark.usefixtures("in_hikari")
NOW = builders.NOW
LATER = NOW + timedelta(hours=1)


@pytest.fixture
def usual(hikari: Client, ann: Person) -> Person:
    """Ann takes new matters of Hikari, and no part in what follows."""
    return ann


@pytest.fixture
def bea(hikari: Client) -> Person:
    """An operator of Hikari."""
    return builders.assigned(builders.a_person("bea"), hikari)


@pytest.fixture
def kei(hikari: Client) -> Person:
    """Another one."""
    return builders.assigned(builders.a_person("kei"), hikari)


def _direct(hikari: Client, opener: Person, *others: Person) -> Conversation:
    opening = DirectOpening(
        title="お体のこと",
        body="お加減はいかがでしょうか。どうぞお大事になさってください。",
        matter="health",
        reason="体調の話のため",
        person_ids=[one.pk for one in others],
        draft_key=uuid.uuid4(),
    )
    opened = open_direct(client_id=hikari.pk, person=opener, opening=opening, now=NOW)
    assert opened.refusal is None
    return opened.conversation


@pytest.fixture
def direct(hikari: Client, bea: Person, cora: Person, usual: Person) -> Conversation:
    """A thread between Bea and Cora."""
    return _direct(hikari, bea, cora)


def _ends(client: Client, person: Person) -> None:
    with walls.within([client.pk], provider_wide=True):
        Assignment.objects.filter(client=client, person=person).update(ends_at=LATER)


def _said(thread: Conversation, member: Person) -> Conversation:
    saying = Saying(text="まだ熱があります。", draft_key=uuid.uuid4())
    say_in_thread(conversation_id=thread.pk, member=member, saying=saying, now=LATER)
    thread.refresh_from_db()
    return thread


def _kinds(thread: Conversation) -> list[str]:
    return builders.kinds_of_events(thread.pk)


def test_what_is_said_after_the_owner_left_falls_to_who_takes_part(
    hikari: Client, bea: Person, kei: Person, cora: Person, usual: Person
) -> None:
    thread = _direct(hikari, bea, cora, kei)
    _ends(hikari, bea)

    assert _said(thread, cora).owner_id == kei.pk
    assert "DirectThreadLeft" not in _kinds(thread)


def test_a_later_mail_falls_to_who_takes_part_too(
    hikari: Client, bea: Person, kei: Person, cora: Person, usual: Person
) -> None:
    thread = _direct(hikari, bea, cora, kei)
    _ends(hikari, bea)
    to = addresses.reply_address("support@hikari.example", thread.pk)

    mail = arrived(hikari, a_letter(sender=cora.email, to=to), to=to, now=LATER)

    thread.refresh_from_db()
    assert mail.message is not None
    assert (mail.message.conversation_id, thread.owner_id) == (thread.pk, kei.pk)


def test_it_falls_to_nobody_who_takes_no_part_and_the_directors_are_told(
    hikari: Client, direct: Conversation, bea: Person, cora: Person, usual: Person, dai: Person
) -> None:
    _ends(hikari, bea)

    assert _said(direct, cora).owner_id is None

    assert _kinds(direct).count("DirectThreadLeft") == 1
    alerts = Alert.objects.filter(conversation=direct, about=About.UNHELD)
    assert list(alerts.values_list("person_id", flat=True)) == [dai.pk]


def test_the_directors_are_told_out_of_their_shift_too(
    hikari: Client, direct: Conversation, bea: Person, cora: Person, dai: Person
) -> None:
    off = {"begins": "00:00", "ends": "00:01", "days": str((LATER.isoweekday() % 7) + 1)}
    form = {"in_app": "on", "minutes_before": "15", **off}
    builders.signed_in(dai).post(reverse("alert-choice"), form)
    _ends(hikari, bea)

    _said(direct, cora)

    assert Alert.objects.filter(person=dai, about=About.UNHELD).exists()


def test_who_is_switched_off_owns_nothing_of_it_any_more(
    hikari: Client, bea: Person, kei: Person, cora: Person, ada: Person, usual: Person
) -> None:
    thread = _direct(hikari, bea, cora, kei)
    with walls.within([], provider_wide=True):
        deactivate(person_id=bea.pk, actor=ada, now=NOW)

    leaving.hand_over_threads(client_id=hikari.pk, now=LATER)

    thread.refresh_from_db()
    assert thread.owner_id == kei.pk


def test_an_end_of_an_assignment_is_followed_by_a_job_at_that_time(
    hikari: Client, direct: Conversation, bea: Person, ada: Person, dai: Person
) -> None:
    with walls.within([hikari.pk], provider_wide=True):
        held = Assignment.objects.get(person=bea)
        end_assignment(
            client_id=hikari.pk, assignment_id=held.pk, ends_at=LATER, person=ada, now=NOW
        )

    leaving.hand_over_threads(client_id=hikari.pk, now=NOW)
    direct.refresh_from_db()
    assert direct.owner_id == bea.pk

    for _ in range(2):  # safe to run again
        leaving.hand_over_threads(client_id=hikari.pk, now=LATER)
    direct.refresh_from_db()
    assert direct.owner_id is None
    assert _kinds(direct).count("DirectThreadLeft") == 1


def test_the_last_of_ours_leaves_a_thread_that_was_nobodys(
    hikari: Client, direct: Conversation, bea: Person, dai: Person
) -> None:
    release_owner(conversation_id=direct.pk, person=bea, now=NOW)
    assert "DirectThreadLeft" not in _kinds(direct)
    _ends(hikari, bea)

    for _ in range(2):
        leaving.hand_over_threads(client_id=hikari.pk, now=LATER)

    assert _kinds(direct).count("DirectThreadLeft") == 1


def test_a_director_who_took_it_keeps_it(
    hikari: Client, direct: Conversation, bea: Person, dai: Person, cora: Person
) -> None:
    Conversation.objects.filter(pk=direct.pk).update(owner=dai)
    _ends(hikari, bea)

    assert _said(direct, cora).owner_id == dai.pk


def test_without_a_director_the_admins_are_written_to_and_told_no_word_of_it(
    hikari: Client, direct: Conversation, bea: Person, ada: Person
) -> None:
    _ends(hikari, bea)

    leaving.hand_over_threads(client_id=hikari.pk, now=LATER)

    [letter] = Letter.objects.filter(to=ada.email)
    assert direct.number in letter.body
    assert "お体のこと" not in letter.body + letter.subject
    assert not Alert.objects.filter(about=About.UNHELD).exists()


def test_who_takes_no_part_is_told_of_no_clock_of_it(
    hikari: Client, direct: Conversation, bea: Person, dai: Person, usual: Person
) -> None:
    assert team_of(hikari.pk, NOW).stand_ins(direct) == {bea.pk}
    _ends(hikari, bea)
    assert team_of(hikari.pk, LATER).stand_ins(direct) == {dai.pk}
    assert team_of(hikari.pk, LATER).stand_ins(builders.a_conversation(hikari)) == {usual.pk}


@pytest.fixture
def left(hikari: Client, direct: Conversation, bea: Person, dai: Person) -> Conversation:
    """Nobody of ours is left in it."""
    with walls.within([hikari.pk], provider_wide=True):
        Assignment.objects.filter(person=bea).update(ends_at=NOW)
    leaving.hand_over_threads(client_id=hikari.pk, now=NOW)
    return direct


def _names(thread: Conversation, newcomer: Person, person: Person) -> int:
    address = reverse("room-participants", args=[thread.pk])
    return builders.signed_in(person).post(address, {"person": str(newcomer.pk)}).status_code


def test_a_director_names_somebody_and_both_sides_see_who_named_whom(
    left: Conversation, kei: Person, dai: Person, cora: Person
) -> None:
    page = builders.signed_in(dai).get(reverse("room-thread", args=[left.pk])).content.decode()
    assert reverse("room-participants", args=[left.pk]) in page

    assert _names(left, kei, dai) == 302

    left.refresh_from_db()
    assert left.owner_id == kei.pk
    named = Event.objects.get(conversation_id=left.pk, kind="ParticipantNamed")
    assert (named.actor_id, named.data) == (dai.pk, {"person_id": kei.pk})
    assert not Alert.objects.filter(about=About.UNHELD, seen_at__isnull=True).exists()
    told = f"{dai.name}さんが{kei.name}さんを参加者に加えました"
    for person, name in ((cora, "portal-room-thread"), (kei, "room-thread")):
        page = builders.signed_in(person).get(reverse(name, args=[left.pk])).content.decode()
        assert told in page
        assert reverse("room-participants", args=[left.pk]) not in page


def test_nobody_but_a_director_names_somebody(
    left: Conversation, kei: Person, otto: Person, cora: Person, ada: Person
) -> None:
    noa = builders.a_member("noa", left.client)

    statuses = [_names(left, one, one) for one in (kei, otto, ada)]
    assert statuses == [404, 404, 404]
    assert [_names(left, kei, one) for one in (cora, noa)] == [404, 404]
    assert not Participant.objects.filter(conversation=left, person=kei).exists()
    with pytest.raises(leaving.CannotName):
        leaving.name_participant(conversation_id=left.pk, newcomer=kei, person=kei, now=LATER)


def test_nobody_is_named_from_elsewhere_or_while_somebody_of_ours_is_there(
    hikari: Client, left: Conversation, kei: Person, otto: Person, dai: Person, cora: Person
) -> None:
    with pytest.raises(leaving.NotWorkingThere):
        leaving.name_participant(conversation_id=left.pk, newcomer=otto, person=dai, now=LATER)
    leaving.name_participant(conversation_id=left.pk, newcomer=kei, person=dai, now=LATER)
    max_ = builders.assigned(builders.a_person("max"), hikari)
    with pytest.raises(leaving.SomebodyThere):
        leaving.name_participant(conversation_id=left.pk, newcomer=max_, person=dai, now=LATER)
    with pytest.raises(leaving.SomebodyThere):
        leaving.name_participant(
            conversation_id=builders.a_conversation(hikari).pk,
            newcomer=max_,
            person=dai,
            now=LATER,
        )
