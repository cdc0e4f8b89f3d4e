"""The admin's page of tokens: made, shown once, revoked."""

import re
from datetime import date

import pytest
from django.test import Client as Browser
from django.urls import reverse

from madoguchi.desk.api.actions import (
    CannotMakeToken,
    TokenGone,
    TokenWish,
    make_token,
    revoke_token,
)
from madoguchi.desk.api.bearer import Bearer, presented
from madoguchi.desk.api.models import Token
from madoguchi.desk.clients.authority import AdminNeeded
from madoguchi.desk.clients.models import Client
from madoguchi.desk.people.models import Person, Session
from madoguchi.desk.people.sessions import SessionStore
from madoguchi.desk.platform import walls
from madoguchi.desk.platform.models import Event
from tests import builders
from tests.desk.api.conftest import made, rules, sent

WRITTEN = re.compile(r"mdg_[0-9a-f]{12}_[A-Za-z0-9_-]{43}")


@pytest.fixture
def admins(ada: Person) -> Browser:
    return builders.signed_in(ada)


def page(browser: Browser) -> str:
    return browser.get(reverse("api-tokens")).content.decode()


def tokens() -> list[Token]:
    with walls.transaction([], provider_wide=True):
        return list(Token.objects.select_related("client").order_by("pk"))


def test_a_token_is_made_and_shown_once(admins: Browser, hikari: Client) -> None:
    form = {"name": "CRM", "client": str(hikari.pk), "last_day": "2099-01-01"}

    answer = admins.post(reverse("api-tokens"), form)

    assert (answer.status_code, answer["Location"]) == (302, reverse("api-tokens"))
    [shown] = WRITTEN.findall(page(admins))
    bearer = presented(f"Bearer {shown}")
    assert rules(sent(bearer, {"text": "はい、3点です。"})) is not None
    assert shown not in page(admins)
    assert bearer is not None
    assert bearer.secret not in page(admins)
    [token] = tokens()
    assert (token.name, token.client) == ("CRM", hikari)


def test_neither_row_nor_session_nor_event_holds_the_secret(admins: Browser) -> None:
    admins.post(reverse("api-tokens"), {"name": "CRM"})

    kept = [SessionStore(one.session_key).load() for one in Session.objects.all()]
    [shown] = WRITTEN.findall(page(admins))
    secret = shown.rpartition("_")[2]
    assert secret not in str(kept)
    [token] = tokens()
    assert secret not in token.secret_hash
    with walls.transaction([], provider_wide=True):
        [event] = Event.objects.filter(kind="ApiTokenMade")
    assert event.data == {"token_id": token.pk, "name": "CRM", "changes": []}


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"name": ""}, ""),
        ({"name": "　"}, ""),
        ({"name": "CRM", "client": "999999"}, ""),
        ({"name": "CRM", "last_day": "2020-01-01"}, "期限は今日より後の日にしてください。"),
    ],
)
def test_a_form_that_was_refused_is_shown_again(
    admins: Browser, form: dict[str, str], said: str
) -> None:
    answer = admins.post(reverse("api-tokens"), form)

    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert tokens() == []


def test_a_revoked_token_is_listed_and_cannot_be_revoked_again(
    admins: Browser, hikaris: Bearer
) -> None:
    [token] = tokens()
    address = reverse("api-token-revocation", args=[token.pk])

    assert admins.post(address).status_code == 302
    assert admins.post(address).status_code == 422

    assert "失効" in page(admins)
    assert tokens()[0].revoked_at is not None


def test_the_page_of_changes_tells_of_tokens(admins: Browser, hikaris: Bearer) -> None:
    admins.post(reverse("api-token-revocation", args=[tokens()[0].pk]))

    told = admins.get(reverse("audit")).content.decode()

    assert "APIトークン「CRM」を発行しました。" in told
    assert "APIトークン「CRM」を失効させました。" in told


def test_nobody_but_an_admin_makes_or_revokes_tokens(
    ann: Person, dai: Person, hikari: Client, hikaris: Bearer
) -> None:
    [token] = tokens()
    wish = TokenWish(name="CRM", client_id=hikari.pk)

    for person in (ann, dai):
        with walls.transaction([hikari.pk]):
            with pytest.raises(AdminNeeded):
                make_token(wish=wish, person=person, now=builders.NOW)
            with pytest.raises(AdminNeeded):
                revoke_token(token_id=token.pk, person=person, now=builders.NOW)
        browser = builders.signed_in(person)
        assert browser.get(reverse("api-tokens")).status_code == 404
        assert browser.post(reverse("api-tokens"), {"name": "CRM"}).status_code == 404
        revocation = reverse("api-token-revocation", args=[token.pk])
        assert browser.post(revocation).status_code == 404
    assert len(tokens()) == 1


def test_a_token_needs_a_name_a_day_to_come_and_an_open_client(ada: Person, hikari: Client) -> None:
    with walls.transaction([], provider_wide=True):
        Client.objects.filter(pk=hikari.pk).update(closed_at=builders.NOW)

    for wish in (
        TokenWish(name=" "),
        TokenWish(name="CRM", last_day=date(2026, 11, 16)),
        TokenWish(name="CRM", client_id=hikari.pk),
    ):
        with walls.transaction([], provider_wide=True), pytest.raises(CannotMakeToken):
            make_token(wish=wish, person=ada, now=builders.NOW)
    with walls.transaction([], provider_wide=True), pytest.raises(TokenGone):
        revoke_token(token_id=1, person=ada, now=builders.NOW)


def test_tokens_in_force_stand_first(admins: Browser, ada: Person) -> None:
    made(ada, last_day=date(2026, 11, 18))
    text = page(admins)

    assert "期限切れ" in text
    admins.post(reverse("api-tokens"), {"name": "新しい"})
    text = page(admins)
    assert text.index("有効") < text.index("期限切れ")
