"""Who stands behind a session: asked for with every page."""

from functools import cache
from typing import Any

from django.contrib.auth.backends import ModelBackend

from madoguchi.desk.people.models import Person
from madoguchi.desk.platform.postgresql import instances


class PersonBackend(ModelBackend):
    """Django's own; the person by a statement that is planned once."""

    def get_user(self, user_id: Any) -> Person | None:
        """The person of that id, if they may still sign in."""
        (person,) = instances.row_of(_of_id(), {"pk": user_id}, Person) or (None,)
        return person if person is not None and self.user_can_authenticate(person) else None


@cache
def _of_id() -> str:
    columns = instances.columns_of(Person, "p")
    return f"select {columns} from people_person p where p.id = %(pk)s::bigint"  # noqa: S608 -- our own words, no input
