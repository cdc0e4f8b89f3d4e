"""Who sent a raw request: the session cookie read as Django's own middleware reads it."""

from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.http import parse_cookie
from django.utils.crypto import constant_time_compare

from madoguchi.desk.people.models import Person
from madoguchi.desk.people.second_factor import is_held_back
from madoguchi.desk.people.sessions import SessionStore


def person_of(headers: list[tuple[bytes, bytes]]) -> Person | None:
    """The signed-in, active person behind these ASGI headers, with the factor they must have shown."""
    session = SessionStore(_cookie(headers))
    person_id = session.get(SESSION_KEY)
    person = Person.objects.filter(pk=person_id, is_active=True).first() if person_id else None
    if person is None:
        return None
    genuine = constant_time_compare(
        session.get(HASH_SESSION_KEY, ""), person.get_session_auth_hash()
    )
    return person if genuine and not is_held_back(session, person) else None


def _cookie(headers: list[tuple[bytes, bytes]]) -> str | None:
    cookies = b"; ".join(value for name, value in headers if name == b"cookie")
    return parse_cookie(cookies.decode("latin-1")).get(settings.SESSION_COOKIE_NAME)
