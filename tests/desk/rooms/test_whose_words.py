"""Whose words a mail to a thread's address becomes: the From's alone, whomever it asks to answer."""

import pytest

from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations.models import Conversation
from madoguchi.desk.mail import addresses
from madoguchi.desk.mail.models import RawMail
from madoguchi.desk.people.models import Person
from madoguchi.desk.rooms.actions.speaking import LONGEST
from tests.desk.mail.letters import a_letter, arrived

pytestmark = pytest.mark.usefixtures("in_hikari")


def _signed(client: Client, thread: Conversation) -> str:
    return addresses.reply_address(f"support@{client.key}.example", thread.pk)


@pytest.mark.parametrize(
    "results",
    [{}, {"Authentication-Results": "mx.hikari.example; dmarc=pass header.from=attacker.example"}],
)
def test_who_asks_for_answers_to_a_member_is_no_member(
    hikari: Client, thread: Conversation, cora: Person, results: dict[str, str]
) -> None:
    to = _signed(hikari, thread)
    headers = {"Reply-To": cora.email, **results}

    mail = arrived(hikari, a_letter(sender="evil@attacker.example", to=to, headers=headers), to=to)

    assert mail.message is not None
    assert mail.message.conversation_id != thread.pk
    assert mail.message.author_id is None
    assert thread.messages.count() == 1


def test_a_pass_for_another_domain_vouches_for_nobody(
    hikari: Client, thread: Conversation, cora: Person
) -> None:
    to = _signed(hikari, thread)
    results = {
        "Authentication-Results": "mx.hikari.example; dmarc=pass header.from=attacker.example"
    }

    mail = arrived(hikari, a_letter(sender=cora.email, to=to, headers=results), to=to)

    assert (mail.state, mail.cause) == (RawMail.State.QUARANTINED, RawMail.Cause.FORGED)
    assert "header.from=attacker.example" in mail.reason
    assert thread.messages.count() == 1


def test_a_member_who_asks_for_answers_elsewhere_says_it_in_the_thread(
    hikari: Client, thread: Conversation, cora: Person
) -> None:
    to = _signed(hikari, thread)
    headers = {"Reply-To": "private@elsewhere.example"}

    mail = arrived(hikari, a_letter(sender=cora.email, to=to, headers=headers), to=to)

    assert mail.message is not None
    assert (mail.message.conversation_id, mail.message.author_id) == (thread.pk, cora.pk)
    assert mail.message.sender_address == cora.email


def test_a_customer_is_answered_where_they_ask_for_it(hikari: Client) -> None:
    to = "support@hikari.example"

    mail = arrived(hikari, a_letter(to=to, headers={"Reply-To": "other@customer.example"}), to=to)

    assert mail.message is not None
    assert mail.message.sender_address == "other@customer.example"


def test_what_a_mail_quotes_is_nobodys_own_word(
    hikari: Client, thread: Conversation, cora: Person
) -> None:
    to = _signed(hikari, thread)
    body = "> 佐伯さん、最終出荷は12月26日です。\r\n> 窓口\r\n"

    mail = arrived(hikari, a_letter(sender=cora.email, to=to, body=body), to=to)

    assert mail.message is not None
    assert (
        mail.message.text
        == "（引用のほかに本文が見つからないメールです。元のメールは、窓口に届いています。）"
    )
    assert "最終出荷" in mail.message.quoted_text


def test_a_mail_is_as_long_in_the_room_as_a_page_lets_one_write(
    hikari: Client, thread: Conversation, cora: Person
) -> None:
    to = _signed(hikari, thread)
    body = "\r\n".join(["出荷の件です。" * 8] * 1_000)

    mail = arrived(hikari, a_letter(sender=cora.email, to=to, body=body), to=to)

    assert mail.message is not None
    assert len(mail.message.text) <= LONGEST
    assert "元のメール" in mail.message.text[-60:]
    assert len(mail.message.quoted_text) > LONGEST
