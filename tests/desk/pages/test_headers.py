"""What every answer says to the browser besides the page."""

from dataclasses import replace

import pytest
from django.test import Client as Browser
from pytest_django import Settings

HSTS = "Strict-Transport-Security"


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/sign-in/", "/no-such-page/"])
def test_who_is_public_by_https_says_so_whatever_the_proxy_says_of_the_request(
    settings: Settings, path: str
) -> None:
    settings.CONFIG = replace(settings.CONFIG, public_url="https://desk.example.jp")

    assert Browser().get(path, secure=False).headers[HSTS] == "max-age=31536000"


@pytest.mark.django_db
def test_who_is_public_by_http_does_not_lock_browsers_out() -> None:
    assert HSTS not in Browser().get("/sign-in/", secure=True).headers
