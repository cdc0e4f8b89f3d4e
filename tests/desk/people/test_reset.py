"""A forgotten password: a link by mail, once, for an hour."""

import pytest
from django.conf import settings
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.test import Client as Browser

from madoguchi.desk.people.models import Letter, Person
from madoguchi.desk.platform import walls
from madoguchi.desk.platform.models import Event
from tests.desk.people.entering import PASSWORD, entered, is_in, link_to, with_app, with_password

RESET = "/sign-in/reset/"
BETTER = "an-even-longer-river-at-night"


@pytest.fixture
def bea(db: None) -> Person:
    """Somebody with a password."""
    return with_password("bea")


def asked(email: str) -> tuple[int, str]:
    answer = Browser().post(RESET, {"email": email})
    return answer.status_code, answer["Location"]


def followed(path: str, password: str = BETTER) -> tuple[Browser, int]:
    """The link opened, and a new password typed."""
    browser = Browser()
    place = browser.get(path).headers.get("Location", path)
    answer = browser.post(place, {"password1": password, "password2": password})
    return browser, answer.status_code


def signed_in_with(person: Person, password: str) -> bool:
    browser = Browser()
    browser.post("/sign-in/", {"email": person.email, "password": password})
    return is_in(browser)


def test_known_and_unknown_are_answered_alike(bea: Person) -> None:
    known, unknown = asked(bea.email), asked("who@provider.example")

    assert known == unknown == (302, "/sign-in/reset/sent/")
    assert [one.to for one in Letter.objects.all()] == [bea.email]


def test_the_link_leads_to_a_new_password(bea: Person) -> None:
    asked(bea.email)

    _, status = followed(link_to(bea.email))

    assert status == 302
    assert signed_in_with(bea, BETTER)
    assert not signed_in_with(bea, PASSWORD)


def test_the_link_works_once(bea: Person) -> None:
    asked(bea.email)
    link = link_to(bea.email)
    followed(link)

    page = Browser().get(link)

    assert "このリンクは、もう使えません" in page.content.decode()
    followed(link, "yet-another-quiet-river")
    assert not signed_in_with(bea, "yet-another-quiet-river")


def test_the_link_expires(bea: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    asked(bea.email)
    link = link_to(bea.email)
    later = PasswordResetTokenGenerator._now
    beyond = settings.PASSWORD_RESET_TIMEOUT + 1

    def _later(self: PasswordResetTokenGenerator) -> object:
        from datetime import timedelta

        return later(self) + timedelta(seconds=beyond)

    monkeypatch.setattr(PasswordResetTokenGenerator, "_now", _later)

    assert "このリンクは、もう使えません" in Browser().get(link).content.decode()


def test_a_weak_password_is_refused_and_the_link_stays_good(bea: Person) -> None:
    asked(bea.email)
    link = link_to(bea.email)

    _, refused = followed(link, "password")
    _, taken = followed(link)

    assert (refused, taken) == (422, 302)


def test_a_new_password_ends_every_session(bea: Person) -> None:
    browser = entered(bea)
    asked(bea.email)

    followed(link_to(bea.email))

    assert not is_in(browser)


def test_a_new_password_does_not_replace_the_second_factor(bea: Person) -> None:
    with_app(bea)
    asked(bea.email)

    browser, _ = followed(link_to(bea.email))

    assert not is_in(browser)
    assert not signed_in_with(bea, BETTER)


def test_somebody_who_left_gets_no_link(bea: Person) -> None:
    bea.is_active = False
    bea.save()

    asked(bea.email)

    assert not Letter.objects.exists()


def test_nobody_is_flooded_with_letters(bea: Person) -> None:
    answers = [Browser().post(RESET, {"email": bea.email}).status_code for _ in range(4)]

    assert answers == [302, 302, 302, 429]
    assert Letter.objects.count() == 3


def test_the_link_names_our_own_address_whatever_the_request_says(bea: Person) -> None:
    Browser().post(RESET, {"email": bea.email}, headers={"Host": "localhost"})

    assert settings.CONFIG.public_url in Letter.objects.get().body


def test_the_log_says_that_a_password_changed_and_not_which(bea: Person) -> None:
    asked(bea.email)
    followed(link_to(bea.email))

    with walls.within([], provider_wide=True):
        [event] = Event.objects.filter(kind="PasswordChanged")
    assert event.data == {"person_id": bea.pk}
