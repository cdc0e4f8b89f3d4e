"""The list of one's sessions, and ending them."""

from datetime import timedelta

import pytest
from django.test import Client as Browser

from madoguchi.desk.people import identity
from madoguchi.desk.people.models import Person, Session
from madoguchi.desk.platform import clock
from tests.desk.people.entering import entered, is_in, with_password
from tests.desk.people.test_signing_in import cookie_of

FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"


@pytest.fixture
def bea(db: None) -> Person:
    """Somebody with a password."""
    return with_password("bea")


def in_firefox(person: Person) -> Browser:
    return entered(person, Browser(headers={"User-Agent": FIREFOX}))


def row_of(browser: Browser) -> Session:
    return Session.objects.get(pk=browser.session.session_key)


def test_each_browser_is_a_line_of_the_list(bea: Person) -> None:
    here, _ = entered(bea), in_firefox(bea)

    page = here.get("/account/sessions/").content.decode()

    assert Session.objects.filter(person=bea).count() == 2
    assert "Firefox（Windows）" in page
    assert "127.0.0.1" in page
    assert page.count("この端末\n") + page.count(">この端末<") == 1


def test_a_session_that_is_ended_is_out_at_once_and_its_stream_too(bea: Person) -> None:
    here, there = entered(bea), in_firefox(bea)

    here.post(f"/account/sessions/{row_of(there).number}/end/")

    assert (is_in(here), is_in(there)) == (True, False)
    assert identity.person_of(cookie_of(there)) is None


def test_signing_out_everywhere_ends_every_other_session(bea: Person) -> None:
    here, there, elsewhere = entered(bea), in_firefox(bea), entered(bea)

    here.post("/account/sessions/end/")

    assert [is_in(one) for one in (here, there, elsewhere)] == [True, False, False]


def test_nobody_ends_the_session_of_another(bea: Person) -> None:
    other = entered(with_password("cleo"))

    entered(bea).post(f"/account/sessions/{row_of(other).number}/end/")

    assert is_in(other)


def test_another_password_ends_every_other_session(bea: Person) -> None:
    here, there = entered(bea), in_firefox(bea)
    form = {
        "oldpassword": "a-long-and-quiet-river",
        "password1": "an-even-longer-river",
        "password2": "an-even-longer-river",
    }

    assert here.post("/account/password/", form | {"oldpassword": "guess"}).status_code == 422
    assert here.post("/account/password/", form).status_code == 302

    assert (is_in(here), is_in(there)) == (True, False)
    assert Session.objects.filter(person=bea).count() == 1


def test_a_session_is_seen_at_most_every_five_minutes(bea: Person) -> None:
    browser = entered(bea)
    is_in(browser)
    first = row_of(browser).seen_at
    is_in(browser)
    assert row_of(browser).seen_at == first

    Session.objects.update(seen_at=clock.now() - timedelta(minutes=6))
    is_in(browser)

    assert row_of(browser).seen_at >= first
    bea.refresh_from_db()
    assert bea.seen_at is not None


def test_a_session_that_is_over_is_not_listed(bea: Person) -> None:
    here, there = entered(bea), in_firefox(bea)
    Session.objects.filter(pk=row_of(there).pk).update(expire_date=clock.now())

    assert "Firefox" not in here.get("/account/sessions/").content.decode()
