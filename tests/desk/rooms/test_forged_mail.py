"""What the receiving server found forged is no member's word: it waits in the quarantine, as it came."""

import pytest
from django.urls import reverse

from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations.models import Conversation
from madoguchi.desk.mail import addresses
from madoguchi.desk.mail.actions import quarantine
from madoguchi.desk.mail.actions.reading import read_raw
from madoguchi.desk.mail.models import RawMail
from madoguchi.desk.people.models import Person
from tests import builders
from tests.desk.mail.letters import a_letter, arrived

pytestmark = pytest.mark.usefixtures("in_hikari")


def _signed(client: Client, thread: Conversation) -> str:
    return addresses.reply_address(f"support@{client.key}.example", thread.pk)


def _went_to(mail: RawMail) -> int:
    assert mail.message is not None, mail.reason
    return mail.message.conversation_id


FORGED = [
    "mx.hikari.example; spf=pass smtp.mailfrom=elsewhere.example; dkim=none; dmarc=fail (p=NONE) header.from=hikari.example",
    "mx.hikari.example; dkim=fail (bad signature); spf=fail smtp.mailfrom=hikari.example",
]
VOUCHED_FOR = [
    "mx.hikari.example; spf=fail; dkim=pass header.d=hikari.example; dmarc=pass",
    "mx.hikari.example; spf=fail smtp.mailfrom=list.example; dkim=pass header.d=hikari.example",
    "mx.hikari.example; none",
]


@pytest.mark.parametrize("results", FORGED)
def test_what_the_receiving_server_found_forged_is_no_members_word(
    hikari: Client, thread: Conversation, cora: Person, ann: Person, results: str
) -> None:
    to = _signed(hikari, thread)
    raw = a_letter(sender=cora.email, to=to, headers={"Authentication-Results": results})

    mail = arrived(hikari, raw, to=to)

    assert (mail.state, mail.cause) == (RawMail.State.QUARANTINED, RawMail.Cause.FORGED)
    assert "fail" in mail.reason
    assert bytes(mail.raw) == raw
    assert thread.messages.count() == 1
    shown = builders.signed_in(ann).get(reverse("quarantine-mail", args=[mail.pk]))
    assert "差出人がメンバー本人か確かめられません" in shown.content.decode()


@pytest.mark.parametrize("results", VOUCHED_FOR)
def test_what_the_receiving_server_vouches_for_is_said_in_the_thread(
    hikari: Client, thread: Conversation, cora: Person, results: str
) -> None:
    to = _signed(hikari, thread)
    raw = a_letter(sender=cora.email, to=to, headers={"Authentication-Results": results})

    assert _went_to(arrived(hikari, raw, to=to)) == thread.pk


def test_a_person_who_looked_at_it_lets_it_into_the_thread(
    hikari: Client, thread: Conversation, cora: Person, ann: Person
) -> None:
    to = _signed(hikari, thread)
    raw = a_letter(sender=cora.email, to=to, headers={"Authentication-Results": FORGED[0]})
    held = arrived(hikari, raw, to=to)

    quarantine.retry(raw_mail_id=held.pk, person=ann, now=builders.NOW)
    read_raw(client_id=hikari.pk, raw_mail_id=held.pk, now=builders.NOW)

    held.refresh_from_db()
    assert _went_to(held) == thread.pk


def test_a_customers_mail_that_fails_is_read_as_ever(hikari: Client) -> None:
    to = "support@hikari.example"
    raw = a_letter(to=to, headers={"Authentication-Results": FORGED[0]})

    assert arrived(hikari, raw, to=to).state == RawMail.State.READ
