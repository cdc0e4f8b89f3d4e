"""The customers' mailbox: what they received, and answering through the real intake."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from django.test import Client as Browser
from django.urls import reverse
from pytest_django import Settings

from madoguchi.config import Mode
from madoguchi.desk.clients.models import Client
from madoguchi.desk.demo.actions import Letter, receive_as_customer, write_as_customer
from madoguchi.desk.demo.models import CustomerMail
from madoguchi.desk.mail import addresses
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import walls
from madoguchi.engines import mailtext
from tests import builders
from tests.fakes.mailserver import MailServer, free_port, running_mail_server

MEGUMI = "megumi@customer.example"


@pytest.fixture
def intake(settings: Settings) -> Iterator[MailServer]:
    """What listens where the intake would."""
    with running_mail_server() as server:
        settings.CONFIG = replace(settings.CONFIG, smtp_host="127.0.0.1", smtp_port=server.port)
        yield server


def a_mail_of_ours(
    *, mail_id: str = "<ours-1@hikari.example>", text: str = "お届けします。"
) -> bytes:
    """A reply as the customer's mail server gets it."""
    return mailtext.compose(
        mailtext.Outgoing(
            sender=mailtext.Address("ひかり お客様窓口", "support@hikari.example"),
            to=(mailtext.Address("田中 恵", MEGUMI),),
            reply_to=mailtext.Address(
                "ひかり お客様窓口", addresses.reply_address("support@hikari.example", 4001)
            ),
            subject="注文について",
            text=text,
            date=builders.NOW,
            message_id=mail_id,
            in_reply_to="<first@customer.example>",
        )
    )


def received(raw: bytes, sender: str = "support@hikari.example") -> None:
    receive_as_customer(raw=raw, sender=sender, recipients=(MEGUMI,), now=builders.NOW)


@pytest.fixture
def mail(hikari: Client) -> CustomerMail:
    """A mail of Hikari's in Megumi's mailbox."""
    received(a_mail_of_ours())
    with walls.transaction([hikari.pk]):
        return CustomerMail.objects.get()


def test_a_copy_of_a_mail_is_shown_once(hikari: Client, mail: CustomerMail) -> None:
    received(a_mail_of_ours())
    received(a_mail_of_ours(mail_id="<ours-2@hikari.example>"))

    with walls.transaction([hikari.pk]):
        assert CustomerMail.objects.count() == 2


def test_mail_of_strangers_is_not_kept(hikari: Client) -> None:
    received(a_mail_of_ours(), sender="spam@elsewhere.example")

    with walls.transaction([hikari.pk], provider_wide=True):
        assert not CustomerMail.objects.exists()


def test_the_mailbox_shows_what_the_customers_received(
    ann_browser: Browser, mail: CustomerMail
) -> None:
    page = ann_browser.get(reverse("customers")).content.decode()

    assert "ひかり お客様窓口" in page
    assert "Re: 注文について" in page
    assert MEGUMI in page


def test_the_mailbox_can_be_of_one_customer(ann_browser: Browser, mail: CustomerMail) -> None:
    url = reverse("customers")
    subject = "Re: 注文について"

    assert subject in ann_browser.get(url, {"customer": MEGUMI}).content.decode()
    assert subject not in ann_browser.get(url, {"customer": "x@else.example"}).content.decode()


def test_one_mail_is_opened_as_the_customers_program_shows_it(
    ann_browser: Browser, mail: CustomerMail
) -> None:
    page = ann_browser.get(reverse("customers-mail", args=[mail.pk])).content.decode()

    assert "support@hikari.example" in page
    assert "お届けします。" in page


def test_the_mailbox_of_another_clients_customers_is_not_found(
    otto_browser: Browser, mail: CustomerMail
) -> None:
    url = reverse("customers-mail", args=[mail.pk])

    assert MEGUMI not in otto_browser.get(reverse("customers")).content.decode()
    assert otto_browser.get(url).status_code == 404
    assert otto_browser.post(url + "replies/", {"body": "x"}).status_code == 404


@pytest.mark.django_db(transaction=True)
def test_an_answer_goes_to_the_intake_as_the_customers_mail_would(
    ann_browser: Browser, hikari: Client, mail: CustomerMail, intake: MailServer
) -> None:
    answer = ann_browser.post(
        reverse("customers-reply", args=[mail.pk]), {"body": "ありがとうございます。"}
    )

    [taken] = intake.taken
    sent = mailtext.parse(taken.raw)
    assert answer.status_code == 302
    assert (taken.sender, addresses.conversation_token(taken.recipients)) == (MEGUMI, 4001)
    assert (sent.sender.name, sent.sender.email) == ("田中 恵", MEGUMI)
    assert sent.in_reply_to == ("<ours-1@hikari.example>",)
    assert sent.references == ("<first@customer.example>", "<ours-1@hikari.example>")
    assert sent.text.strip() == "ありがとうございます。"
    with walls.transaction([hikari.pk]):
        assert CustomerMail.objects.get().answered_at is not None


@pytest.mark.django_db(transaction=True)
def test_without_an_intake_the_text_is_kept_and_the_reason_shown(
    ann_browser: Browser, hikari: Client, mail: CustomerMail, settings: Settings
) -> None:
    settings.CONFIG = replace(settings.CONFIG, smtp_port=free_port())

    answer = ann_browser.post(
        reverse("customers-reply", args=[mail.pk]), {"body": "ありがとうございます。"}
    )

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "ありがとうございます。" in page
    assert "メールを渡せませんでした" in page
    with walls.transaction([hikari.pk]):
        assert CustomerMail.objects.get().answered_at is None


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("body", ["", " \r\n"])
def test_an_empty_answer_is_not_sent(
    ann_browser: Browser, mail: CustomerMail, intake: MailServer, body: str
) -> None:
    answer = ann_browser.post(reverse("customers-reply", args=[mail.pk]), {"body": body})

    assert answer.status_code == 422
    assert intake.taken == []


NEW = {
    "name": "佐藤 一郎",
    "address": "ichiro@customer.example",
    "to": "support@hikari.example",
    "subject": "在庫について",
    "body": "在庫はありますか。",
}


@pytest.mark.django_db(transaction=True)
def test_a_new_customer_writes_to_a_client(ann_browser: Browser, intake: MailServer) -> None:
    answer = ann_browser.post(reverse("customers-new"), NEW)

    [taken] = intake.taken
    sent = mailtext.parse(taken.raw)
    assert answer.status_code == 302
    assert taken.recipients == ("support@hikari.example",)
    assert (sent.sender.name, sent.subject) == ("佐藤 一郎", "在庫について")
    assert sent.message_id is not None


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "changes",
    [
        {"to": "support@tsubame.example"},  # no client of Ann's
        {"to": ""},
        {"address": "no address"},
        {"address": ""},
        {"subject": "two\r\nBcc: everybody@x.example"},
        {"name": "two\r\nlines"},
        {"body": "a vertical\x0btab"},
        {"body": ""},
    ],
)
def test_a_new_mail_that_cannot_go_is_refused_with_all_that_was_typed(
    ann_browser: Browser, tsubame: Client, intake: MailServer, changes: dict[str, str]
) -> None:
    answer = ann_browser.post(reverse("customers-new"), {**NEW, **changes})

    assert answer.status_code == 422
    assert "佐藤 一郎" in answer.content.decode() or "name" in changes
    assert intake.taken == []


def test_a_letter_without_words_is_refused_before_anybody_is_called() -> None:
    letter = Letter(
        from_name="",
        from_email=MEGUMI,
        to="support@hikari.example",
        subject="",
        body="　",
        mail_id="<a@customer.example>",
    )

    with pytest.raises(Exception, match="本文を書いてください"):
        write_as_customer(letter=letter, now=builders.NOW)


def test_there_is_no_such_mailbox_in_production(
    ann: Person, ann_browser: Browser, mail: CustomerMail, settings: Settings
) -> None:
    settings.CONFIG = replace(settings.CONFIG, mode=Mode.PRODUCTION)

    assert ann_browser.get(reverse("customers")).status_code == 404
    assert ann_browser.get(reverse("customers-mail", args=[mail.pk])).status_code == 404
    assert ann_browser.post(reverse("customers-reply", args=[mail.pk])).status_code == 404
    assert ann_browser.post(reverse("customers-new"), NEW).status_code == 404
