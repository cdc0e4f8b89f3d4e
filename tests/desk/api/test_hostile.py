"""What a system with a token could send to break the desk, or to be told more than it may."""

import json
import time
from typing import Any

import pytest
from django.test import Client as Browser
from django.urls import reverse

from madoguchi.desk.api.actions import TokenWish, make_token
from madoguchi.desk.api.bearer import Bearer
from madoguchi.desk.api.models import Token
from madoguchi.desk.clients.authority import AdminNeeded
from madoguchi.desk.clients.models import Client
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import walls
from tests import builders
from tests.desk.api.conftest import ADDRESS, made, sent

PROMISE = "明日中に折り返しご連絡いたします。来週月曜日までにお届けします。"
HOURS = {"days": [1], "open": "10:00", "close": "19:00"}


@pytest.mark.parametrize(
    "moment",
    [
        *("0001-01-01T00:00:00+00:00", "0001-01-01T00:00:00+14:00", "0001-01-02T09:00:00+09:00"),
        *("9999-12-31T23:59:59-12:00", "9999-12-31T10:59:59+09:00", "9999-12-24T00:00:00+00:00"),
    ],
)
@pytest.mark.parametrize("field", ["sent_at", "due_at"])
def test_a_moment_at_the_end_of_time_is_answered(
    field: str, moment: str, nobodys: Bearer, hikaris: Bearer
) -> None:
    plain = {"sent_at": "2026-11-20T14:36:00+09:00", "working_hours": HOURS}
    record = {"text": PROMISE, "context": {**plain, field: moment}}

    assert [sent(one, record).status_code for one in (nobodys, hikaris)] == [422, 422]


@pytest.mark.parametrize("number", [b"NaN", b"Infinity", b"-Infinity", b"1e999", b"9" * 5_000])
def test_an_id_that_is_no_number_of_json_does_not_come_back(nobodys: Bearer, number: bytes) -> None:
    answer = sent(nobodys, b'{"text": "\xe3\x81\xaf\xe3\x81\x84", "id": ' + number + b"}")

    told = json.loads(answer.content, parse_constant=_refuse)

    assert (answer.status_code, "error" in told) in {(422, True), (200, False)}


def _refuse(name: str) -> Any:
    raise AssertionError(name)


def test_a_deep_id_breaks_nothing(nobodys: Bearer) -> None:
    statuses = set()
    for depth in range(40, 1_000, 24):
        body = b'{"text": "a", "id": ' + b"[" * depth + b"]" * depth + b"}"
        statuses.add(sent(nobodys, body).status_code)

    assert statuses <= {200, 422}


def test_a_body_that_nobody_reads_is_refused_in_json(nobodys: Bearer) -> None:
    answer = sent(nobodys, b'{"text": "' + b"a" * 3_000_000 + b'"}')

    assert (answer.status_code, json.loads(answer.content)["error"]["code"]) == (413, "too-large")


@pytest.mark.parametrize(
    "record",
    [
        {"text": "「" * 60_000},
        {
            "text": "商品" * 5_000,
            "context": {"glossary": {f"品{n}": [f"商{n}"] for n in range(4_000)}},
        },
        {"text": "はい。", "context": {"previous": [{"from": "them", "text": "いつ？" * 20_000}]}},
        {"text": "https://a.example/x " * 4_000},
    ],
)
def test_the_largest_record_takes_little_time(nobodys: Bearer, record: dict[str, Any]) -> None:
    sent(nobodys, {"text": "はい。"})
    began = time.process_time()

    assert sent(nobodys, json.dumps(record, ensure_ascii=False).encode()).status_code == 200
    assert time.process_time() - began < 5


def test_what_a_record_says_of_other_clients_is_not_looked_up(
    hikaris: Bearer, tsubame: Client
) -> None:
    record = {
        "text": f"{tsubame.name}です。",
        "context": {"others": [{"name": "x"}], "forbidden": ["です"], "record": "x"},
    }

    answer = sent(hikaris, record)

    found = {one["rule"] for one in json.loads(answer.content)["findings"]}
    assert not found & {"other-client", "forbidden-promise"}


@pytest.mark.parametrize("who", ["ann", "dai", "otto", "retired"])
def test_nobody_but_an_admin_in_office_makes_or_ends_a_token(
    who: str, ann: Person, dai: Person, otto: Person, ada: Person, hikaris: Bearer
) -> None:
    ended = builders.a_person("eva", is_admin=True)
    ended.is_active = False
    person = {"ann": ann, "dai": dai, "otto": otto, "retired": ended}[who]
    browser = builders.signed_in(person)
    with walls.transaction([], provider_wide=True):
        pk = Token.objects.get().pk

    if who != "retired":
        assert browser.get(reverse("api-tokens")).status_code == 404
        assert browser.post(reverse("api-tokens"), {"name": "x"}).status_code == 404
        assert browser.post(reverse("api-token-revocation", args=[pk])).status_code == 404
    with pytest.raises(AdminNeeded), walls.transaction([], provider_wide=True):
        make_token(wish=TokenWish(name="x"), person=person, now=builders.NOW)
    with walls.transaction([], provider_wide=True):
        assert Token.objects.get().revoked_at is None


def test_a_token_is_shown_once_and_kept_nowhere_in_the_clear(ada: Person) -> None:
    browser = builders.signed_in(ada)
    browser.post(reverse("api-tokens"), {"name": "CRM"})
    session = dict(browser.session.items())
    first = browser.get(reverse("api-tokens"))
    text = first.context["made"].text

    again = browser.get(reverse("api-tokens")).content.decode()

    assert text in first.content.decode()
    assert first.headers["Cache-Control"] == "no-store"
    assert text not in again
    assert text not in str(session)
    with walls.transaction([], provider_wide=True):
        row = Token.objects.values().get()
    assert text.rpartition("_")[2] not in str(row)


def test_a_token_in_the_address_or_in_a_form_is_none(hikaris: Bearer) -> None:
    for path, body in ((f"{ADDRESS}?token={hikaris.text}", {}), (ADDRESS, {"token": hikaris.text})):
        assert Browser().post(path, {**body, "text": "はい"}).status_code == 401


def test_a_busy_token_waits_and_another_does_not(ada: Person) -> None:
    busy, calm = made(ada), made(ada)

    answers = [sent(busy, {"text": ""}).status_code for _ in range(121)]

    assert set(answers[:120]) == {200}
    assert answers[120] == 429
    assert sent(calm, {"text": ""}).status_code == 200
