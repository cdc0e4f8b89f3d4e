"""Where a mailbox begins: what lay there before stays there, what comes after is never left out (a real Dovecot)."""

import json
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client as Browser

from madoguchi import cli
from madoguchi.desk.clients.models import Client
from madoguchi.desk.mail.models import Mailbox
from madoguchi.desk.mail.rounds import Rounds
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import clock, walls
from tests import builders
from tests.desk.mail.letters import a_letter
from tests.desk.mail.mailboxes import (
    address_of,
    in_dovecot,
    ledger,
    looked,
    now_of,
    raw_mails,
)
from tests.desk.mail.test_mailbox_pages import address_of as address_id
from tests.desk.mail.test_mailbox_pages import the_mailbox, typed
from tests.fakes.dovecot import PASSWORD, Dovecot
from tests.fakes.mailserver import HOST

pytestmark = pytest.mark.usefixtures("transactional_db")
TOKYO = ZoneInfo("Asia/Tokyo")


@pytest.fixture
def admin(ada: Person) -> Browser:
    return builders.signed_in(ada)


def put(dovecot: Dovecot, *moments: datetime, raw: bytes = b"") -> None:
    """A mail came to the server at each of these moments."""
    with dovecot.signed_in("hikari") as client:
        for at in moments:
            client.append("INBOX", raw or a_letter(), msg_time=at)


def days_ago(days: float) -> datetime:
    return clock.now().replace(microsecond=0) - timedelta(days=days)


def added(admin: Browser, client: Client, dovecot: Dovecot, **fields: str) -> Mailbox:
    """A mailbox as an admin adds it on the page."""
    dovecot.add_user("hikari")
    here = {
        "imap_host": HOST,
        "imap_port": str(dovecot.port),
        "imap_security": "none",
        "imap_user": "hikari",
        "imap_secret": PASSWORD,
        "folders": "INBOX",
    }
    form = typed(address=address_id(client), **here) | fields
    assert admin.post("/settings/mailboxes/new/", form).status_code == 302
    return the_mailbox(client)


def test_what_lay_in_the_mailbox_when_it_was_added_stays_there(
    admin: Browser, hikari: Client, dovecot: Dovecot
) -> None:
    mailbox = added(admin, hikari, dovecot)
    put(dovecot, *(days_ago(days) for days in (900, 30, 1, 0.01)))

    assert looked(mailbox) == 0
    put(dovecot, clock.now())
    assert looked(mailbox, whole=False) == 1
    assert looked(mailbox) == 0

    assert len(raw_mails(hikari)) == 1
    assert dovecot.flags("hikari") == [()] * 5


def test_the_fetcher_waits_for_news_although_old_mail_is_there(
    admin: Browser, hikari: Client, dovecot: Dovecot
) -> None:
    mailbox = added(admin, hikari, dovecot)
    put(dovecot, days_ago(3))
    looked(mailbox)

    assert ledger(hikari) == []
    with walls.within([hikari.pk]), dovecot.signed_in("hikari") as client:
        assert not Rounds(mailbox, address_of(mailbox)).is_news(client, "INBOX")


def test_mail_of_the_chosen_day_and_later_comes_in(
    admin: Browser, hikari: Client, dovecot: Dovecot
) -> None:
    day = (clock.now() - timedelta(days=10)).astimezone(TOKYO).date()
    mailbox = added(admin, hikari, dovecot, fetched_from=day.isoformat())
    midnight = datetime(day.year, day.month, day.day, tzinfo=TOKYO)
    second = timedelta(seconds=1)
    put(dovecot, midnight - 3 * timedelta(days=1), midnight - second, midnight, midnight + second)
    put(dovecot, days_ago(8), days_ago(1))

    assert mailbox.fetched_from == midnight
    assert looked(mailbox) == 4
    assert ledger(hikari) == [(uid, "stored") for uid in (3, 4, 5, 6)]


def test_new_mail_with_a_date_from_before_the_beginning_is_not_lost(
    admin: Browser, hikari: Client, dovecot: Dovecot
) -> None:
    """A server whose clock is wrong, or a colleague who moves an old mail into the inbox."""
    mailbox = added(admin, hikari, dovecot)
    put(dovecot, days_ago(5))
    looked(mailbox)

    put(dovecot, days_ago(4))

    assert looked(mailbox, whole=False) == 1


def test_an_earlier_beginning_brings_in_what_was_left_out(
    admin: Browser, hikari: Client, dovecot: Dovecot
) -> None:
    mailbox = added(admin, hikari, dovecot)
    put(dovecot, days_ago(400), days_ago(5))
    assert looked(mailbox) == 0
    put(dovecot, clock.now())
    looked(mailbox, whole=False)
    path = f"/settings/mailboxes/{mailbox.pk}/"
    fields = typed(imap_host=HOST, imap_port=str(dovecot.port), imap_security="none")
    earlier = {**fields, "imap_user": "hikari", "imap_secret": PASSWORD, "folders": "INBOX"}

    assert admin.post(path, earlier).status_code == 302
    assert now_of(mailbox).fetched_from == mailbox.fetched_from

    admin.post(path, earlier | {"fetched_from": days_ago(30).date().isoformat()})
    assert looked(now_of(mailbox)) == 1
    admin.post(path, earlier | {"fetched_from": "1970-01-01"})
    assert looked(now_of(mailbox)) == 1
    assert len(raw_mails(hikari)) == 3


def test_after_a_new_uidvalidity_old_mail_still_stays_there(
    admin: Browser, hikari: Client, dovecot: Dovecot
) -> None:
    mailbox = added(admin, hikari, dovecot)
    put(dovecot, days_ago(400), days_ago(5))
    looked(mailbox)
    put(dovecot, clock.now())
    looked(mailbox, whole=False)

    dovecot.new_uidvalidity("hikari")

    assert looked(mailbox) == 1  # the new one, once more: reading finds that it is there already
    assert len(raw_mails(hikari)) == 2


def test_the_ledger_is_complete_without_what_is_older(
    admin: Browser, hikari: Client, dovecot: Dovecot, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    mailbox = added(admin, hikari, dovecot)
    put(dovecot, days_ago(400), days_ago(5))
    looked(mailbox)
    put(dovecot, clock.now())
    looked(mailbox, whole=False)

    assert cli.main(["mail", "ledger", "--json"]) == 0

    told = json.loads(capfdbinary.readouterr().out)
    assert (told["on_server"], told["left_out"], told["stored"], told["missing"]) == (3, 2, 1, 0)


def test_the_page_says_from_when_on_mail_comes_in(
    admin: Browser, hikari: Client, dovecot: Dovecot
) -> None:
    mailbox = added(admin, hikari, dovecot, fetched_from="2026-04-01")

    page = admin.get(f"/settings/mailboxes/{mailbox.pk}/").content.decode()

    assert "2026年4月1日 00:00 から後のメールを取り込んでいます。" in page


def test_a_mailbox_from_before_there_were_beginnings_fetches_everything(
    hikari: Client, dovecot: Dovecot
) -> None:
    mailbox = in_dovecot(hikari, dovecot)
    put(dovecot, days_ago(900), days_ago(1))

    assert looked(mailbox) == 2
