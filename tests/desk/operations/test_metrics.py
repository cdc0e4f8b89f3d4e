"""The figures for Prometheus: for who knows the token, over all clients, without a name in them."""

from dataclasses import replace

import pytest
from django.conf import settings
from django.test import Client as Browser

from madoguchi.desk.clients.models import Client
from madoguchi.desk.people.models import Person
from tests import builders

TOKEN = "a-token-of-the-test"
BEARER = {"Authorization": f"Bearer {TOKEN}"}


@pytest.fixture
def with_token(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "CONFIG", replace(settings.CONFIG, metrics_token=TOKEN))


@pytest.mark.django_db
def test_without_a_token_in_the_settings_the_address_does_not_exist() -> None:
    assert Browser().get("/metrics", headers={"Authorization": "Bearer "}).status_code == 404


@pytest.mark.django_db
@pytest.mark.usefixtures("with_token")
@pytest.mark.parametrize("headers", [{}, {"Authorization": "Bearer wrong"}])
def test_who_does_not_know_the_token_finds_nothing(headers: dict[str, str]) -> None:
    assert Browser().get("/metrics", headers=headers).status_code == 404


@pytest.mark.usefixtures("with_token")
def test_the_balls_of_all_clients_are_counted_past_the_wall_and_nothing_is_named(
    hikari: Client, tsubame: Client, ann: Person
) -> None:
    builders.a_conversation(hikari)
    builders.a_conversation(tsubame)

    told = Browser().get("/metrics", headers=BEARER).content.decode()

    assert "madoguchi_balls_ours 2.0" in told
    assert hikari.name not in told
    assert "@" not in told


@pytest.mark.usefixtures("with_token")
def test_a_request_is_counted_under_the_name_of_its_address(ann_browser: Browser) -> None:
    ann_browser.get("/conversations/999999/")

    told = Browser().get("/metrics", headers=BEARER).content.decode()

    assert 'madoguchi_requests_total{address="conversation",method="GET",status="404"}' in told
    assert "999999" not in told


@pytest.mark.usefixtures("with_token")
def test_a_method_that_somebody_made_up_makes_no_figure_of_its_own(ann_browser: Browser) -> None:
    ann_browser.generic("ZZQ", "/alerts/")

    told = Browser().get("/metrics", headers=BEARER).content.decode()

    assert "ZZQ" not in told
    assert 'method="other"' in told
