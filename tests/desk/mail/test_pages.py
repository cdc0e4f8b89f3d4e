"""The quarantine's pages, and files read from raw mail."""

from datetime import timedelta

import pytest
from django.test import Client as Browser
from django.urls import reverse

from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations.models import Attachment
from madoguchi.desk.mail.actions import intake
from madoguchi.desk.mail.arrivals import Arrival
from madoguchi.desk.mail.models import RawMail
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import clock, walls
from tests import builders
from tests.desk.mail.letters import SENDER, a_letter, arrived

PNG = "iVBORw0KGgo="
WITH_A_FILE = (
    "--x\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n写真です。\r\n"
    '--x\r\nContent-Type: text/html; name="a.html"\r\n'
    'Content-Disposition: attachment; filename="請求.html"\r\n'
    f"Content-Transfer-Encoding: base64\r\n\r\n{PNG}\r\n--x--"
)


@pytest.fixture
def file(hikari: Client) -> Attachment:
    """A file that a customer of Hikari sent."""
    headers = {"Content-Type": 'multipart/mixed; boundary="x"'}
    arrived(hikari, a_letter(body=WITH_A_FILE, headers=headers))
    with walls.transaction([hikari.pk]):
        return Attachment.objects.get()


@pytest.fixture
def unrouted(db: None) -> RawMail:
    """A mail to an address that is nobody's."""
    [pk] = intake.store_raw(
        Arrival(a_letter(subject="Lost"), SENDER, ("nobody@elsewhere.example",)),
        now=builders.NOW,
    )
    with walls.transaction([], provider_wide=True):
        return RawMail.objects.get(pk=pk)


def test_the_quarantine_lists_what_waits(ann_browser: Browser, unread: RawMail) -> None:
    page = ann_browser.get(reverse("quarantine"))

    assert page.status_code == 200
    assert "読み取れませんでした" in page.content.decode()


def test_a_mail_of_the_quarantine_can_be_looked_at(ann_browser: Browser, unread: RawMail) -> None:
    page = ann_browser.get(reverse("quarantine-mail", args=[unread.pk]))

    assert "届く日を教えてください。" in page.content.decode()


def test_what_is_not_in_the_quarantine_is_not_found(
    ann_browser: Browser, otto_browser: Browser, hikari: Client, unread: RawMail
) -> None:
    theirs = reverse("quarantine-mail", args=[unread.pk])
    builders.a_policy(hikari, version=1)
    read = reverse("quarantine-mail", args=[arrived(hikari, a_letter()).pk])

    assert otto_browser.get(theirs).status_code == 404
    assert ann_browser.get(read).status_code == 404


def test_having_it_read_again_leads_back_to_the_list(ann_browser: Browser, unread: RawMail) -> None:
    answer = ann_browser.post(reverse("quarantine-retry", args=[unread.pk]))

    assert (answer.status_code, answer["Location"]) == (302, reverse("quarantine"))


def test_an_admin_with_a_reason_looks_and_is_refused_to_retry(
    hikari: Client, ada: Person, unread: RawMail
) -> None:
    builders.with_a_reason(ada, hikari, now=clock.now() - timedelta(minutes=1))

    answer = builders.signed_in(ada).post(reverse("quarantine-retry", args=[unread.pk]))

    assert answer.status_code == 422
    assert "もう一度読ませることはできません" in answer.content.decode()


def test_the_page_offers_only_what_would_be_done(
    hikari: Client, ann_browser: Browser, ada: Person, unread: RawMail, unrouted: RawMail
) -> None:
    again, whose = "もう一度読む", "どの委託元あてのメールですか"
    for_ann = ann_browser.get(reverse("quarantine-mail", args=[unread.pk])).content.decode()
    for_ada = builders.signed_in(ada).get(reverse("quarantine-mail", args=[unrouted.pk]))

    assert (again in for_ann, whose in for_ann) == (True, False)
    assert (again in for_ada.content.decode(), whose in for_ada.content.decode()) == (False, True)


def test_an_admin_routes_what_is_nobodys(hikari: Client, ada: Person, unrouted: RawMail) -> None:
    answer = builders.signed_in(ada).post(
        reverse("quarantine-routing", args=[unrouted.pk]), {"client": hikari.pk}
    )

    assert answer.status_code == 302
    with walls.transaction([hikari.pk]):
        assert RawMail.objects.get().state == RawMail.State.RECEIVED


@pytest.mark.parametrize("chosen", ["", "0", "x", "９"])
def test_without_a_client_nothing_is_routed(ada: Person, unrouted: RawMail, chosen: str) -> None:
    answer = builders.signed_in(ada).post(
        reverse("quarantine-routing", args=[unrouted.pk]), {"client": chosen}
    )

    assert answer.status_code == 422
    assert "委託元を選んでください" in answer.content.decode()


def test_a_file_is_a_download_with_its_own_name_whatever_it_is(
    ann_browser: Browser, file: Attachment
) -> None:
    answer = ann_browser.get(reverse("attachment", args=[file.pk]))

    assert answer.content == bytes.fromhex("89504e470d0a1a0a")
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''%E8%AB%8B")


def test_a_file_of_another_client_is_not_found(otto_browser: Browser, file: Attachment) -> None:
    assert otto_browser.get(reverse("attachment", args=[file.pk])).status_code == 404


@pytest.mark.parametrize("changes", [{"sha256": "0" * 64}, {"position": 7}])
def test_bytes_that_are_not_the_recorded_ones_are_not_given_out(
    hikari: Client, ann_browser: Browser, file: Attachment, changes: dict[str, str]
) -> None:
    with walls.transaction([hikari.pk]):
        Attachment.objects.update(**changes)

    assert ann_browser.get(reverse("attachment", args=[file.pk])).status_code == 404


def test_a_file_whose_raw_mail_is_gone_is_not_found(
    hikari: Client, ann_browser: Browser, file: Attachment
) -> None:
    with walls.transaction([hikari.pk]):
        RawMail.objects.all().delete()

    assert ann_browser.get(reverse("attachment", args=[file.pk])).status_code == 404
