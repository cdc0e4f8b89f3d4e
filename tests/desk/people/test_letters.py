"""Letters that wait to be sent."""

import pytest
from django.db import connection

from madoguchi.desk.people.letters import mark_failed, mark_sent, post_letter, waiting_letters
from madoguchi.desk.people.models import Letter
from tests.builders import NOW

pytestmark = pytest.mark.django_db


def posted(to: str = "bea@provider.example") -> Letter:
    return post_letter(to=to, subject="再設定", body="秘密のリンク", now=NOW)


def test_the_oldest_letter_is_sent_first() -> None:
    first, second = posted(), posted()

    assert [one.pk for one in waiting_letters(10)] == [first.pk, second.pk]
    assert [one.pk for one in waiting_letters(1)] == [first.pk]


def test_a_letter_that_is_sent_waits_no_longer_and_is_forgotten() -> None:
    letter = posted()

    mark_sent(letter.pk, NOW)

    letter.refresh_from_db()
    assert (letter.state, letter.sent_at, letter.body) == (Letter.State.SENT, NOW, "")
    assert waiting_letters(10) == []


def test_a_letter_that_cannot_be_sent_keeps_the_reason_alone() -> None:
    letter = posted()

    mark_failed(letter.pk, "550 no such user", NOW)

    letter.refresh_from_db()
    assert (letter.state, letter.reason, letter.body) == (
        Letter.State.FAILED,
        "550 no such user",
        "",
    )


def test_what_is_settled_stays_so() -> None:
    letter = posted()
    mark_sent(letter.pk, NOW)

    mark_failed(letter.pk, "too late", NOW)

    letter.refresh_from_db()
    assert letter.state == Letter.State.SENT


def test_with_the_letter_a_job_waits_in_the_same_transaction() -> None:
    posted()

    with connection.cursor() as cursor:
        cursor.execute(
            "select count(*) from procrastinate_jobs where task_name = 'mail.send_letters'"
        )
        assert cursor.fetchone() == (1,)
