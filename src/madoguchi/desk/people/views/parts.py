"""What allauth's views do alike here: our status for a refused form, and options for a script."""

import json
from collections.abc import Callable
from typing import Any, cast

from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpResponse
from django.views.generic.base import View

from madoguchi.desk.platform.pages import REFUSED


def page(view: type[View], **settings: Any) -> Callable[..., HttpResponse]:
    """The view as a function; what allauth's views answer is never a stream."""
    return cast("Callable[..., HttpResponse]", view.as_view(**settings))


class Refusing(View):
    """A form that is refused is answered with 422 and the same page."""

    def form_invalid(self, form: Any) -> HttpResponse:
        """The page again, with what was wrong."""
        response: HttpResponse = super().form_invalid(form)  # type: ignore[misc] # beside a FormView
        response.status_code = REFUSED
        return response


class WithOptions(View):
    """What the browser's passkey dialog needs, as an attribute: no script stands in the page."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The context with `options`, JSON."""
        context: dict[str, Any] = super().get_context_data(**kwargs)  # type: ignore[misc] # beside one
        for options in context.pop("js_data", {}).values():  # one, under its purpose
            context["options"] = json.dumps(options, cls=DjangoJSONEncoder)
        return context
