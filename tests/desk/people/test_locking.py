"""Who tries passwords learns nothing: not who is known, not who is locked; and cannot try for long."""

from typing import Any

import pytest
from django.contrib.auth.hashers import ScryptPasswordHasher
from django.test import Client as Browser
from django.test import override_settings

from madoguchi.desk.people.models import Person
from tests.desk.people.entering import PASSWORD, SIGN_IN, entered, is_in, with_password

TRIES = 5
UNKNOWN = "who@provider.example"


@pytest.fixture
def bea(db: None) -> Person:
    """Somebody with a password."""
    return with_password("bea")


def tried(email: str, password: str = "guess") -> tuple[int, str]:
    """Status and page, without what differs by nature: the token and the address typed."""
    answer = Browser().post(SIGN_IN, {"email": email, "password": password})
    page = answer.content.decode().replace(email, "ADDRESS")
    lines = [line for line in page.splitlines() if "csrfmiddlewaretoken" not in line]
    return answer.status_code, "\n".join(lines)


def test_wrong_unknown_inactive_and_locked_get_the_same_page(bea: Person) -> None:
    gone = with_password("gone")
    gone.is_active = False
    gone.save()
    wrong, unknown, inactive = tried(bea.email), tried(UNKNOWN), tried(gone.email, PASSWORD)
    for _ in range(TRIES):
        tried(bea.email)
        tried(UNKNOWN)

    locked, locked_unknown = tried(bea.email, PASSWORD), tried(UNKNOWN)

    assert wrong == unknown == inactive == locked == locked_unknown
    assert wrong[0] == 422


def test_after_five_wrong_passwords_the_right_one_does_not_help(bea: Person) -> None:
    for _ in range(TRIES):
        tried(bea.email)

    assert not is_in(entered(bea))


def test_the_lock_is_on_the_address_and_on_nobody_else(bea: Person) -> None:
    for _ in range(TRIES):
        tried(bea.email)

    assert is_in(entered(with_password("cleo")))


def test_right_passwords_do_not_count(bea: Person) -> None:
    for _ in range(TRIES + 1):
        assert is_in(entered(bea))


@override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"])
def test_from_one_place_nobody_tries_for_long(db: None) -> None:
    """With a quick hash: all within one minute, on whatever machine."""
    answers = [tried(f"somebody-{number}@provider.example")[0] for number in range(61)]

    assert set(answers[:60]) == {422}
    assert answers[60] == 429


def test_every_refusal_costs_one_hash_so_that_the_clock_tells_nothing(
    bea: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    hashed: list[str] = []
    plainly = ScryptPasswordHasher.encode

    def counted(self: ScryptPasswordHasher, password: str, *args: Any, **kwargs: Any) -> str:
        hashed.append(password)
        return plainly(self, password, *args, **kwargs)

    for _ in range(TRIES):
        tried("locked@provider.example")
    monkeypatch.setattr(ScryptPasswordHasher, "encode", counted)

    for number, email in enumerate((bea.email, UNKNOWN, "locked@provider.example"), start=1):
        tried(email)
        assert len(hashed) == number


def test_addresses_and_passwords_are_not_logged(
    bea: Person, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level("DEBUG"):
        for _ in range(TRIES + 1):
            tried(bea.email, "a-secret-guess")

    said = "\n".join(
        record.getMessage() for record in caplog.records if not record.name.startswith("django.db")
    )
    assert bea.email not in said
    assert "a-secret-guess" not in said
