"""Who is to be answered, and what a mail that kills its reader comes to."""

import pytest

from madoguchi.desk.clients.models import Client
from madoguchi.desk.mail.actions import reading
from madoguchi.desk.mail.actions.intake import store_raw
from madoguchi.desk.mail.arrivals import Arrival
from madoguchi.desk.mail.models import RawMail
from madoguchi.desk.platform import walls
from tests import builders

LETTER = (
    "From: {sender}\r\nReply-To: {reply_to}\r\nTo: support@hikari.example\r\n"
    "Subject: form\r\nMessage-ID: <form-1@hikari.example>\r\n\r\nhello\r\n"
)


def _arrived(hikari: Client, *, sender: str, reply_to: str, tries: int = 0) -> RawMail:
    raw = LETTER.format(sender=sender, reply_to=reply_to).encode()
    (pk,) = store_raw(
        Arrival(raw, "form@host.example", ("support@hikari.example",)),
        now=builders.NOW,
    )
    with walls.transaction([hikari.pk]):
        RawMail.objects.update(tries=tries)
        reading.read_raw(client_id=hikari.pk, raw_mail_id=pk, now=builders.NOW)
        return RawMail.objects.select_related("message__conversation__customer").get(pk=pk)


def test_a_web_forms_mail_is_answered_to_the_customer_whom_it_names(hikari: Client) -> None:
    mail = _arrived(
        hikari, sender="Hikari <support@hikari.example>", reply_to="Mei <mei@customer.example>"
    )

    assert mail.message is not None
    customer = mail.message.conversation.customer
    assert (customer.email, customer.name) == ("mei@customer.example", "Mei")


def test_a_mail_that_names_only_the_client_itself_is_a_loop(hikari: Client) -> None:
    own = "support@hikari.example"

    assert _arrived(hikari, sender=own, reply_to=own).state == RawMail.State.QUARANTINED


def test_an_address_too_long_to_keep_whole_is_not_cut_into_somebody_elses(hikari: Client) -> None:
    long = f"{'a' * 60}@{'b' * 60}.{'c' * 60}.{'d' * 60}.{'e' * 30}.example"

    mail = _arrived(hikari, sender=long, reply_to=long)

    assert mail.message is not None
    assert mail.message.conversation.customer.email == ""


def test_a_mail_that_stopped_its_reader_again_and_again_is_set_aside(hikari: Client) -> None:
    mail = _arrived(
        hikari,
        sender="mei@customer.example",
        reply_to="mei@customer.example",
        tries=reading.MOST_TRIES,
    )

    assert (mail.state, mail.reason) == (
        RawMail.State.QUARANTINED,
        str(reading.NEVER_ENDED),
    )


@pytest.mark.django_db
def test_a_mail_to_many_unknown_addresses_is_kept_once_with_all_of_them() -> None:
    rows = store_raw(
        Arrival(
            b"Subject: x\r\n\r\nx\r\n",
            "a@customer.example",
            ("one@nowhere.example", "two@nowhere.example", "one@nowhere.example"),
        ),
        now=builders.NOW,
    )

    with walls.transaction([], provider_wide=True):
        (kept,) = RawMail.objects.filter(pk__in=rows)
    assert "one@nowhere.example、two@nowhere.example" in kept.reason


def test_the_same_id_with_another_file_is_another_mail(hikari: Client) -> None:
    _arrived(hikari, sender="a@customer.example", reply_to="a@customer.example")

    other = _arrived(hikari, sender="b@customer.example", reply_to="b@customer.example")

    assert other.state == RawMail.State.READ
