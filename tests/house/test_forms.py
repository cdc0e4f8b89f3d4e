"""Whatever is posted, a person gets an answer: no form breaks on odd numbers or characters."""

import uuid

import pytest
from django.test import Client as Browser

from madoguchi.desk.people.models import Person
from tests.desk.walls.addresses import DOORS, Door
from tests.desk.walls.belongings import Belongings

POSTS = [door for door in DOORS if door.method == "post" or door.name == "client-access"]
FIELDS = ("body", "reason", "note", "message", "person", "client", "then", "decision")
ODD = {
    "a NUL": "\x00",
    "a number without end": "9" * 40,
    "a number of five thousand digits": "9" * 5000,
    "a negative number": "-1",
    "digits of another script": "４２",
    "nothing": "",
}


@pytest.mark.parametrize("door", POSTS, ids=[door.name for door in POSTS])
def test_no_form_breaks(
    door: Door, hikaris: Belongings, ann: Person, dai: Person, ada: Person
) -> None:
    browser = Browser(raise_request_exception=False)
    browser.force_login({"ann": ann, "dai": dai, "ada": ada}[door.role])

    answers = {
        what: browser.post(door.path(hikaris), _form(odd)).status_code for what, odd in ODD.items()
    }

    assert {what for what, status in answers.items() if status >= 500} == set()


def _form(odd: str) -> dict[str, str]:
    return dict.fromkeys(FIELDS, odd) | {"draft_key": str(uuid.uuid4()), "last_seen": odd}
