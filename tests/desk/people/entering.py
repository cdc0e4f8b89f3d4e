"""Ways to sign in that the tests of people share."""

import re

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.test import Client as Browser

from madoguchi.desk.people.models import Letter, Person
from tests import builders

PASSWORD = "a-long-and-quiet-river"
SIGN_IN = "/sign-in/"
SECOND_FACTOR = "/sign-in/second-factor/"
LINK = re.compile(r"http://[^/]+(/\S+)")


def with_password(key: str, *, is_admin: bool = False) -> Person:
    """Somebody whose password is PASSWORD."""
    person = builders.a_person(key, is_admin=is_admin)
    person.set_password(PASSWORD)
    person.save()
    return person


def with_app(person: Person) -> str:
    """The person, with an authenticator app and recovery codes; the app's secret."""
    secret: str = generate_totp_secret()
    TOTP.activate(person, secret)
    RecoveryCodes.activate(person)
    return secret


def code_of(secret: str) -> str:
    """What the authenticator app shows now."""
    now = list(yield_hotp_counters_from_time())[1]  # between the neighbours that count too
    code: str = format_hotp_value(hotp_value(secret, now))
    return code


def recovery_codes(person: Person) -> list[str]:
    """The unused recovery codes."""
    codes = Authenticator.objects.get(user=person, type=Authenticator.Type.RECOVERY_CODES)
    found: list[str] = codes.wrap().get_unused_codes()
    return found


def entered(person: Person, browser: Browser | None = None) -> Browser:
    """A browser in which the person typed address and password."""
    browser = browser or Browser()
    browser.post(SIGN_IN, {"email": person.email, "password": PASSWORD})
    return browser


def confirmed(person: Person) -> Browser:
    """A browser in which the person signed in and confirmed it with the password."""
    browser = entered(person)
    browser.post("/account/confirmation/", {"password": PASSWORD})
    return browser


def is_in(browser: Browser) -> bool:
    """Whether somebody is signed in there."""
    return browser.get("/desk/").status_code == 200


def link_to(email: str) -> str:
    """The path of the link in the last letter to that address."""
    letter = Letter.objects.filter(to=email).latest("pk")
    found = LINK.search(letter.body)
    assert found is not None
    return found.group(1)
