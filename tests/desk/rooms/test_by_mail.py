"""A member's mail, as bytes, into the room: and what is forged, misdirected or handed on stays outside."""

from base64 import b64encode
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction
from pytest_django import Settings

from madoguchi.config import Delivery, Security
from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations.models import Attachment, Conversation
from madoguchi.desk.mail import addresses
from madoguchi.desk.mail.actions.missed import write_to_member
from madoguchi.desk.mail.models import RawMail
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import walls
from madoguchi.desk.platform.jobs import TryLater
from madoguchi.desk.rooms.actions.reading import mark_read
from madoguchi.engines import mailtext
from tests import builders
from tests.desk.mail.letters import a_letter, arrived
from tests.fakes.mailserver import HOST, MailServer, running_mail_server

AT_WORK = datetime(2026, 11, 24, 5, 0, tzinfo=UTC)  # a Tuesday, 14:00
BOUNDARY = "part-of-the-letter"


def _signed(client: Client, thread: Conversation) -> str:
    return addresses.reply_address(f"support@{client.key}.example", thread.pk)


def _came(client: Client, raw: bytes, to: str) -> RawMail:
    mail = arrived(client, raw, to=to)
    assert mail.message is not None, mail.reason
    return mail


def _went_to(mail: RawMail) -> int:
    assert mail.message is not None
    return mail.message.conversation_id


@pytest.mark.usefixtures("in_hikari")
def test_a_members_bytes_become_their_words_without_the_quote(
    hikari: Client, thread: Conversation, cora: Person
) -> None:
    to = _signed(hikari, thread)
    body = "26日で承知しました。\r\n\r\n> 佐伯さん、最終出荷は12月26日です。\r\n> 窓口"

    mail = _came(hikari, a_letter(sender=f"Cora <{cora.email}>", to=to, body=body), to)

    assert mail.message is not None
    assert _went_to(mail) == thread.pk
    assert (mail.message.author_id, mail.message.sender_name) == (cora.pk, cora.name)
    assert mail.message.text.strip().splitlines()[0] == "26日で承知しました。"


@pytest.mark.usefixtures("in_hikari")
def test_a_file_of_a_members_mail_stays_in_the_room(
    hikari: Client, thread: Conversation, cora: Person
) -> None:
    to = _signed(hikari, thread)
    body = "\r\n".join(
        [
            f"--{BOUNDARY}",
            "Content-Type: text/plain; charset=utf-8",
            "",
            "写真です。",
            f"--{BOUNDARY}",
            "Content-Type: text/plain; name=plan.txt",
            "Content-Disposition: attachment; filename=plan.txt",
            "Content-Transfer-Encoding: base64",
            "",
            b64encode(b"plan").decode(),
            f"--{BOUNDARY}--",
        ]
    )
    kind = {"Content-Type": f"multipart/mixed; boundary={BOUNDARY}", "MIME-Version": "1.0"}

    mail = _came(hikari, a_letter(sender=cora.email, to=to, body=body, headers=kind), to)

    file = Attachment.objects.get(message=mail.message)
    assert (file.name, file.confidentiality) == ("plan.txt", "internal")


@pytest.mark.usefixtures("in_hikari")
def test_a_members_name_without_a_signed_address_opens_a_mail(
    hikari: Client, thread: Conversation, cora: Person
) -> None:
    forged = "support+c1-0000000000@hikari.example"

    for to in ("support@hikari.example", forged):
        mail = _came(hikari, a_letter(sender=f"Cora <{cora.email}>", to=to), to)
        assert mail.message is not None
        assert _went_to(mail) != thread.pk
        assert (mail.message.channel, mail.message.author_id) == ("mail", None)


@pytest.mark.usefixtures("in_hikari")
def test_a_signed_address_that_was_handed_on_is_no_key(
    hikari: Client, thread: Conversation
) -> None:
    to = _signed(hikari, thread)

    mail = _came(hikari, a_letter(sender="stranger@elsewhere.example", to=to), to)

    assert mail.message is not None
    assert _went_to(mail) != thread.pk
    assert mail.message.channel == "mail"


@pytest.mark.usefixtures("in_hikari")
def test_a_members_name_beside_a_strangers_address_is_a_strangers(
    hikari: Client, thread: Conversation, cora: Person
) -> None:
    to = _signed(hikari, thread)
    sender = f'"{cora.name} {cora.email}" <stranger@elsewhere.example>'

    mail = _came(hikari, a_letter(sender=sender, to=to), to)

    assert _went_to(mail) != thread.pk


def test_a_signed_address_of_another_client_leads_nowhere(
    hikari: Client, tsubame: Client, thread: Conversation, cora: Person, mika: Person
) -> None:
    number = addresses.reply_address("support@tsubame.example", thread.pk)

    for sender in (cora, mika):
        mail = _came(tsubame, a_letter(sender=sender.email, to=number), number)
        assert mail.client_id == tsubame.pk
        assert _went_to(mail) != thread.pk
    with walls.transaction([hikari.pk]):
        assert thread.messages.count() == 1


@pytest.mark.usefixtures("in_hikari")
def test_a_mail_that_its_server_calls_spam_waits_for_a_person(
    hikari: Client, thread: Conversation, cora: Person
) -> None:
    to = _signed(hikari, thread)
    marked = a_letter(sender=cora.email, to=to, headers={"X-Spam-Flag": "YES"})

    mail = arrived(hikari, marked, to=to)

    assert (mail.state, mail.message) == (RawMail.State.QUARANTINED, None)


@pytest.mark.usefixtures("in_hikari")
def test_who_left_says_nothing_more_by_mail(
    hikari: Client, thread: Conversation, cora: Person
) -> None:
    cora.is_active = False
    cora.save(update_fields=["is_active"])
    to = _signed(hikari, thread)

    assert _went_to(_came(hikari, a_letter(sender=cora.email, to=to), to)) != thread.pk


@pytest.fixture
def mail_server(settings: Settings) -> Iterator[MailServer]:
    """The mail server that letters are handed to."""
    with running_mail_server() as server:
        delivery = Delivery(host=HOST, port=server.port, security=Security.NONE)
        settings.CONFIG = replace(settings.CONFIG, delivery=delivery)
        yield server


@pytest.fixture
def missed(transactional_db: None, hikari: Client, thread: Conversation, ann: Person) -> int:
    """What Ann answered and Cora has not read."""
    return builders.replied(thread, ann, after=timedelta(minutes=1)).pk


def _write(hikari: Client, thread: Conversation, cora: Person, up_to: int) -> None:
    with walls.within([hikari.pk]):
        write_to_member(
            client_id=hikari.pk,
            conversation_id=thread.pk,
            person_id=cora.pk,
            since=0,
            up_to=up_to,
            now=AT_WORK,
        )


def test_a_letter_leaves_and_its_answer_is_said_in_the_thread(
    mail_server: MailServer, hikari: Client, thread: Conversation, cora: Person, missed: int
) -> None:
    _write(hikari, thread, cora, missed)

    [taken] = mail_server.taken
    letter = mailtext.parse(taken.raw)
    assert taken.recipients == (cora.email,)
    [answer_to] = letter.reply_to
    mail = _came(hikari, a_letter(sender=cora.email, to=answer_to.email), answer_to.email)
    assert _went_to(mail) == thread.pk


def test_a_letter_whose_job_died_after_the_servers_ok_leaves_as_the_same_one(
    mail_server: MailServer, hikari: Client, thread: Conversation, cora: Person, missed: int
) -> None:
    for _ in range(2):  # the job that the crash left unfinished is run again
        _write(hikari, thread, cora, missed)

    first, second = (mailtext.parse(one.raw) for one in mail_server.taken)
    assert first.message_id == second.message_id
    assert first.text == second.text


def test_a_letter_whose_job_died_is_not_sent_again_once_it_was_read(
    mail_server: MailServer, hikari: Client, thread: Conversation, cora: Person, missed: int
) -> None:
    _write(hikari, thread, cora, missed)
    with walls.within([hikari.pk]), transaction.atomic():
        mark_read(conversation=thread, person=cora, up_to=missed, now=AT_WORK)

    _write(hikari, thread, cora, missed)

    assert len(mail_server.taken) == 1


def test_a_letter_waits_while_the_server_says_later(
    mail_server: MailServer, hikari: Client, thread: Conversation, cora: Person, missed: int
) -> None:
    mail_server.answer = "451 4.3.0 later"

    with pytest.raises(TryLater):
        _write(hikari, thread, cora, missed)


def test_a_letter_that_is_refused_is_not_tried_again(
    mail_server: MailServer, hikari: Client, thread: Conversation, cora: Person, missed: int
) -> None:
    mail_server.answer_to_recipient = "550 5.1.1 unknown user"

    _write(hikari, thread, cora, missed)

    assert mail_server.taken == []


def test_what_was_read_meanwhile_is_not_sent(
    mail_server: MailServer, hikari: Client, thread: Conversation, cora: Person, missed: int
) -> None:
    with walls.within([hikari.pk]), transaction.atomic():
        mark_read(conversation=thread, person=cora, up_to=missed, now=AT_WORK)

    _write(hikari, thread, cora, missed)

    assert mail_server.taken == []
