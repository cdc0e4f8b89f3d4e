"""`POST /api/v1/guard/check`: what another system is told of its drafts."""

import json
import logging

import pytest
from django.test import Client as Browser

from madoguchi.desk.api import views
from madoguchi.desk.api.bearer import Bearer
from madoguchi.desk.api.models import Token
from madoguchi.desk.clients.models import Client, ClientPhrase
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import walls
from madoguchi.desk.platform.models import Event
from madoguchi.desk.rulebook import in_force
from tests import builders
from tests.desk.api.conftest import ADDRESS, rules, sent, with_word

PROMISE = "折り返しご連絡いたします。"
HOURS = {"days": [1, 2, 3, 4, 5], "open": "10:00", "close": "19:00"}


def test_a_text_is_answered_with_its_findings(nobodys: Bearer) -> None:
    answer = sent(nobodys, {"id": 7, "text": PROMISE})

    told = json.loads(answer.content)
    assert answer["Content-Type"] == "application/json; charset=utf-8"
    with walls.transaction([]):
        assert (told["id"], told["rulebook"]) == (7, in_force.book().label)
    [finding] = [one for one in told["findings"] if one["rule"] == "reply-promise"]
    assert finding == {
        "rule": "reply-promise",
        "number": "0.1",
        "span": "折り返しご連絡いたします",
        "start": 0,
        "end": 12,
        "severity": "stop",
        "reason": "いつ連絡が来るのか分かりません",
        "rewrite": None,
    }


def test_a_record_of_the_guide_brings_its_own_context(nobodys: Bearer) -> None:
    context = {"sent_at": "2026-11-20T14:36:00+09:00", "working_hours": HOURS}

    told = json.loads(sent(nobodys, {"text": PROMISE, "context": context}).content)

    rewrites = {one["rule"]: one["rewrite"] for one in told["findings"]}
    assert rewrites["reply-promise"] == "本日17時までにご連絡いたします"


def test_a_clients_token_judges_by_its_words_hours_phrases_and_severities(
    hikaris: Bearer, hikari: Client, ada: Person
) -> None:
    with_word(hikari, "お品", "商品")
    builders.with_severity(hikari, "client-vocabulary", "block")
    with walls.transaction([hikari.pk]):
        ClientPhrase.objects.create(
            client=hikari, kind="forbid", phrase="全額返金", created_by=ada, at=builders.NOW
        )

    text = f"商品は全額返金いたします。{PROMISE}"
    told = json.loads(sent(hikaris, {"text": text}).content)

    found = {one["rule"]: one for one in told["findings"]}
    assert (found["client-vocabulary"]["severity"], found["client-vocabulary"]["rewrite"]) == (
        "block",
        "お品",
    )
    assert "forbidden-promise" in found
    assert "までに" in found["reply-promise"]["rewrite"]


def test_a_rule_that_a_client_switched_off_is_silent(hikaris: Bearer, hikari: Client) -> None:
    builders.with_severity(hikari, "reply-promise", "off")

    assert "reply-promise" not in rules(sent(hikaris, {"text": PROMISE}))


def test_what_a_record_says_itself_stands(hikaris: Bearer, hikari: Client) -> None:
    with_word(hikari, "お品", "商品")
    context = {"glossary": {"お品": []}, "sent_at": "2026-11-20T09:00:00+09:00"}

    answer = sent(hikaris, {"text": "商品は3点です。", "context": context})

    assert "client-vocabulary" not in rules(answer)


@pytest.mark.parametrize(
    "record",
    [b"nonsense", b"\xff", b"[" * 5_000, {"id": 1}, [], {"text": 1}, {"text": "", "context": [1]}],
)
def test_a_bad_record_is_refused_with_a_sentence(nobodys: Bearer, record: object) -> None:
    answer = sent(nobodys, record)

    error = json.loads(answer.content)["error"]
    assert (answer.status_code, error["code"]) == (422, "bad-record")
    assert error["message"].startswith("記録を読めません：")


def test_a_lone_surrogate_comes_back_as_any_reader_takes_it(nobodys: Bearer) -> None:
    answer = sent(nobodys, b'{"id": "\\ud83d", "text": "\\ud83d"}')

    assert json.loads(answer.content)["id"] == "\ud83d"


def test_a_body_that_is_too_large_is_refused(nobodys: Bearer) -> None:
    answer = sent(nobodys, {"text": "a" * views.LARGEST_BYTES})

    assert (answer.status_code, json.loads(answer.content)["error"]["code"]) == (413, "too-large")


def test_only_post_is_answered(db: None) -> None:
    answer = Browser().get(ADDRESS)

    assert (answer.status_code, answer["Allow"]) == (405, "POST")
    assert json.loads(answer.content)["error"]["code"] == "method-not-allowed"


def test_too_many_calls_are_told_to_wait(nobodys: Bearer, hikaris: Bearer) -> None:
    answers = [sent(nobodys, {"text": "はい、25日に届きます。"}) for _ in range(121)]

    assert {one.status_code for one in answers[:120]} == {200}
    assert (answers[120].status_code, answers[120]["Retry-After"]) == (429, "60")
    assert sent(hikaris, {"text": "はい、25日に届きます。"}).status_code == 200


def test_the_sentence_is_in_the_language_that_is_asked_for(db: None) -> None:
    def told(language: str) -> str:
        answer = sent(None, {"text": "はい"}, **{"Accept-Language": language})
        message: str = json.loads(answer.content)["error"]["message"]
        return message

    assert told("ja") == "有効なトークンを付けてください。"


def test_nothing_of_the_text_is_kept_or_logged(
    hikaris: Bearer, caplog: pytest.LogCaptureFixture
) -> None:
    before = _events()

    with caplog.at_level(logging.DEBUG):
        sent(hikaris, {"text": f"秘密の件、{PROMISE}"})
        sent(hikaris, b'{"text": "\\u79d8\\u5bc6"')

    assert _events() == before
    assert "秘密" not in caplog.text
    with walls.transaction([], provider_wide=True):
        assert Token.objects.get().last_used_at is not None


def _events() -> int:
    with walls.transaction([], provider_wide=True):
        return Event.objects.count()
