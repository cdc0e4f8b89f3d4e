"""An alert was seen; how somebody wants to be told."""

from dataclasses import dataclass
from datetime import datetime, time

from django.db import transaction
from django.db.models import Q

from madoguchi.desk.alerts.models import Alert, AlertChoice
from madoguchi.desk.conversations.models import Conversation
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform.refusals import Refusal


class CannotChoose(Refusal):
    """通知の設定を保存できませんでした。曜日を1つ以上選び、何分前かは1〜120の数で書いてください。"""


@dataclass(frozen=True, kw_only=True)
class Choice:
    """How to be told: the ways, how long before, and the shift."""

    in_app: bool
    by_mail: bool
    by_browser: bool
    minutes_before: int
    days: str  # ISO weekdays, 「12345」
    begins: time
    ends: time


@transaction.atomic
def see_alert(*, alert_id: int, person: Person, now: datetime) -> None:
    """One alert was opened, and with it the others of its conversation or its promise."""
    alert = Alert.objects.get(pk=alert_id, person=person)
    of = {"conversation": alert.conversation_id, "promise": alert.promise_id}
    unseen = Alert.objects.filter(person=person, **of)
    unseen.filter(seen_at__isnull=True).update(seen_at=now)


@transaction.atomic
def see_in(conversation: Conversation, person: Person, now: datetime) -> None:
    """The conversation was opened, by whatever way: this person's alerts of it are seen."""
    here = Q(conversation=conversation) | Q(conversation__merged_into=conversation)
    told = Alert.objects.filter(here, person=person, seen_at__isnull=True).values("pk")
    Alert.objects.filter(pk__in=told).update(seen_at=now)


@transaction.atomic
def see_all(*, person: Person, now: datetime) -> int:
    """All alerts of a person were seen; how many."""
    return Alert.objects.filter(person=person, seen_at__isnull=True).update(seen_at=now)


@transaction.atomic
def choose(*, person: Person, choice: Choice) -> AlertChoice:
    """Keep how this person wants to be told. Raises CannotChoose."""
    is_week = bool(choice.days) and set(choice.days) <= set("1234567")
    if not is_week or not 1 <= choice.minutes_before <= 120:
        raise CannotChoose
    kept, _ = AlertChoice.objects.update_or_create(
        person=person,
        defaults={
            "in_app": choice.in_app,
            "by_mail": choice.by_mail,
            "by_browser": choice.by_browser,
            "minutes_before": choice.minutes_before,
            "days": "".join(sorted(set(choice.days))),
            "begins": choice.begins,
            "ends": choice.ends,
        },
    )
    return kept
