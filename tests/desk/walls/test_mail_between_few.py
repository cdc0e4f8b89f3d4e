"""A mail that answers a direct thread and waits in the quarantine is there for who reads that thread alone."""

import uuid
from collections.abc import Callable

import pytest
from django.db import transaction
from django.urls import reverse

from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations.models import Conversation, Message
from madoguchi.desk.mail import addresses
from madoguchi.desk.mail.actions import intake, quarantine, together
from madoguchi.desk.mail.arrivals import Arrival
from madoguchi.desk.mail.models import RawMail
from madoguchi.desk.mail.queries.quarantine import quarantine_count
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import walls
from madoguchi.desk.platform.models import Event
from madoguchi.desk.rooms.actions.direct import DirectOpening, open_direct
from tests import builders
from tests.desk.mail.letters import a_letter, arrived, read, stored
from tests.desk.walls.addresses import PARTS, asked
from tests.desk.walls.tables import changed, sql

PRIVATE = "内緒の椿"
FORGED = "mx.hikari.example; spf=fail; dkim=none; dmarc=fail (p=NONE) header.from=hikari.example"
STRANGER = "somebody@elsewhere.example"
Letter = Callable[[str, str], bytes]  # of the thread's address, and of a member who takes part


def _letter(sender: str, to: str, **headers: str) -> bytes:
    return a_letter(sender=sender, to=to, subject=PRIVATE, body=PRIVATE, headers=headers)


WAYS: dict[str, Letter] = {
    "forged": lambda to, member: _letter(member, to, **{"Authentication-Results": FORGED}),
    "spam": lambda to, member: _letter(member, to, **{"X-Spam-Flag": "YES"}),
    "a stranger": lambda to, _: _letter(STRANGER, to),
    "a machine": lambda to, member: _letter(member, to, **{"Auto-Submitted": "auto-replied"}),
    "a loop": lambda to, _: _letter("support@hikari.example", to),
    "in copy": lambda to, _: _letter(STRANGER, "support@hikari.example", Cc=f"<{to}>"),
}


@pytest.fixture
def kei(hikari: Client) -> Person:
    """Works for Hikari, and takes no part."""
    return builders.assigned(builders.a_person("kei"), hikari)


@pytest.fixture
def noa(hikari: Client) -> Person:
    """Of Hikari like Cora, and takes no part."""
    return builders.a_member("noa", hikari)


@pytest.fixture
def direct(hikari: Client, ann: Person, cora: Person) -> Conversation:
    """What Ann and Cora have between them."""
    opening = DirectOpening(
        title="お体のこと",
        body="お加減はいかがでしょうか。どうぞお大事になさってください。",
        matter="health",
        reason="体調の話のため",
        person_ids=[cora.pk],
        draft_key=uuid.uuid4(),
    )
    with walls.transaction([hikari.pk]):
        opened = open_direct(client_id=hikari.pk, person=ann, opening=opening, now=builders.NOW)
    assert opened.refusal is None
    return opened.conversation


@pytest.fixture
def address(direct: Conversation) -> str:
    """What an answer to the thread is sent to."""
    return addresses.reply_address("support@hikari.example", direct.pk)


def _waiting(hikari: Client, way: str, address: str, cora: Person) -> RawMail:
    to = "support@hikari.example" if way == "in copy" else address
    mail = arrived(hikari, WAYS[way](address, cora.email), to=to)
    assert (mail.state, mail.message) == (RawMail.State.QUARANTINED, None)
    return mail


def _seen(mail: RawMail, person: Person, client: Client) -> int:
    side = walls.Side.CLIENT if person.is_member else walls.Side.PROVIDER
    with walls.within([client.pk], side=side, person_id=person.pk), transaction.atomic():
        return len(sql("select id from mail_rawmail where id = %s or true", mail.pk))


@pytest.mark.parametrize("way", WAYS)
def test_the_database_shows_it_to_who_reads_the_thread_and_to_nobody_else(
    way: str,
    hikari: Client,
    tsubame: Client,
    address: str,
    ann: Person,
    dai: Person,
    kei: Person,
    otto: Person,
    cora: Person,
    noa: Person,
) -> None:
    mail = _waiting(hikari, way, address, cora)

    assert [_seen(mail, one, hikari) for one in (ann, dai)] == [1, 1]
    assert [_seen(mail, one, hikari) for one in (kei, noa, cora)] == [0, 0, 0]
    assert _seen(mail, otto, tsubame) == 0


@pytest.mark.parametrize("way", WAYS)
def test_pages_show_it_to_who_reads_the_thread_and_to_nobody_else(
    way: str, hikari: Client, address: str, ann: Person, kei: Person, otto: Person, cora: Person
) -> None:
    mail = _waiting(hikari, way, address, cora)
    pages = (reverse("quarantine"), reverse("quarantine-mail", args=[mail.pk]))

    for person in (kei, otto):
        browser = builders.signed_in(person)
        statuses = [browser.get(page).status_code for page in pages]
        assert statuses == [200, 404]
        for name in ("quarantine", "desk", "search"):
            for part in ("", *PARTS):
                shown = asked(browser, f"{reverse(name)}?queue=all&q=椿", part=part)
                assert PRIVATE not in shown.text
        retry = reverse("quarantine-retry", args=[mail.pk])
        assert browser.post(retry).status_code == 404
    for page in pages:
        assert PRIVATE in builders.signed_in(ann).get(page).content.decode()


def test_another_member_has_no_page_for_it(
    hikari: Client, address: str, cora: Person, noa: Person
) -> None:
    mail = _waiting(hikari, "a stranger", address, cora)

    for name, ids in (("quarantine", []), ("quarantine-mail", [mail.pk])):
        assert builders.signed_in(noa).get(reverse(name, args=ids)).status_code == 404


def test_nothing_is_done_to_it_by_who_takes_no_part(
    hikari: Client, address: str, kei: Person, cora: Person
) -> None:
    mail = _waiting(hikari, "forged", address, cora)

    with walls.within([hikari.pk], person_id=kei.pk), transaction.atomic():
        assert changed("update mail_rawmail set reason = 'x'") == 0
        assert changed("delete from mail_rawmail") == 0
        with pytest.raises(quarantine.CannotRetry):
            quarantine.retry(raw_mail_id=mail.pk, person=kei, now=builders.NOW)


def test_who_takes_part_is_told_that_it_waits_and_the_log_tells_nobody_else(
    hikari: Client, address: str, direct: Conversation, ann: Person, kei: Person, cora: Person
) -> None:
    _waiting(hikari, "forged", address, cora)

    told = {}
    for person in (ann, kei):
        with walls.within([hikari.pk], person_id=person.pk), transaction.atomic():
            log = Event.objects.filter(kind="MailQuarantined")
            told[person.pk] = (
                quarantine_count(),
                list(log.values_list("conversation_id", flat=True)),
            )
    assert told == {ann.pk: (1, [direct.pk]), kei.pk: (0, [])}
    thread = builders.signed_in(ann).get(reverse("room-thread", args=[direct.pk]))
    assert "このスレッドあてのメールを仕分け待ちにしました" in thread.content.decode()


def test_what_nobody_has_read_yet_is_the_desks_alone(
    hikari: Client, address: str, ann: Person, kei: Person
) -> None:
    mail = stored(hikari, _letter(STRANGER, address), to=address)

    assert [_seen(mail, one, hikari) for one in (ann, kei)] == [0, 0]
    read(hikari, mail)
    assert [_seen(mail, one, hikari) for one in (ann, kei)] == [1, 0]


@pytest.mark.parametrize("way", ["forged", "a stranger", "a machine", "spam"])
def test_what_is_let_in_is_said_in_the_thread_and_nowhere_else(
    way: str, hikari: Client, address: str, direct: Conversation, ann: Person, kei: Person
) -> None:
    cora = Person.objects.get(email="cora@hikari.example")
    mail = _waiting(hikari, way, address, cora)

    retry = reverse("quarantine-retry", args=[mail.pk])
    assert builders.signed_in(ann).post(retry).status_code == 302
    mail = read(hikari, mail)

    assert mail.message is not None, mail.reason
    assert (mail.message.conversation_id, mail.message.channel) == (direct.pk, "direct")
    assert mail.message.author_id == (cora.pk if way in {"forged", "spam"} else None)
    assert _seen(mail, kei, hikari) == 0
    with walls.within([hikari.pk], person_id=kei.pk), transaction.atomic():
        assert not Message.objects.filter(text__contains=PRIVATE).exists()
    thread = builders.signed_in(ann).get(reverse("room-thread", args=[direct.pk])).content.decode()
    assert PRIVATE in thread
    assert (STRANGER in thread) == (way == "a stranger")


@pytest.mark.parametrize("is_named", [True, False], ids=["by the envelope", "in its head"])
def test_no_copy_of_it_lies_with_what_is_nobodys(
    is_named: bool, hikari: Client, address: str, ada: Person, ann: Person, kei: Person
) -> None:
    """A mistyped address beside it, or a server that wrote another one onto the envelope."""
    recipients = (*((address,) if is_named else ()), "nobody@elsewhere.example")
    arrival = Arrival(_letter(STRANGER, address), STRANGER, recipients)

    [pk] = intake.store_raw(arrival, now=builders.NOW)

    with walls.within([], provider_wide=True, person_id=ada.pk), transaction.atomic():
        assert sql("select id from mail_rawmail") == []
    with walls.transaction([hikari.pk]):
        mail = read(hikari, RawMail.objects.get(pk=pk))
    assert (mail.cause, mail.client_id) == (RawMail.Cause.OUTSIDER, hikari.pk)
    assert [_seen(mail, one, hikari) for one in (ann, kei)] == [1, 0]


def test_read_with_others_it_is_held_back_all_the_same(
    hikari: Client, address: str, ann: Person, kei: Person
) -> None:
    """One that answers a customer's matter by its ids, and a direct thread by its address."""
    mine = arrived(hikari, a_letter())
    assert mine.message is not None
    raw = _letter(STRANGER, address, **{"In-Reply-To": mine.message.mail_id or ""})
    mail = stored(hikari, raw, to=address)

    with walls.transaction([hikari.pk]):
        left = together.read_together(client_id=hikari.pk, raw_mail_ids=[mail.pk], now=builders.NOW)
    assert left == [mail.pk]
    mail = read(hikari, mail)

    assert (mail.state, mail.cause) == (RawMail.State.QUARANTINED, RawMail.Cause.OUTSIDER)
    assert [len(_ids(one, hikari)) for one in (ann, kei)] == [2, 1]


def test_a_strangers_mail_that_names_no_direct_thread_opens_a_matter_as_ever(
    hikari: Client, ann: Person, kei: Person, cora: Person
) -> None:
    mail = arrived(hikari, a_letter(sender=STRANGER))

    assert mail.state == RawMail.State.READ
    assert [_seen(mail, one, hikari) for one in (ann, kei)] == [1, 1]


def _ids(person: Person, client: Client) -> list[int]:
    with walls.within([client.pk], person_id=person.pk), transaction.atomic():
        return [row[0] for row in sql("select id from mail_rawmail")]
