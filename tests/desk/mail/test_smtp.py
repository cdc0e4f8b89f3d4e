"""The talk with the mail server: as safe as it was set, or not at all."""

from dataclasses import replace

import pytest
from django.db import transaction

from madoguchi.config import Security
from madoguchi.desk.mail import smtp
from madoguchi.desk.mail.accounts import providers_account
from madoguchi.desk.mail.composing import Envelope
from madoguchi.desk.mail.troubles import AuthMissing, StartTlsMissing
from tests.fakes.mailserver import MailServer

ENVELOPE = Envelope(
    "support@hikari.example", ("megumi@customer.example",), b"Subject: x\r\n\r\nx\r\n"
)


def test_a_mail_is_handed_over(mail_server: MailServer) -> None:
    smtp.send(ENVELOPE, providers_account())

    [taken] = mail_server.taken
    assert (taken.sender, taken.recipients) == (ENVELOPE.sender, ENVELOPE.recipients)
    assert taken.raw == ENVELOPE.raw


@pytest.mark.parametrize("security", [Security.STARTTLS, Security.TLS])
def test_a_server_without_the_wanted_encryption_gets_nothing(
    mail_server: MailServer, security: Security
) -> None:
    with pytest.raises((StartTlsMissing, OSError)):
        smtp.send(ENVELOPE, replace(providers_account(), security=security))

    assert mail_server.taken == []


def test_a_server_that_knows_no_sign_in_gets_nothing(mail_server: MailServer) -> None:
    with pytest.raises(AuthMissing):
        smtp.send(ENVELOPE, replace(providers_account(), user="desk", password="secret"))

    assert mail_server.taken == []


@pytest.mark.django_db
def test_talking_inside_a_transaction_is_a_bug(mail_server: MailServer) -> None:
    with transaction.atomic(), pytest.raises(AssertionError, match="no network"):
        smtp.send(ENVELOPE, providers_account())

    assert mail_server.taken == []
