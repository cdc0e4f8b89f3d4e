"""Authenticator app, recovery codes, and who must have them."""

from dataclasses import replace

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.test import Client as Browser
from pytest_django.fixtures import Settings

from madoguchi.config import Mode
from madoguchi.desk.people import identity
from madoguchi.desk.people.models import Person
from tests import builders
from tests.desk.people.entering import (
    PASSWORD,
    SECOND_FACTOR,
    SIGN_IN,
    code_of,
    confirmed,
    entered,
    is_in,
    recovery_codes,
    with_app,
    with_password,
)

SET_UP = "/account/second-factor/"
APP = "/account/second-factor/app/"


@pytest.fixture
def bea(db: None) -> Person:
    """Somebody with a password."""
    return with_password("bea")


@pytest.fixture
def production(settings: Settings) -> None:
    """Outside of the demo."""
    settings.CONFIG = replace(settings.CONFIG, mode=Mode.PRODUCTION)


def set_up_app(browser: Browser) -> str:
    """The app set up on its page; its secret."""
    page = browser.get(APP)
    secret: str = page.context["form"].secret
    assert browser.post(APP, {"code": code_of(secret)}).status_code == 302
    return secret


def test_the_password_alone_is_not_enough_any_more(bea: Person) -> None:
    secret = with_app(bea)
    browser = entered(bea)
    assert not is_in(browser)

    answer = browser.post(SECOND_FACTOR, {"code": code_of(secret)})

    assert answer.status_code == 302
    assert is_in(browser)


def test_where_one_wanted_to_go_survives_the_second_factor(bea: Person) -> None:
    secret = with_app(bea)
    browser = Browser()
    browser.post(SIGN_IN, {"email": bea.email, "password": PASSWORD, "next": "/desk/?queue=late"})

    answer = browser.post(SECOND_FACTOR, {"code": code_of(secret)})

    assert answer["Location"] == "/desk/?queue=late"


def test_a_wrong_code_is_refused_and_after_five_the_right_one_too(bea: Person) -> None:
    secret = with_app(bea)
    browser = entered(bea)

    answers = [browser.post(SECOND_FACTOR, {"code": "000000"}).status_code for _ in range(5)]

    assert set(answers) == {422}
    assert browser.post(SECOND_FACTOR, {"code": code_of(secret)}).status_code == 422
    assert not is_in(browser)


def test_a_code_that_was_seen_over_the_shoulder_is_used_up(bea: Person) -> None:
    secret = with_app(bea)
    code = code_of(secret)
    entered(bea).post(SECOND_FACTOR, {"code": code})

    thief = entered(bea)
    thief.post(SECOND_FACTOR, {"code": code})

    assert not is_in(thief)


def test_a_code_may_be_typed_in_full_width(bea: Person) -> None:
    code = code_of(with_app(bea)).translate({ord("0") + n: ord("０") + n for n in range(10)})
    browser = entered(bea)

    browser.post(SECOND_FACTOR, {"code": code})

    assert is_in(browser)


def test_a_used_code_stays_used_while_its_neighbours_are_accepted(bea: Person) -> None:
    secret = with_app(bea)
    before = format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))
    entered(bea).post(SECOND_FACTOR, {"code": before})
    cache.delete(f"allauth.mfa.totp.used?user={bea.pk}&code={before}")  # as after 30 seconds

    thief = entered(bea)
    thief.post(SECOND_FACTOR, {"code": before})

    assert not is_in(thief)


def test_a_recovery_code_works_once(bea: Person) -> None:
    with_app(bea)
    code = recovery_codes(bea)[0]
    first, second = entered(bea), entered(bea)

    first.post(SECOND_FACTOR, {"code": code})
    second.post(SECOND_FACTOR, {"code": code})

    assert (is_in(first), is_in(second)) == (True, False)
    assert len(recovery_codes(bea)) == 9


def test_the_app_is_set_up_with_its_first_code_and_gives_recovery_codes_once(bea: Person) -> None:
    browser = confirmed(bea)
    set_up_app(browser)

    first, second = (browser.get("/account/second-factor/codes/") for _ in range(2))

    shown = recovery_codes(bea)
    assert len(shown) == 10
    assert all(code in first.content.decode() for code in shown)
    assert not any(code in second.content.decode() for code in shown)


def test_a_wrong_first_code_sets_nothing_up_and_keeps_the_secret(bea: Person) -> None:
    browser = confirmed(bea)
    secret = browser.get(APP).context["form"].secret

    answer = browser.post(APP, {"code": "000000"})

    assert answer.status_code == 422
    assert answer.context["form"].secret == secret
    assert not Authenticator.objects.exists()


@pytest.mark.parametrize("path", [APP, "/account/passkeys/new/"])
def test_before_a_change_the_password_is_asked_for(bea: Person, path: str) -> None:
    browser = entered(bea)

    answer = browser.get(path)

    assert answer["Location"] == f"/account/confirmation/?next={path.replace('/', '%2F')}"
    wrong = browser.post(answer["Location"], {"password": "guess", "next": path})
    right = browser.post(answer["Location"], {"password": PASSWORD, "next": path})
    assert (wrong.status_code, right["Location"]) == (422, path)
    assert browser.get(path).status_code == 200


def test_the_app_is_taken_away_and_its_codes_with_it(bea: Person) -> None:
    browser = confirmed(bea)
    set_up_app(browser)

    browser.post("/account/second-factor/app/removal/")

    assert not Authenticator.objects.exists()
    assert is_in(entered(bea))


def test_new_recovery_codes_end_the_old_ones(bea: Person) -> None:
    browser = confirmed(bea)
    set_up_app(browser)
    old = recovery_codes(bea)

    browser.post("/account/second-factor/codes/new/")

    assert not set(old) & set(recovery_codes(bea))


def test_the_secrets_are_sealed_in_the_table(bea: Person) -> None:
    browser = confirmed(bea)
    secret = set_up_app(browser)

    with connection.cursor() as cursor:
        cursor.execute("select string_agg(data::text, ' ') from mfa_authenticator")
        [data] = cursor.fetchone() or [""]
    assert secret not in data
    assert not any(code in data for code in recovery_codes(bea))


def test_a_passkey_that_nobody_made_opens_nothing(bea: Person) -> None:
    browser = Browser()
    challenge = browser.get("/sign-in/passkey/", headers={"Accept": "application/json"})
    assert challenge.json()["request_options"]["publicKey"]["challenge"]

    for credential in ("{}", "no json", '{"response": {"userHandle": "MQ"}}', "\0"):
        answer = browser.post("/sign-in/passkey/", {"credential": credential})
        assert (answer.status_code, answer["Location"]) == (302, SIGN_IN)
    assert not is_in(browser)


@pytest.mark.usefixtures("production")
def test_an_admin_first_sets_up_a_second_factor(db: None) -> None:
    browser = confirmed(with_password("boss", is_admin=True))
    for path in ("/desk/", "/settings/people/", "/account/", "/account/password/"):
        assert browser.get(path).headers.get("Location") == SET_UP
    assert browser.post("/settings/people/invitations/", {"email": "x@y.example"}).url == SET_UP  # type: ignore[attr-defined] # a redirect

    set_up_app(browser)

    assert is_in(browser)


@pytest.mark.usefixtures("production")
def test_a_director_first_sets_up_a_second_factor_and_an_operator_may(
    dai: Person, ann: Person
) -> None:
    assert not is_in(builders.signed_in(dai))
    assert is_in(builders.signed_in(ann))


@pytest.mark.usefixtures("production")
def test_who_showed_a_second_factor_is_not_asked_again(db: None) -> None:
    boss = with_password("boss", is_admin=True)
    secret = with_app(boss)
    browser = entered(boss)

    browser.post(SECOND_FACTOR, {"code": code_of(secret)})

    assert is_in(browser)


@pytest.mark.usefixtures("production")
def test_the_last_factor_taken_away_leads_back_to_the_set_up(db: None) -> None:
    browser = confirmed(with_password("boss", is_admin=True))
    set_up_app(browser)

    browser.post("/account/second-factor/app/removal/")

    assert not is_in(browser)


@pytest.mark.usefixtures("production")
def test_the_last_factor_taken_away_signs_the_other_browsers_out(db: None) -> None:
    boss = with_password("boss", is_admin=True)
    browser = confirmed(boss)
    secret = set_up_app(browser)
    cache.clear()
    other = entered(boss)
    other.post(SECOND_FACTOR, {"code": code_of(secret)})
    assert is_in(other)

    browser.post("/account/second-factor/app/removal/")

    assert not is_in(other)


@pytest.mark.usefixtures("production")
def test_who_must_still_show_a_factor_hears_nothing_live(db: None) -> None:
    browser = confirmed(with_password("boss", is_admin=True))
    cookie = browser.cookies[settings.SESSION_COOKIE_NAME].OutputString().encode()

    assert identity.person_of([(b"cookie", cookie)]) is None


@pytest.mark.usefixtures("production")
def test_a_part_of_a_page_is_led_there_as_a_whole(dai: Person) -> None:
    answer = builders.signed_in(dai).get("/desk/", headers={"HX-Request": "true"})

    assert (answer.status_code, answer["HX-Redirect"]) == (204, SET_UP)


def test_in_the_demo_nobody_must(dai: Person, ada: Person) -> None:
    assert is_in(builders.signed_in(dai))
    assert is_in(builders.signed_in(ada))
