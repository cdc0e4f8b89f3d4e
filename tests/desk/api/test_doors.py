"""Who is let in, and that nobody reads over the wall: by HTTP, and in plain SQL."""

import json
from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client as Browser

from madoguchi.desk.api.access import Caller, caller_of
from madoguchi.desk.api.actions import revoke_token
from madoguchi.desk.api.bearer import Bearer, presented
from madoguchi.desk.api.models import Token
from madoguchi.desk.clients.models import Client, RuleSeverity, Term
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import walls
from tests import builders
from tests.desk.api.conftest import ADDRESS, made, rules, sent, with_word

NOTHING = {"error": {"code": "unauthorized", "message": "有効なトークンを付けてください。"}}


def header(bearer: Bearer) -> str:
    return f"Bearer {bearer.text}"


def caller(bearer: Bearer, *, now: datetime = builders.NOW) -> Caller | None:
    with walls.transaction([]):
        return caller_of(header(bearer), now=now)


@pytest.mark.parametrize(
    "authorization",
    ["", "Bearer", "Bearer mdg_", "Basic YTpi", "Bearer mdg_0123456789ab_" + "x" * 43, "あ"],
)
def test_without_a_token_in_force_nothing_is_told(nobodys: Bearer, authorization: str) -> None:
    answer = Browser().post(
        ADDRESS,
        b"{}",
        content_type="application/json",
        headers={"Authorization": authorization.encode().decode("latin-1")},
    )

    assert (answer.status_code, json.loads(answer.content)) == (401, NOTHING)
    assert answer["WWW-Authenticate"] == "Bearer"


def test_a_wrong_secret_opens_nothing(hikaris: Bearer) -> None:
    wrong = Bearer(hikaris.key, Bearer.drawn().secret)

    assert json.loads(sent(wrong, {"text": "はい"}).content) == NOTHING
    assert caller(wrong) is None
    assert caller(hikaris) is not None


def test_a_revoked_token_opens_nothing(ada: Person, hikaris: Bearer) -> None:
    with walls.transaction([], provider_wide=True):
        revoke_token(token_id=Token.objects.get().pk, person=ada, now=builders.NOW)

    assert caller(hikaris) is None
    assert json.loads(sent(hikaris, {"text": "はい"}).content) == NOTHING


def test_a_token_opens_until_its_last_day_is_over(ada: Person) -> None:
    bearer = made(ada, last_day=date(2026, 11, 20))
    last_moment = datetime.fromisoformat("2026-11-20T23:59:59+09:00")

    assert caller(bearer, now=last_moment) is not None
    assert caller(bearer, now=last_moment + timedelta(seconds=1)) is None


def test_a_token_of_a_closed_client_opens_nothing(hikaris: Bearer, hikari: Client) -> None:
    with walls.transaction([hikari.pk]):
        Client.objects.filter(pk=hikari.pk).update(closed_at=builders.NOW)

    assert caller(hikaris) is None


def test_a_token_never_reads_another_clients_words(
    ada: Person, hikari: Client, tsubame: Client
) -> None:
    with_word(tsubame, "お届け便", "宅配便")
    builders.with_severity(tsubame, "reply-promise", "off")
    record = {"text": "宅配便は3件です。折り返しご連絡いたします。"}

    hikaris, tsubames, nobodys = made(ada, hikari), made(ada, tsubame), made(ada)

    for other in (hikaris, nobodys):
        assert "client-vocabulary" not in rules(sent(other, record))
        assert "reply-promise" in rules(sent(other, record))
    assert "client-vocabulary" in rules(sent(tsubames, record))
    assert "reply-promise" not in rules(sent(tsubames, record))


def test_a_record_cannot_name_another_client(hikaris: Bearer, tsubame: Client) -> None:
    with_word(tsubame, "お届け便", "宅配便")

    answer = sent(
        hikaris, {"text": "宅配便は3件です。", "client": tsubame.pk, "client_id": tsubame.pk}
    )

    assert "client-vocabulary" not in rules(answer)


def test_the_database_shows_a_caller_one_client_and_nobody_else(
    ada: Person, hikari: Client, tsubame: Client
) -> None:
    for client in (hikari, tsubame):
        with_word(client, "お品", "商品")
        builders.with_severity(client, "respect", "stop")

    for bearer, seen in ((made(ada, hikari), {hikari.pk}), (made(ada), set())):
        found = caller(bearer)
        assert found is not None
        with walls.transaction(found.client_ids):
            assert set(Client.objects.values_list("pk", flat=True)) == seen
            assert set(Term.objects.values_list("client_id", flat=True)) == seen
            assert set(RuleSeverity.objects.values_list("client_id", flat=True)) == seen
            assert set(Token.objects.values_list("client_id", flat=True)) == seen


def test_nobody_sees_or_makes_a_token_outside_of_the_wall(
    hikaris: Bearer, nobodys: Bearer, tsubame: Client
) -> None:
    with walls.transaction([tsubame.pk]), connection.cursor() as cursor:
        cursor.execute("select count(*) from api_token")
        assert cursor.fetchone() == (0,)
        cursor.execute("update api_token set revoked_at = null, last_used_at = now()")
        assert cursor.rowcount == 0


def test_somebody_who_is_signed_in_is_nobody_here(ann: Person, hikari: Client) -> None:
    with_word(hikari, "お品", "商品")

    answer = builders.signed_in(ann).post(ADDRESS, b"{}", content_type="application/json")

    assert answer.status_code == 401
    assert answer.cookies == {}


def test_a_signed_in_person_gives_a_token_no_more_to_read(
    ada: Person, otto: Person, tsubame: Client
) -> None:
    with_word(tsubame, "お届け便", "宅配便")
    nobodys = made(ada)

    answer = builders.signed_in(otto).post(
        ADDRESS,
        json.dumps({"text": "宅配便は3件です。"}).encode(),
        content_type="application/json",
        headers={"Authorization": header(nobodys)},
    )

    assert "client-vocabulary" not in rules(answer)


def test_a_token_says_no_secret_where_it_is_printed() -> None:
    bearer = Bearer.drawn()

    assert bearer.secret not in repr(bearer)
    assert presented(header(bearer)) == bearer
    assert bearer.text.startswith("mdg_")
