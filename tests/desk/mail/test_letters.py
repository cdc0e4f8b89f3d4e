"""The desk's own letters leave through the provider's server."""

import pytest
from pytest_django import Settings

from madoguchi.desk.mail.actions import letters
from madoguchi.desk.people.letters import post_letter
from madoguchi.desk.people.models import Letter
from madoguchi.desk.platform.jobs import TryLater
from madoguchi.engines import mailtext
from tests import builders
from tests.fakes.mailserver import MailServer

pytestmark = pytest.mark.usefixtures("transactional_db")
State = Letter.State


def posted(to: str = "ann@provider.example") -> Letter:
    return post_letter(to=to, subject="招待：窓口", body="はじめまして。", now=builders.NOW)


def state_of(letter: Letter) -> str:
    letter.refresh_from_db()
    return letter.state


def test_a_letter_leaves_and_what_it_said_is_forgotten(
    mail_server: MailServer, settings: Settings
) -> None:
    letter = posted()

    letters.send_letters()

    [taken] = mail_server.taken
    mail = mailtext.parse(taken.raw)
    assert (mail.subject, mail.text.strip()) == ("招待：窓口", "はじめまして。")
    assert (taken.sender, taken.recipients) == (
        settings.CONFIG.letters_from,
        ("ann@provider.example",),
    )
    assert state_of(letter) == State.SENT
    assert letter.body == ""


def test_a_letter_is_sent_once(mail_server: MailServer) -> None:
    posted()

    letters.send_letters()
    letters.send_letters()

    assert len(mail_server.taken) == 1


def test_a_letter_waits_while_the_server_says_later(mail_server: MailServer) -> None:
    mail_server.answer = "451 4.3.0 later"
    letter = posted()

    with pytest.raises(TryLater):
        letters.send_letters()

    assert state_of(letter) == State.WAITING


def test_a_letter_that_is_refused_does_not_hold_back_the_next(mail_server: MailServer) -> None:
    mail_server.answer_to_recipient = "550 5.1.1 unknown user"
    bad = posted()
    letters.send_letters()
    mail_server.answer_to_recipient = "250 OK"

    good = posted("dai@provider.example")
    letters.send_letters()

    assert (state_of(bad), state_of(good)) == (State.FAILED, State.SENT)
    assert bad.reason == "550 5.1.1 unknown user"
