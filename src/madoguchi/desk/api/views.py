"""What other systems ask, answered in JSON; the admin's page of tokens."""

import json
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from madoguchi.desk.api import access, checking, queries
from madoguchi.desk.api.access import Caller
from madoguchi.desk.api.forms import TokenForm
from madoguchi.desk.api.rows import NewToken
from madoguchi.desk.clients.middleware import Request
from madoguchi.desk.platform import clock, walls
from madoguchi.desk.platform.pages import for_programs
from madoguchi.desk.platform.secrets import Secret
from madoguchi.desk.rulebook import in_force
from madoguchi.engines.rulebook import BadRecord

LARGEST_BYTES = 200_000  # a message of 20,000 characters, with what was said before it
MADE = "api_token"  # in the session of whoever made one, until it was shown


class Refused(Exception):
    """The request is not answered: its status, a word for a program, a sentence for a person."""

    def __init__(self, status: int, code: str, sentence: str) -> None:
        super().__init__(code)
        self.status, self.code, self.sentence = status, code, sentence


@for_programs
def guard_check(request: HttpRequest) -> HttpResponse:
    """The findings of the guard on one record of the labelling guide, or on {"text": …}."""
    try:
        return _json(_checked(request))
    except Refused as refused:
        answer = _json(
            {"error": {"code": refused.code, "message": refused.sentence}}, refused.status
        )
        if refused.status == 401:
            answer["WWW-Authenticate"] = "Bearer"
        if refused.status == 405:
            answer["Allow"] = "POST"
        if refused.status == 429:
            answer["Retry-After"] = "60"
        return answer


def _checked(request: HttpRequest) -> dict[str, Any]:
    """Read within the caller's wall; judged when no transaction is open any more."""
    if request.method != "POST":
        raise Refused(405, "method-not-allowed", _("POSTで送ってください。"))
    now = clock.now()
    caller = _caller(request, now)
    record = _record(request)
    with walls.transaction(caller.client_ids):
        book = in_force.book()
        around = queries.surroundings_of(caller.client_id) if caller.client_id else None
    try:
        draft = checking.draft_of(record, book, around, now=now)
    except BadRecord as error:
        raise _unreadable(error) from error
    return checking.answer(record, draft, book, around)


def _caller(request: HttpRequest, now: datetime) -> Caller:
    with walls.transaction(()):
        caller = access.caller_of(request.headers.get("Authorization", ""), now=now)
        if caller is None:
            raise Refused(401, "unauthorized", _("有効なトークンを付けてください。"))
        if not access.may_ask(caller, now=now):
            sentence = _("呼び出しが続いています。1分ほどたってから、もう一度お試しください。")
            raise Refused(429, "too-many-requests", sentence)
    return caller


def _record(request: HttpRequest) -> object:
    try:
        body = request.body
    except RequestDataTooBig:  # Django's own limit, which it would answer with a page
        body = None
    if body is None or len(body) > LARGEST_BYTES:
        size = {"limit": LARGEST_BYTES // 1000}
        raise Refused(413, "too-large", _("%(limit)d kBまで受け付けます。") % size)
    try:
        return checking.record_of(body)
    except BadRecord as error:
        raise _unreadable(error) from error


def _unreadable(error: BadRecord) -> Refused:
    return Refused(422, "bad-record", _("記録を読めません：%(reason)s") % {"reason": error})


def _json(value: dict[str, Any], status: int = 200) -> HttpResponse:
    """As UTF-8; a lone surrogate that the record held is written as an escape, which any reader takes."""
    text = json.dumps(value, ensure_ascii=False)
    body = text.encode("utf-8", errors="backslashreplace")
    return HttpResponse(body, content_type="application/json; charset=utf-8", status=status)


def tokens_page(
    request: Request, form: TokenForm, *, status: int = 200, refusal: str = ""
) -> HttpResponse:
    """Every token, the form for one more, and the one that was just made: shown once."""
    made = request.session.pop(MADE, None) if request.method == "GET" else None
    context = {
        "form": form,
        "refusal": refusal,
        "tokens": queries.token_rows(now=clock.now()),
        "made": NewToken(made["name"], Secret(made["sealed"]).reveal()) if made else None,
        "address": f"{settings.CONFIG.public_url}/api/v1/guard/check",
    }
    return render(request, "api/tokens.html", context, status=status)
