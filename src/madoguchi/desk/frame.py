"""The frame around every page of a signed-in person, composed from the features."""

from typing import Any

from django.conf import settings
from django.db import connection
from django.http import HttpRequest

from madoguchi.config import Mode
from madoguchi.desk.conversations.queries.shells import shell
from madoguchi.desk.conversations.views import asked
from madoguchi.desk.mail.queries import quarantine_count
from madoguchi.desk.platform import clock

SECTIONS = ("quarantine", "customers", "clients", "client")
PARTS_WITHOUT_FRAME = {"list", "thread", "clock", "conversation", "guard", "body"}


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context for the templates: `shell`, where the page shows one."""
    person = getattr(request, "person", None)
    if (
        person is None
        or not connection.in_atomic_block
        or request.headers.get("HX-Target") in PARTS_WITHOUT_FRAME
    ):
        return {}
    name = request.resolver_match.url_name if request.resolver_match else None
    section = next((one for one in SECTIONS if (name or "").startswith(one)), "desk")
    here = asked(request) if section == "desk" else None  # type: ignore[arg-type] # a person is there
    return {
        "shell": shell(
            person=person,
            section="clients" if section == "client" else section,
            queue=here.queue if here else "",
            client_id=here.client_id if here else None,
            now=clock.now(),
            quarantine_count=quarantine_count(),
            shows_customers=settings.CONFIG.mode != Mode.PRODUCTION,
        )
    }
