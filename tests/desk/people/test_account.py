"""The page of oneself."""

import pytest
from django.test import Client as Browser

from madoguchi.desk.people.models import Person


def test_a_name_is_changed(ann: Person, ann_browser: Browser) -> None:
    assert ann_browser.post("/account/name/", {"name": " 新 あん "}).status_code == 302

    ann.refresh_from_db()
    assert ann.name == "新 あん"


@pytest.mark.parametrize("name", ["", "　", "\0", "長" * 81])
def test_a_name_that_is_none_is_refused(ann: Person, ann_browser: Browser, name: str) -> None:
    assert ann_browser.post("/account/name/", {"name": name}).status_code == 422

    before = ann.name
    ann.refresh_from_db()
    assert ann.name == before


def test_single_letters_are_switched_off_and_on(ann: Person, ann_browser: Browser) -> None:
    ann_browser.post("/account/keys/", {"on": "0"})
    ann.refresh_from_db()
    assert not ann.single_keys

    ann_browser.post("/account/keys/", {"on": "1"})
    ann.refresh_from_db()
    assert ann.single_keys


def test_everybody_has_the_page_and_only_admins_the_one_of_the_people(ann_browser: Browser) -> None:
    page = ann_browser.get("/account/").content.decode()

    assert "/account/password/" in page
    assert "/settings/people/" not in page
