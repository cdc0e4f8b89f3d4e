"""What an admin decides about people."""

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client as Browser

from madoguchi.desk.people.actions import standing
from madoguchi.desk.people.actions.standing import LastAdmin, OnlyAdmins, ReasonMissing
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import walls
from madoguchi.desk.platform.models import Event
from tests import builders
from tests.builders import NOW
from tests.desk.people.entering import entered, is_in, with_app, with_password


def events_of(kind: str) -> list[Event]:
    with walls.within([], provider_wide=True):
        return list(Event.objects.filter(kind=kind).order_by("pk"))


def test_the_last_admin_stays(ada: Person) -> None:
    with pytest.raises(LastAdmin):
        standing.take_admin_away(person_id=ada.pk, actor=ada, now=NOW)
    with pytest.raises(LastAdmin):
        standing.deactivate(person_id=ada.pk, actor=ada, now=NOW)

    ada.refresh_from_db()
    assert ada.is_admin
    assert ada.is_active


def test_an_admin_who_left_does_not_count(ada: Person) -> None:
    other = builders.a_person("former", is_admin=True)
    standing.deactivate(person_id=other.pk, actor=ada, now=NOW)

    with pytest.raises(LastAdmin):
        standing.take_admin_away(person_id=ada.pk, actor=ada, now=NOW)


def test_with_another_admin_one_may_go(ada: Person, ann: Person) -> None:
    standing.make_admin(person_id=ann.pk, actor=ada, now=NOW)

    standing.take_admin_away(person_id=ada.pk, actor=ann, now=NOW)

    ada.refresh_from_db()
    assert not ada.is_admin
    assert [one.data for one in events_of("PersonNoLongerAdmin")] == [{"person_id": ada.pk}]
    assert [one.actor_id for one in events_of("PersonMadeAdmin")] == [ada.pk]


def test_who_is_no_admin_decides_nothing(ada: Person, otto: Person) -> None:
    for change in (standing.make_admin, standing.deactivate, standing.end_sessions_of):
        with pytest.raises(OnlyAdmins):
            change(person_id=otto.pk, actor=otto, now=NOW)


def test_who_leaves_is_out_at_once_and_comes_back_as_before(ada: Person) -> None:
    bea = with_password("bea")
    browser = entered(bea)

    standing.deactivate(person_id=bea.pk, actor=ada, now=NOW)
    assert not is_in(browser)
    assert not is_in(entered(bea))

    standing.reactivate(person_id=bea.pk, actor=ada, now=NOW)
    assert not is_in(browser)
    assert is_in(entered(bea))


def test_a_lost_second_factor_is_reset_with_a_reason(ada: Person) -> None:
    bea = with_password("bea")
    with_app(bea)
    with pytest.raises(ReasonMissing):
        standing.reset_second_factor(person_id=bea.pk, reason=" ", actor=ada, now=NOW)
    assert Authenticator.objects.filter(user=bea).count() == 2

    standing.reset_second_factor(person_id=bea.pk, reason="電話をなくした", actor=ada, now=NOW)

    assert not Authenticator.objects.filter(user=bea).exists()
    assert is_in(entered(bea))
    [event] = events_of("SecondFactorReset")
    assert event.data == {"person_id": bea.pk, "reason": "電話をなくした"}


def test_the_page_of_a_person_does_all_of_it(ada: Person, ann: Person) -> None:
    browser = builders.signed_in(ada)
    place = f"/settings/people/{ann.pk}/"
    with_app(ann)

    for what, form in (
        ("admin/", {"on": "1"}),
        ("admin/", {"on": "0"}),
        ("second-factor/", {"reason": "電話をなくした"}),
        ("sessions/", {}),
        ("activity/", {"on": "0"}),
        ("activity/", {"on": "1"}),
    ):
        assert browser.post(place + what, form).status_code == 302
        assert browser.get(place).status_code == 200
    assert browser.get("/settings/people/").status_code == 200
    assert len(events_of("PersonDeactivated")) == len(events_of("PersonReactivated")) == 1


def test_a_refusal_is_told_on_the_page(ada: Person) -> None:
    browser = builders.signed_in(ada)

    answer = browser.post(f"/settings/people/{ada.pk}/admin/", {"on": "0"})

    assert answer.status_code == 422
    assert "管理者がいなくなる" in answer.content.decode()


@pytest.mark.parametrize("what", ["", "admin/", "activity/", "sessions/", "second-factor/"])
def test_otto_finds_no_page_of_the_people(otto: Person, ann: Person, what: str) -> None:
    browser: Browser = builders.signed_in(otto)

    path = f"/settings/people/{ann.pk}/{what}"

    assert (browser.post(path) if what else browser.get(path)).status_code == 404
    ann.refresh_from_db()
    assert (ann.is_admin, ann.is_active) == (False, True)


def test_otto_invites_nobody(otto: Person) -> None:
    browser = builders.signed_in(otto)

    for path in ("invitations/", "import/", "invitations/1/mail/", "invitations/1/withdrawal/"):
        answer = browser.post(f"/settings/people/{path}", {"email": "x@provider.example"})
        assert answer.status_code == 404
