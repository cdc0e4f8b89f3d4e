"""The door of the admins' pages about people: for everybody else they are not there."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.http import Http404, HttpRequest, HttpResponse

from madoguchi.desk.platform.pages import signed_in

P = ParamSpec("P")


def admins_only(
    view: Callable[Concatenate[Any, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Only for admins; 404 for whoever else is signed in."""

    @wraps(view)
    def behind_the_door(request: Any, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not request.person.is_admin:
            raise Http404
        return view(request, *args, **kwargs)

    return signed_in(behind_the_door)
