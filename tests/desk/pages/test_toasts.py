"""Toasts: words that are carried over a redirect, shown once and by what a person asked for."""

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.test import RequestFactory

from madoguchi.desk.people.models import Person
from madoguchi.desk.platform.toasts import COOKIE, Toast, ToastMiddleware, with_toast

SENT = Toast(words="送信しました", undo_url="/replies/1/recall/", undo_label="取り消す", seconds=10)


ANN, OTTO = Person(pk=1), Person(pk=2)


def asked(person: Person | AnonymousUser = ANN, **headers: str) -> HttpRequest:
    request = RequestFactory().get("/desk/", headers=headers)
    request.user = person
    return request


def carried(toast: Toast = SENT, person: Person | AnonymousUser = ANN) -> str:
    """What the person's browser is given to keep by the redirect."""
    redirect = with_toast(HttpResponseRedirect("/desk/"), toast)
    response = ToastMiddleware(lambda _: redirect)(asked(person))
    assert isinstance(response, HttpResponse)
    return response.cookies[COOKIE].value


def answered(
    cookie: str,
    *,
    answer: HttpResponse | None = None,
    person: Person | AnonymousUser = ANN,
    **headers: str,
) -> tuple[HttpRequest, HttpResponse]:
    """The next request, and what the middleware makes of the view's answer."""
    request = asked(person, **headers)
    request.COOKIES[COOKIE] = cookie
    response = ToastMiddleware(lambda _: answer or HttpResponse("<p>page</p>"))(request)
    assert isinstance(response, HttpResponse)
    return request, response


def test_a_whole_page_shows_the_toast_with_its_undo_and_forgets_it() -> None:
    request, response = answered(carried())

    page = render_to_string("platform/parts/toasts.html", request=request)

    assert "送信しました" in page
    assert 'action="/replies/1/recall/"' in page
    assert 'data-seconds="10"' in page
    assert response.cookies[COOKIE]["max-age"] == 0


def test_a_part_that_a_verb_asked_for_brings_the_toast_along() -> None:
    _, response = answered(carried(), hx_request="true", hx_target="conversation")

    assert response.content.decode().startswith("<p>page</p>")
    assert 'hx-swap-oob="beforeend:#toasts"' in response.content.decode()
    assert "送信しました" in response.content.decode()


def test_a_part_that_refreshes_by_itself_leaves_the_toast_to_the_page() -> None:
    _, response = answered(carried(), hx_request="true", hx_target="list", hx_trigger="list")

    assert response.content == b"<p>page</p>"
    assert COOKIE not in response.cookies


def test_a_redirect_hands_the_toast_on() -> None:
    _, response = answered(carried(), answer=HttpResponseRedirect("/desk/"))

    assert COOKIE not in response.cookies


def test_a_toast_that_is_not_ours_is_not_shown() -> None:
    for forged in ("", "made-up", carried() + "x"):
        request, response = answered(forged)
        assert 'class="toast"' not in render_to_string(
            "platform/parts/toasts.html", request=request
        )
        assert COOKIE not in response.cookies


def test_whoever_signs_in_next_on_the_same_browser_is_not_told() -> None:
    for next_one in (OTTO, AnonymousUser()):
        request, response = answered(
            carried(), person=next_one, hx_request="true", hx_target="conversation"
        )
        page = render_to_string("platform/parts/toasts.html", request=request)
        assert "送信しました" not in page + response.content.decode()


def test_what_is_said_to_somebody_who_is_not_signed_in_is_shown_at_the_door() -> None:
    nobody = AnonymousUser()
    request, _ = answered(carried(person=nobody), person=nobody)

    assert "送信しました" in render_to_string("platform/parts/toasts.html", request=request)


def test_what_a_toast_says_is_text() -> None:
    _, response = answered(
        carried(Toast(words="<b>x</b>")), hx_request="true", hx_target="conversation"
    )

    assert "<b>x" not in response.content.decode()
