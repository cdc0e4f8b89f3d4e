"""The ways to a person: the open pages, at once; a letter, by choice."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from madoguchi.desk.alerts import wording
from madoguchi.desk.alerts.models import About, Alert, AlertChoice
from madoguchi.desk.people import letters
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform.live import notices

KIND = "alert"


def tell(
    alerts: Iterable[Alert],
    people: Mapping[int, Person],
    choice_of: Callable[[int], AlertChoice],
    *,
    now: datetime,
) -> None:
    """Tell each person of their alerts: in the pages that they have open, and in one letter."""
    of_person: dict[int, list[Alert]] = defaultdict(list)
    for alert in alerts:
        of_person[alert.person_id].append(alert)
    for person_id, theirs in of_person.items():
        choice = choice_of(person_id)
        if choice.in_app or choice.by_browser:
            _show(theirs[0])
        if choice.by_mail:
            _write(people[person_id], theirs, now)


def _show(first: Alert) -> None:
    """The open pages ask for all that is new: one word is enough."""
    notices.tell(
        kind=KIND,
        client_id=first.client_id,
        conversation_id=first.conversation_id,
        people=[first.person_id],
    )


def _write(person: Person, alerts: list[Alert], now: datetime) -> None:
    """Numbers, times and our own people: a letter leaves the wall, so it names the client, and no
    customer and no matter; nor does it say a word of a note.
    """
    with override(person.language):
        lines = [f"{wording.of_letter(one)}\n{_address(one)}" for one in alerts]
        of_clocks = all(one.about == About.CLOCK for one in alerts)
        opening = (
            _("{name}さん、返信の時計のお知らせです。")
            if of_clocks
            else _("{name}さん、窓口のお知らせです。")
        )
        subject = _("返信の時計：{count}件") if of_clocks else _("窓口のお知らせ：{count}件")
        closing = _("知らせ方は、自分の設定の「通知」で変えられます。")
        letters.post_letter(
            to=person.email,
            subject=subject.format(count=len(alerts)),
            body="\n\n".join([opening.format(name=person.family_name), *lines, closing]),
            now=now,
        )


def _address(alert: Alert) -> str:
    return settings.CONFIG.public_url + reverse("alert", args=[alert.pk])
