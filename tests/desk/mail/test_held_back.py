"""Spam and floods wait for a person, and a person lets them in."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client as Browser
from pytest_django import Settings

from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations.models import Conversation, Message, ReplyClock
from madoguchi.desk.mail.actions.quarantine import CannotRetry, retry
from madoguchi.desk.mail.models import RawMail
from madoguchi.desk.people.models import Person
from tests import builders
from tests.desk.mail.letters import a_letter, arrived, read

pytestmark = pytest.mark.usefixtures("in_hikari")
Cause = RawMail.Cause
SPAM = {"X-Spam-Flag": "YES"}


@pytest.mark.parametrize(
    "headers",
    [
        {"X-Spam-Flag": "YES"},
        {"X-Spam-Status": "Yes, score=9.1 required=5.0"},
        {"X-Forefront-Antispam-Report": "CIP:1.2.3.4;CTRY:JP;SFV:SPM;H:x"},
        {"X-MS-Exchange-Organization-SCL": "6"},
        {"X-Rspamd-Action": "add header"},
        {"X-Barracuda-Spam-Flag": "YES"},
    ],
)
def test_what_a_server_called_spam_starts_no_clock_and_is_seen(
    hikari: Client, headers: dict[str, str]
) -> None:
    mail = arrived(hikari, a_letter(headers=headers))

    assert (mail.state, mail.cause) == (RawMail.State.QUARANTINED, Cause.SPAM)
    assert "迷惑メール" in mail.reason
    assert not Conversation.objects.exists()
    assert not ReplyClock.objects.exists()


@pytest.mark.parametrize(
    "headers",
    [
        {"X-Spam-Flag": "NO"},
        {"X-Spam-Status": "No, score=-1.2 required=5.0"},
        {"X-Spam-Score": "1.0"},
        {"X-Forefront-Antispam-Report": "CIP:1.2.3.4;SFV:NSPM;SCL:1"},
        {"X-MS-Exchange-Organization-SCL": "1"},
    ],
)
def test_what_a_server_called_clean_comes_in(hikari: Client, headers: dict[str, str]) -> None:
    assert arrived(hikari, a_letter(headers=headers)).state == RawMail.State.READ


def test_an_answer_to_us_comes_in_whatever_a_server_called_it(hikari: Client, ann: Person) -> None:
    reply = builders.replied(builders.a_conversation(hikari), ann)

    mail = arrived(hikari, a_letter(headers={**SPAM, "In-Reply-To": reply.mail_id or ""}))

    assert mail.state == RawMail.State.READ


def test_a_person_says_that_it_is_no_spam(hikari: Client, ann: Person) -> None:
    mail = arrived(hikari, a_letter(headers=SPAM))

    retry(raw_mail_id=mail.pk, person=ann, now=builders.NOW)

    assert read(hikari, mail).state == RawMail.State.READ
    assert Message.objects.count() == 1


def test_otto_lets_nothing_of_hikari_in(hikari: Client, otto: Person) -> None:
    mail = arrived(hikari, a_letter(headers=SPAM))

    with pytest.raises(CannotRetry):
        retry(raw_mail_id=mail.pk, person=otto, now=builders.NOW)


def test_the_page_says_so(hikari: Client, ann_browser: Browser) -> None:
    mail = arrived(hikari, a_letter(headers=SPAM))

    assert "迷惑メールの疑い" in ann_browser.get("/quarantine/").content.decode()
    assert "これは迷惑メールではない" in ann_browser.get(f"/quarantine/{mail.pk}/").content.decode()


@pytest.fixture
def three_are_enough(settings: Settings) -> None:
    settings.CONFIG = replace(settings.CONFIG, sender_limit=3)


@pytest.mark.usefixtures("three_are_enough")
def test_a_sender_who_does_not_stop_is_held_back(hikari: Client) -> None:
    mails = [arrived(hikari, a_letter(subject=f"No. {n}")) for n in range(5)]

    assert [mail.cause for mail in mails] == ["", "", "", Cause.FLOOD, Cause.FLOOD]
    assert "megumi@customer.example" in mails[4].reason
    assert Message.objects.count() == 3


@pytest.mark.usefixtures("three_are_enough")
def test_another_sender_comes_in_meanwhile(hikari: Client) -> None:
    for n in range(4):
        arrived(hikari, a_letter(subject=f"No. {n}"))

    mail = arrived(hikari, a_letter(sender="Other <other@customer.example>"))

    assert mail.state == RawMail.State.READ


@pytest.mark.usefixtures("three_are_enough")
def test_who_writes_now_and_then_is_never_held_back(hikari: Client) -> None:
    mails = [
        arrived(hikari, a_letter(), now=builders.NOW + n * timedelta(minutes=15)) for n in range(6)
    ]

    assert {mail.state for mail in mails} == {RawMail.State.READ}


@pytest.mark.usefixtures("three_are_enough")
def test_what_was_held_as_a_flood_is_let_in_by_a_person(hikari: Client, ann: Person) -> None:
    mails = [arrived(hikari, a_letter(subject=f"No. {n}")) for n in range(4)]

    retry(raw_mail_id=mails[3].pk, person=ann, now=builders.NOW)

    assert read(hikari, mails[3]).state == RawMail.State.READ
