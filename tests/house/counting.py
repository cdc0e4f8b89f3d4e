"""How often a page asks the database."""

from collections.abc import Callable

from django.db import connection
from django.test.utils import CaptureQueriesContext

from madoguchi.desk.people.models import Person
from tests import builders


def page_of(person: Person, path: str) -> Callable[[], int]:
    """The page in this person's browser: each call opens it, and gives its status."""
    browser = builders.signed_in(person)
    return lambda: browser.get(path).status_code


def queries_of(page: Callable[[], int]) -> int:
    """Of a page that was seen before: the first visit leaves marks."""
    page()
    with CaptureQueriesContext(connection) as queries:
        assert page() == 200
    return len(queries)
