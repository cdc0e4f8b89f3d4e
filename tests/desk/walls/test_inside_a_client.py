"""Walls within a client: a colleague's composer, somebody who has left, an operator at a director's tables."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client as Browser
from django.urls import reverse

from madoguchi.desk.alerts.models import Alert
from madoguchi.desk.clients.models import Assignment, Client
from madoguchi.desk.conversations.models import Mention
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import clock, walls
from tests import builders
from tests.desk.walls.belongings import Belongings

TABLES = {"terms": "避ける語,使う語\nx,y\n", "templates": "題名,本文\nx,y\n"}


def left(person: Person, client: Client) -> None:
    """Their work for the client ended yesterday."""
    with walls.transaction([client.pk]):
        found = Assignment.objects.filter(person=person, client=client)
        found.update(ends_at=clock.now() - timedelta(days=1))


def test_a_file_in_a_composer_is_its_writers_and_one_that_waits_is_the_teams(
    hikaris: Belongings, ann: Person, dai: Person
) -> None:
    def status(person: Person, pk: int) -> int:
        return builders.signed_in(person).get(reverse("unsent-file", args=[pk])).status_code

    typed, waiting = hikaris.draft_file.pk, hikaris.waiting_file.pk
    assert [status(ann, typed), status(ann, waiting)] == [200, 200]
    assert [status(dai, typed), status(dai, waiting)] == [404, 200]

    left(ann, hikaris.client)

    assert [status(ann, typed), status(ann, waiting)] == [404, 404]


def test_who_has_left_is_neither_offered_nor_called_nor_told(
    hikaris: Belongings, ann_browser: Browser, dai: Person
) -> None:
    left(dai, hikaris.client)
    path = reverse("conversation", args=[hikaris.bare.pk])

    page = ann_browser.get(path).content.decode()
    answer = ann_browser.post(f"{path}notes/", {"body": "確認を", "mention": str(dai.pk)})

    assert f'name="mention" value="{dai.pk}"' not in page
    assert answer.status_code == 422
    with walls.transaction([hikaris.client.pk]):
        assert not Mention.objects.filter(person=dai, conversation=hikaris.bare).exists()
        assert not Alert.objects.filter(person=dai, about="call").exists()


@pytest.mark.parametrize("kind", sorted(TABLES))
def test_an_operator_takes_in_no_table(kind: str, hikari: Client, ann: Person, dai: Person) -> None:
    path = f"/settings/clients/{hikari.pk}/{kind}/import/"

    def status(person: Person, **form: object) -> int:
        return builders.signed_in(person).post(path, form).status_code

    file = TABLES[kind].encode()
    assert status(ann, file=SimpleUploadedFile("x.csv", file)) == 404
    assert status(ann, text=TABLES[kind], then="import") == 404
    assert status(dai, file=SimpleUploadedFile("x.csv", file)) == 200
