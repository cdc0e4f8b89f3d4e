"""Mail that could not be read or routed is shown to a person, who has it read again or says whose it is."""

from datetime import timedelta

import pytest
from django.utils.translation import override
from procrastinate.contrib.django.models import ProcrastinateJob

from madoguchi.desk.clients.models import Client
from madoguchi.desk.mail.actions import intake, quarantine
from madoguchi.desk.mail.arrivals import Arrival
from madoguchi.desk.mail.models import RawMail
from madoguchi.desk.mail.queries import quarantine as queries
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import walls
from madoguchi.desk.platform.models import Event
from tests import builders
from tests.desk.mail.letters import SENDER, a_letter, arrived, read

LATER = builders.NOW + timedelta(hours=1)


@pytest.fixture
def unrouted(db: None) -> RawMail:
    """A mail to an address that is nobody's."""
    [pk] = intake.store_raw(
        Arrival(a_letter(to="nobody@elsewhere.example"), SENDER, ("nobody@elsewhere.example",)),
        now=builders.NOW,
    )
    with walls.transaction([], provider_wide=True):
        return RawMail.objects.get(pk=pk)


def routed(mail: RawMail, client_id: int, person: Person) -> None:
    quarantine.route(raw_mail_id=mail.pk, client_id=client_id, person=person, now=LATER)


def test_somebody_assigned_has_it_read_again(hikari: Client, ann: Person, unread: RawMail) -> None:
    with walls.transaction([hikari.pk]):
        quarantine.retry(raw_mail_id=unread.pk, person=ann, now=LATER)
        unread.refresh_from_db()

        assert (unread.state, unread.reason, unread.tries) == (RawMail.State.RECEIVED, "", 0)
        assert Event.objects.latest("pk").kind == "MailRetried"
    job = ProcrastinateJob.objects.filter(task_name="mail.read_raw").latest("id")
    assert job.args == {"client_id": hikari.pk, "raw_mail_id": unread.pk}


def test_somebody_assigned_elsewhere_does_not(
    hikari: Client, otto: Person, unread: RawMail
) -> None:
    with walls.transaction([hikari.pk]), pytest.raises(quarantine.CannotRetry):
        quarantine.retry(raw_mail_id=unread.pk, person=otto, now=LATER)


def test_a_mail_that_was_read_is_not_read_again(hikari: Client, ann: Person) -> None:
    mail = arrived(hikari, a_letter())

    with walls.transaction([hikari.pk]), pytest.raises(quarantine.CannotRetry):
        quarantine.retry(raw_mail_id=mail.pk, person=ann, now=LATER)


def test_a_mail_of_nobody_is_routed_not_retried(ada: Person, unrouted: RawMail) -> None:
    with walls.transaction([], provider_wide=True), pytest.raises(quarantine.CannotRetry):
        quarantine.retry(raw_mail_id=unrouted.pk, person=ada, now=LATER)


def test_an_admin_says_whose_it_is_and_it_is_read_there(
    hikari: Client, ada: Person, unrouted: RawMail
) -> None:
    routed(unrouted, hikari.pk, ada)

    mail = read(hikari, unrouted)
    assert (mail.client_id, mail.state) == (hikari.pk, RawMail.State.READ)
    with walls.transaction([hikari.pk]):
        assert Event.objects.get(kind="MailRouted").actor_id == ada.pk


def test_once_routed_it_is_no_longer_the_providers(
    hikari: Client, ada: Person, unrouted: RawMail
) -> None:
    routed(unrouted, hikari.pk, ada)

    with walls.transaction([], provider_wide=True):
        assert not RawMail.objects.exists()


def test_nobody_but_an_admin_routes(hikari: Client, dai: Person, unrouted: RawMail) -> None:
    with pytest.raises(quarantine.CannotRoute):
        routed(unrouted, hikari.pk, dai)


def test_a_mail_is_routed_once(
    hikari: Client, tsubame: Client, ada: Person, unrouted: RawMail
) -> None:
    routed(unrouted, hikari.pk, ada)

    with pytest.raises(quarantine.CannotRoute):
        routed(unrouted, tsubame.pk, ada)


def test_a_mail_of_a_client_is_not_routed_elsewhere(
    tsubame: Client, ada: Person, unread: RawMail
) -> None:
    with pytest.raises(quarantine.CannotRoute):
        routed(unread, tsubame.pk, ada)


def test_a_client_must_be_chosen(ada: Person, unrouted: RawMail) -> None:
    with pytest.raises(quarantine.CannotRoute, match="委託元を選んでください"):
        routed(unrouted, 0, ada)


def test_people_see_what_is_theirs_and_the_admin_what_is_nobodys(
    hikari: Client, tsubame: Client, unread: RawMail, unrouted: RawMail
) -> None:
    with walls.transaction([hikari.pk]):
        assert [row.pk for row in queries.quarantine_rows()] == [unread.pk]
    with walls.transaction([tsubame.pk]):
        assert queries.quarantine_count() == 0
    with walls.transaction([], provider_wide=True):
        [row] = queries.quarantine_rows()
        assert (row.pk, row.kind, row.sender) == (unrouted.pk, "unknown", SENDER)


def test_the_opened_mail_shows_what_can_be_read_and_done(
    hikari: Client, ada: Person, unrouted: RawMail
) -> None:
    with walls.transaction([], provider_wide=True):
        shown = queries.quarantine_mail(unrouted, person=ada, now=LATER)

    assert shown.can_route
    assert not shown.can_retry
    assert [chip.pk for chip in shown.clients] == [hikari.pk]
    assert ("From", SENDER) in [(one.name, one.value) for one in shown.headers]
    assert "届く日を教えてください。" in shown.excerpt
    assert not shown.is_cut


def test_a_long_mail_is_shown_in_part(hikari: Client, ann: Person, unread: RawMail) -> None:
    unread.raw = a_letter(body="あ\x00" * queries.EXCERPT_BYTES)
    unread.size = len(unread.raw)
    with walls.transaction([hikari.pk]):
        shown = queries.quarantine_mail(unread, person=ann, now=LATER)

    assert shown.is_cut
    assert not shown.can_route
    assert shown.can_retry
    assert "あ␀あ" in shown.excerpt


def test_why_it_lies_there_is_said_in_the_readers_language(unrouted: RawMail) -> None:
    with walls.transaction([], provider_wide=True), override("en"):
        [row] = queries.quarantine_rows()

    assert unrouted.reason.startswith("宛先 ")
    assert row.reason == "nobody@elsewhere.example is no client’s address."
