"""Two workers, one mail: what happens at one moment happens once."""

import threading
import time

import pytest
from django.db import connections

from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations.models import Message
from madoguchi.desk.mail import jobs
from madoguchi.desk.mail.actions import reading
from madoguchi.desk.mail.models import RawMail
from madoguchi.desk.platform import walls
from tests import builders
from tests.desk.mail.letters import a_letter, stored

pytestmark = pytest.mark.usefixtures("transactional_db")


def test_two_copies_of_a_mail_read_at_one_moment_are_one_message(hikari: Client) -> None:
    raw = a_letter()
    one, other = stored(hikari, raw), stored(hikari, raw)
    worker = threading.Thread(
        target=jobs.read_raw, kwargs={"client_id": hikari.pk, "raw_mail_id": other.pk}
    )

    with walls.transaction([hikari.pk]):
        reading.read_raw(client_id=hikari.pk, raw_mail_id=one.pk, now=builders.NOW)
        worker.start()
        time.sleep(0.4)  # the other worker waits for what is not committed yet
    worker.join(10)

    with walls.transaction([hikari.pk]):
        states = list(RawMail.objects.order_by("pk").values_list("state", flat=True))
        assert states == [RawMail.State.READ, RawMail.State.DUPLICATE]
        assert Message.objects.count() == 1


def test_one_mail_given_to_two_workers_is_read_once(hikari: Client) -> None:
    mail = stored(hikari, a_letter())
    workers = [
        threading.Thread(
            target=jobs.read_raw, kwargs={"client_id": hikari.pk, "raw_mail_id": mail.pk}
        )
        for _ in range(3)
    ]

    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(10)

    with walls.transaction([hikari.pk]):
        assert RawMail.objects.get().state == RawMail.State.READ
        assert Message.objects.count() == 1


def test_a_job_leaves_no_connection_behind(hikari: Client) -> None:
    mail = stored(hikari, a_letter())

    jobs.read_raw(client_id=hikari.pk, raw_mail_id=mail.pk)

    assert connections["default"].connection is None
