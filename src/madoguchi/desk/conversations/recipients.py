"""Whom of the client's people a text in their room reaches, and whether now is a good moment for them."""

import re
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from madoguchi.desk.contacts import moments
from madoguchi.desk.contacts.moments import Reached
from madoguchi.desk.conversations.models import Conversation
from madoguchi.desk.platform.postgresql import prepared
from madoguchi.engines.businesstime import Calendar
from madoguchi.engines.rightmoment import Moment, Recipient, next_good_moment
from madoguchi.engines.rulebook import Timing

# Who of them wrote last in the thread: whom an answer reaches that names nobody.
WRITER = """select author_id from conversations_message where conversation_id = %(of)s::bigint
  and kind = 'customer' and author_id is not null order by at desc, id desc limit 1"""
_BLANK = re.compile(r"\s+")
TITLES = ("さん", "様", "さま", "氏")


class Reach(NamedTuple):
    """Whether now is good for whom the text reaches, or when: `name` is theirs, "" for the whole client."""

    moment: Moment
    calendar: Calendar
    name: str = ""

    @property
    def timing(self) -> Timing:
        """As the rulebook reads it."""
        if self.moment.why is None:
            return Timing()
        return Timing(self.moment.why.value, self.moment.at)


def reach_of(
    conversation: Conversation, text: str, *, calendar: Calendar, now: datetime
) -> Reach | None:
    """For a text of ours in this conversation, sent now; `calendar` is the client's own.

    Those count whom the text names, else who wrote last, else the client's hours; of several the
    first for whom now is no good moment. None for a customer, who is answered at any hour
    (docs/adr/0028), and where no good moment is known.
    """
    if conversation.is_mail:
        return None
    return reached(meant_by(conversation, text, calendar=calendar, now=now), calendar, now)


def meant_by(
    conversation: Conversation, text: str, *, calendar: Calendar, now: datetime
) -> tuple[Reached, ...]:
    """Whom of the client's people a text of ours means: whom it names, else who wrote last; of a mail nobody."""
    if conversation.is_mail:
        return ()
    people = moments.people_of(conversation.client_id, calendar, now)
    return named_in(text, people) or _writer(conversation, people)


def reached(meant: Sequence[Reached], calendar: Calendar, now: datetime) -> Reach | None:
    """Whether now is good for these; without any, for the client."""
    if not meant:
        return _reach(Recipient(calendar), "", now)
    found = [_reach(one.recipient, one.name, now) for one in meant]
    known = [one for one in found if one is not None]
    return next((one for one in known if not one.moment.is_now), next(iter(known), None))


def calendar_of(conversation: Conversation, calendar: Calendar, now: datetime) -> Calendar:
    """The hours of whom an answer that names nobody reaches; `calendar` is the client's own."""
    reach = reach_of(conversation, "", calendar=calendar, now=now)
    return calendar if reach is None else reach.calendar


def named_in(text: str, people: Sequence[Reached]) -> tuple[Reached, ...]:
    """Those whom the text names: 「三好さん」「三好 拓也様」「@三好」."""
    compact = _BLANK.sub("", text)
    return tuple(one for one in people if any(call in compact for call in _calls(one.name)))


def _calls(name: str) -> tuple[str, ...]:
    names = {_BLANK.sub("", name), name.split(maxsplit=1)[0]}
    titled = (f"{one}{title}" for one in names for title in TITLES)
    return (*titled, *(f"{sign}{one}" for one in names for sign in "@＠"))


def _writer(conversation: Conversation, people: Sequence[Reached]) -> tuple[Reached, ...]:
    writer = next(iter(prepared.row_of(WRITER, {"of": conversation.pk})), None)
    return tuple(one for one in people if one.person_id is not None and one.person_id == writer)


def _reach(recipient: Recipient, name: str, now: datetime) -> Reach | None:
    moment = next_good_moment(now, recipient)
    return None if moment is None else Reach(moment, recipient.calendar, name)
