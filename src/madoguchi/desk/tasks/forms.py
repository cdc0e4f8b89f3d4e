"""What people type into the forms of tasks, read."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

from django.http import QueryDict
from django.utils.translation import gettext as _

from madoguchi.desk.clients import policies
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform.refusals import Refusal
from madoguchi.desk.platform.typed import as_typed, moment, number

LONGEST = 2_000  # characters of one field
MINUTES_OF_AN_HOUR = 60


class Unreadable(Refusal):
    """入力を読み取れません。もう一度入れてください。"""


class Posted:
    """The fields of one form; each is read as what it is to be, or refused with a sentence."""

    def __init__(self, post: QueryDict, zone: ZoneInfo) -> None:
        self.post = post
        self.zone = zone

    @property
    def values(self) -> dict[str, str]:
        """What was typed, as it stands in the form again after a refusal."""
        return {
            name: as_typed(str(self.post[name]))
            for name in self.post
            if name != "csrfmiddlewaretoken"
        }

    def text(self, name: str) -> str:
        """What was typed there."""
        said = as_typed(self.post.get(name, "")).strip()
        if len(said) > LONGEST:
            raise Unreadable(_("長すぎて保存できません。2000字までにしてください。"))
        return said

    def is_on(self, name: str) -> bool:
        """Whether the box is ticked."""
        return name in self.post

    def moment(self, name: str) -> datetime | None:
        """A date with its time, in the client's zone; None for an empty field."""
        said = self.text(name)
        if not said:
            return None
        at = moment(said, self.zone)
        if at is None:
            raise Unreadable(_("日時を読み取れません。"))
        return at

    def minutes(self, name: str) -> int | None:
        """Minutes of work: 「90」, or 「1:30」 in hours; None for an empty field."""
        said = self.text(name)
        if not said:
            return None
        hours, _colon, rest = said.rpartition(":")
        parts = number(hours) if hours else 0, number(rest)
        if parts[0] is None or parts[1] is None:
            raise Unreadable(_("見積もりは分で入れてください（例：90）。"))
        return parts[0] * MINUTES_OF_AN_HOUR + parts[1]

    def person(self, name: str) -> Person | None:
        """Somebody chosen from a list; whether they may be is asked by the action."""
        chosen = number(self.text(name))
        return None if chosen is None else Person.objects.filter(pk=chosen).first()

    def time(self, name: str) -> time:
        """A time of day."""
        try:
            return time.fromisoformat(self.text(name))
        except ValueError as error:
            raise Unreadable(_("時刻を 09:00 のように書いてください。")) from error

    def rule(self) -> str:
        """A recurrence as engines.recurrence spells it."""
        way = self.text("way")
        if way == "weekly":
            return f"weekly:{','.join(sorted(set(self.post.getlist('weekday'))))}"
        if way == "monthly":
            return f"monthly:{self.text('day')}"
        return way


def posted(post: QueryDict, client_id: int) -> Posted:
    """The form, in the time zone of the client's desk."""
    return Posted(post, policies.in_force(client_id).calendar.zone)
