"""Raw bytes are stored before anything else happens, with the job that will read them."""

import hashlib

import pytest
from django.db import DatabaseError
from procrastinate.contrib.django.models import ProcrastinateJob

from madoguchi.desk.clients.models import Address, Client
from madoguchi.desk.mail import addresses
from madoguchi.desk.mail.actions.intake import store_raw
from madoguchi.desk.mail.arrivals import Arrival
from madoguchi.desk.mail.models import RawMail
from madoguchi.desk.platform import walls
from tests import builders
from tests.desk.mail.letters import SENDER, a_letter

RAW = a_letter()


def kept(*recipients: str, raw: bytes = RAW) -> list[RawMail]:
    """The rows that the mail became, seen from above all walls that it is behind."""
    ids = store_raw(Arrival(raw, SENDER, recipients), now=builders.NOW)
    owners = [pk for one in recipients if (pk := owner_of(one)) is not None]
    with walls.transaction(owners, provider_wide=True):
        return list(RawMail.objects.filter(pk__in=ids).order_by("pk"))


def owner_of(recipient: str) -> int | None:
    base = addresses.base_of(recipient)
    with walls.transaction([], provider_wide=True):
        return Address.objects.filter(address=base).values_list("client", flat=True).first()


def test_a_mail_is_kept_byte_for_byte_for_its_client(hikari: Client) -> None:
    raw = b"From: a@b.example\r\n\r\n\xff\x00\x1b$B\r\n"

    [mail] = kept("support@hikari.example", raw=raw)

    assert bytes(mail.raw) == raw
    assert (mail.client_id, mail.state) == (hikari.pk, RawMail.State.RECEIVED)
    assert (mail.size, mail.sha256) == (len(raw), hashlib.sha256(raw).hexdigest())
    assert (mail.envelope_from, mail.envelope_to) == (SENDER, "support@hikari.example")


def test_its_job_is_queued_with_ids_alone(hikari: Client) -> None:
    [mail] = kept("support@hikari.example")

    job = ProcrastinateJob.objects.filter(task_name="mail.read_raw").latest("id")
    assert job.args == {"client_id": hikari.pk, "raw_mail_id": mail.pk}


@pytest.mark.parametrize(
    "address",
    [
        "support@hikari.example",
        "Support@Hikari.Example",
        "support+r4001.abc@hikari.example",
        "support+anything@hikari.example",
    ],
)
def test_the_client_is_found_by_the_address_however_it_is_written(
    hikari: Client, address: str
) -> None:
    [mail] = kept(address)

    assert mail.client_id == hikari.pk


def test_a_mail_to_two_clients_is_two_rows_each_behind_its_wall(
    hikari: Client, tsubame: Client
) -> None:
    mails = kept("support@hikari.example", "support@tsubame.example")

    assert [mail.client_id for mail in mails] == [hikari.pk, tsubame.pk]
    with walls.transaction([hikari.pk]):
        assert [mail.client_id for mail in RawMail.objects.all()] == [hikari.pk]


def test_a_mail_to_two_addresses_of_one_client_is_one_row(hikari: Client) -> None:
    with walls.transaction([hikari.pk]):
        Address.objects.create(client=hikari, address="info@hikari.example")

    [mail] = kept("info@hikari.example", "support@hikari.example")

    assert mail.envelope_to == "info@hikari.example"


@pytest.mark.parametrize("address", ["nobody@elsewhere.example", "support", "@", ""])
def test_a_mail_to_nobody_that_we_know_is_kept_in_the_quarantine(db: None, address: str) -> None:
    jobs = ProcrastinateJob.objects.count()

    [mail] = kept(address)

    assert (mail.client_id, mail.state) == (None, RawMail.State.QUARANTINED)
    assert "どの委託元のアドレスでもありません" in mail.reason
    assert ProcrastinateJob.objects.count() == jobs


def test_unrouted_mail_is_nobodys_but_the_providers(hikari: Client) -> None:
    kept("nobody@elsewhere.example")

    with walls.transaction([hikari.pk]):
        assert not RawMail.objects.exists()


def test_a_mail_to_a_client_and_to_a_stranger_is_kept_for_both(hikari: Client) -> None:
    mails = kept("support@hikari.example", "nobody@elsewhere.example")

    assert [mail.client_id for mail in mails] == [hikari.pk, None]


@pytest.mark.django_db(transaction=True)
def test_when_one_row_cannot_be_kept_none_is(hikari: Client) -> None:
    with pytest.raises((DatabaseError, ValueError)):
        store_raw(
            Arrival(RAW, "null\x00byte", ("support@hikari.example",)),
            now=builders.NOW,
        )

    with walls.transaction([hikari.pk]):
        assert not RawMail.objects.exists()
