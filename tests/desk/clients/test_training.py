"""Somebody is in training for a client: set by whom, for whom, and how the page says it."""

import pytest
from django.test import Client as Browser
from django.urls import reverse

from madoguchi.desk.clients.actions import assignments
from madoguchi.desk.clients.authority import DirectorNeeded
from madoguchi.desk.clients.models import Assignment, Client
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import walls
from madoguchi.desk.platform.models import Event
from tests import builders

NOW = builders.NOW


def of(person: Person, client: Client) -> Assignment:
    with walls.transaction([client.pk]):
        return Assignment.objects.get(person=person, client=client)


def train(client: Client, one: Assignment, by: Person, *, on: bool = True) -> None:
    with walls.transaction([client.pk]):
        assignments.set_training(
            client_id=client.pk, assignment_id=one.pk, in_training=on, person=by, now=NOW
        )


def test_a_director_begins_and_ends_a_training(hikari: Client, ann: Person, dai: Person) -> None:
    train(hikari, of(ann, hikari), dai)
    train(hikari, of(ann, hikari), dai)
    assert of(ann, hikari).in_training

    train(hikari, of(ann, hikari), dai, on=False)
    assert not of(ann, hikari).in_training
    with walls.transaction([hikari.pk]):
        kinds = Event.objects.order_by("pk").values_list("kind", flat=True)
        assert list(kinds) == ["TrainingBegun", "TrainingEnded"]


def test_an_operator_trains_nobody_and_a_director_is_not_trained(
    hikari: Client, ann: Person, dai: Person
) -> None:
    with pytest.raises(DirectorNeeded):
        train(hikari, of(ann, hikari), ann)
    with pytest.raises(assignments.OperatorsTrain):
        train(hikari, of(dai, hikari), dai)


def test_what_is_over_or_another_clients_is_not_there(
    hikari: Client, tsubame: Client, dai: Person, otto: Person
) -> None:
    eri = builders.assigned(builders.a_person("eri"), hikari, ends_at=NOW)

    for one in (of(eri, hikari), of(otto, tsubame)):
        with pytest.raises(assignments.HasEnded):
            train(hikari, one, dai)


def test_the_page_says_who_is_in_training_and_changes_it(
    hikari: Client, ann: Person, dai: Person, otto_browser: Browser
) -> None:
    browser = builders.signed_in(dai)
    path = reverse("client-assignment-training", args=[hikari.pk])
    form = {"assignment": of(ann, hikari).pk, "training": "on"}

    assert otto_browser.post(path, form).status_code == 404
    assert browser.post(path, form).status_code == 302
    page = browser.get(reverse("client-assignments", args=[hikari.pk])).content.decode()
    assert "研修を終える" in page
    assert browser.post(path, {"assignment": "0"}).status_code == 422


def test_an_admin_assigns_somebody_in_training(hikari: Client, otto: Person, ada: Person) -> None:
    browser, path = builders.signed_in(ada), reverse("client-assignments", args=[hikari.pk])

    browser.post(path, {"who": otto.pk, "role": "operator", "in_training": "on"})
    assert of(otto, hikari).in_training

    refused = browser.post(path, {"who": ada.pk, "role": "director", "in_training": "on"})
    assert refused.status_code == 422
