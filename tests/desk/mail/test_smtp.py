"""The talk with the mail server: as safe as it was set, or not at all."""

import smtplib
from dataclasses import replace

import pytest
from django.db import transaction
from pytest_django import Settings

from madoguchi.config import Security
from madoguchi.desk.mail import smtp
from madoguchi.desk.mail.composing import Envelope
from tests.fakes.mailserver import MailServer

ENVELOPE = Envelope("support@hikari.example", "megumi@customer.example", b"Subject: x\r\n\r\nx\r\n")


def test_a_mail_is_handed_over(mail_server: MailServer) -> None:
    smtp.send(ENVELOPE)

    [taken] = mail_server.taken
    assert (taken.sender, taken.recipients) == (ENVELOPE.sender, (ENVELOPE.recipient,))
    assert taken.raw == ENVELOPE.raw


@pytest.mark.parametrize("security", [Security.STARTTLS, Security.TLS])
def test_a_server_without_the_wanted_encryption_gets_nothing(
    mail_server: MailServer, settings: Settings, security: Security
) -> None:
    strict = replace(settings.CONFIG.delivery, security=security)
    settings.CONFIG = replace(settings.CONFIG, delivery=strict)

    with pytest.raises((smtplib.SMTPException, OSError)):
        smtp.send(ENVELOPE)

    assert mail_server.taken == []


def test_a_server_that_knows_no_sign_in_gets_nothing(
    mail_server: MailServer, settings: Settings
) -> None:
    named = replace(settings.CONFIG.delivery, user="desk", password="secret")
    settings.CONFIG = replace(settings.CONFIG, delivery=named)

    with pytest.raises(smtplib.SMTPException):
        smtp.send(ENVELOPE)

    assert mail_server.taken == []


@pytest.mark.django_db
def test_talking_inside_a_transaction_is_a_bug(mail_server: MailServer) -> None:
    with transaction.atomic(), pytest.raises(AssertionError, match="no network"):
        smtp.send(ENVELOPE)

    assert mail_server.taken == []
