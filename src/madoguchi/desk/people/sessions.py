"""Sessions that know whose they are: listed, and ended at once by removing their rows."""

import uuid
from datetime import datetime, timedelta
from functools import cache
from typing import Any, cast

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends import db
from django.contrib.sessions.base_session import AbstractBaseSession
from django.http import HttpRequest

from madoguchi.desk.people.models import Person, Session
from madoguchi.desk.platform import clock
from madoguchi.desk.platform.postgresql import instances

SEEN_EVERY = timedelta(minutes=5)  # a write of each request would cost more than it tells
ABOUT = "about"
_NUMBERS = uuid.UUID("6a1ee1c1-5a39-4d0e-8a3f-0d6c9a3fb6a4")


class SessionStore(db.SessionStore):
    """Django's sessions in our own table; the same queries, and one write in five minutes."""

    @classmethod
    def get_model_class(cls) -> type[AbstractBaseSession]:
        """The rows."""
        return Session

    def create_model_instance(self, data: dict[str, Any]) -> AbstractBaseSession:
        """The row of this session, as it is saved."""
        row = super().create_model_instance(data)
        assert isinstance(row, Session)
        now = clock.now()
        about = data.get(ABOUT, {})
        row.number = uuid.uuid5(_NUMBERS, row.session_key)
        row.person_id = int(data[SESSION_KEY]) if SESSION_KEY in data else None
        row.started_at = datetime.fromisoformat(about["at"]) if about else now
        row.seen_at = now
        row.agent = about.get("agent", "")
        row.address = about.get("address", "")
        return row

    def _get_session_from_db(self) -> AbstractBaseSession | None:
        now = clock.now()
        (row,) = instances.row_of(_running(), {"key": self.session_key, "now": now}, Session) or (
            None,
        )
        if row is None:
            self._session_key: str | None = (
                None  # as Django's own: nobody chooses the key of a session
            )
        elif row.seen_at < now - SEEN_EVERY:
            _see(row, now)
        return cast("Session | None", row)


@cache
def _running() -> str:
    """The session of a key, if it is not over."""
    columns = instances.columns_of(Session, "s")
    return f"""select {columns} from people_session s
where s.session_key = %(key)s and s.expire_date > %(now)s"""  # noqa: S608 -- our own words, no input


def begin(request: HttpRequest, *, address: str, now: datetime) -> None:
    """Note on the session that has just begun from where it came."""
    request.session[ABOUT] = {
        "at": now.isoformat(),
        "agent": request.headers.get("User-Agent", "")[:200].replace("\x00", ""),
        "address": address,
    }


def end_sessions(person_id: int, *, but: str | None = None) -> int:
    """Sign the person out everywhere, but in the session of that key; how many sessions ended."""
    ended, _ = Session.objects.filter(person_id=person_id).exclude(session_key=but or "").delete()
    return ended


def _see(row: Session, now: datetime) -> None:
    Session.objects.filter(pk=row.pk).update(seen_at=now)
    if row.person_id is not None:
        Person.objects.filter(pk=row.person_id).update(seen_at=now)
