"""Signing in and out."""

import pytest
from django.test import Client as Browser
from django.urls import reverse

from madoguchi.desk.people import identity
from madoguchi.desk.people.models import Person
from tests import builders

PASSWORD = "madoguchi-demo"
SIGN_IN = "/sign-in/"


@pytest.fixture
def bea(db: None) -> Person:
    """Somebody with a password."""
    person = builders.a_person("bea")
    person.set_password(PASSWORD)
    person.save()
    return person


def tried(email: str, password: str = PASSWORD, **fields: str) -> tuple[Browser, int, str, str]:
    """The browser after a try, and what it was answered: status, place, page."""
    browser = Browser()
    answer = browser.post(SIGN_IN, {"email": email, "password": password, **fields})
    place = answer.get("Location", "")
    return browser, answer.status_code, place, answer.content.decode()


@pytest.mark.parametrize("email", ["bea@provider.example", " Bea@Provider.Example "])
def test_the_right_password_leads_to_the_desk(bea: Person, email: str) -> None:
    browser, status, place, _ = tried(email)

    assert (status, place) == (302, reverse("home"))
    assert browser.get(reverse("desk")).status_code == 200


def test_a_wrong_password_and_an_unknown_person_look_alike(bea: Person) -> None:
    _, wrong, _, wrong_page = tried("bea@provider.example", "guess")
    _, unknown, _, unknown_page = tried("who@provider.example", "guess")

    assert wrong == unknown == 422
    sentence = "メールアドレスかパスワードが違います。"
    assert sentence in wrong_page
    assert sentence in unknown_page


def test_the_address_stays_in_the_form_and_the_password_does_not(bea: Person) -> None:
    _, _, _, page = tried("bea@provider.example", "guess-that-must-not-come-back")

    assert "bea@provider.example" in page
    assert "guess-that-must-not-come-back" not in page


@pytest.mark.parametrize(
    ("email", "password"), [("", ""), ("bea@provider.example", ""), ("a\0", "b\0")]
)
def test_an_incomplete_form_is_refused(bea: Person, email: str, password: str) -> None:
    assert tried(email, password)[1] == 422


def test_somebody_who_left_cannot_sign_in(bea: Person) -> None:
    bea.is_active = False
    bea.save()

    assert tried("bea@provider.example")[1] == 422


def test_somebody_who_left_is_out_at_once(bea: Person) -> None:
    browser, *_ = tried("bea@provider.example")
    bea.is_active = False
    bea.save()

    assert browser.get(reverse("desk")).status_code == 302


@pytest.mark.parametrize("wanted", ["/conversations/4001/", "/desk/?queue=late"])
def test_one_is_led_to_where_one_wanted_to_go(bea: Person, wanted: str) -> None:
    _, status, place, _ = tried("bea@provider.example", next=wanted)

    assert (status, place) == (302, wanted)


@pytest.mark.parametrize(
    "wanted",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example",
        "javascript:alert(1)",
        "http:///evil.example",
        "",
    ],
)
def test_nobody_is_led_away_from_here(bea: Person, wanted: str) -> None:
    _, status, place, _ = tried("bea@provider.example", next=wanted)

    assert (status, place) == (302, reverse("home"))


def test_where_one_wanted_to_go_is_kept_by_the_form(db: None) -> None:
    page = Browser().get(f"{SIGN_IN}?next=/conversations/4001/").content.decode()

    assert 'value="/conversations/4001/"' in page


def test_the_page_is_never_stored(db: None) -> None:
    assert "no-store" in Browser().get(SIGN_IN)["Cache-Control"]


def test_signing_out_ends_the_session(bea: Person) -> None:
    browser, *_ = tried("bea@provider.example")

    answer = browser.post("/sign-out/")

    assert (answer.status_code, answer["Location"]) == (302, SIGN_IN)
    assert browser.get(reverse("desk")).status_code == 302


def test_signing_out_by_a_link_is_no_signing_out(bea: Person) -> None:
    browser, *_ = tried("bea@provider.example")

    assert browser.get("/sign-out/").status_code == 405
    assert browser.get(reverse("desk")).status_code == 200


def test_without_the_forms_token_nothing_is_posted(bea: Person) -> None:
    browser = Browser(enforce_csrf_checks=True)

    assert browser.post(SIGN_IN, {"email": bea.email, "password": PASSWORD}).status_code == 403


def cookie_of(browser: Browser) -> list[tuple[bytes, bytes]]:
    """The browser's cookies as raw headers."""
    cookies = "; ".join(f"{name}={morsel.value}" for name, morsel in browser.cookies.items())
    return [(b"accept", b"*/*"), (b"cookie", cookies.encode())]


def test_a_raw_request_is_known_by_its_session(bea: Person) -> None:
    browser, *_ = tried("bea@provider.example")

    assert identity.person_of(cookie_of(browser)) == bea


def test_cookies_of_other_programs_do_no_harm(bea: Person) -> None:
    browser, *_ = tried("bea@provider.example")
    strange = (b"cookie", b"a:b=1; expires=2; c@d[e]=3; \xe3\x81\x82=4")

    assert identity.person_of([strange, *cookie_of(browser)]) == bea


def test_a_raw_request_of_nobody_is_nobodys(bea: Person) -> None:
    for cookie in (b"madoguchi_session=made-up", b"=;;", b"a=1; b\x01[c]=2", b"\xff\xfe"):
        assert identity.person_of([(b"cookie", cookie)]) is None
    assert identity.person_of([]) is None


def test_a_session_does_not_outlive_the_password(bea: Person) -> None:
    browser, *_ = tried("bea@provider.example")
    bea.set_password("another")
    bea.save()

    assert identity.person_of(cookie_of(browser)) is None


def test_a_session_does_not_outlive_the_job(bea: Person) -> None:
    browser, *_ = tried("bea@provider.example")
    bea.is_active = False
    bea.save()

    assert identity.person_of(cookie_of(browser)) is None


def test_a_person_is_known_by_their_name_and_family_name(bea: Person) -> None:
    assert (str(bea), bea.family_name) == ("Bea 花子", "Bea")
