"""The tasks that come again, as their page shows them."""

from madoguchi.desk.clients import policies
from madoguchi.desk.clients.queries import chip
from madoguchi.desk.clients.queries.sight import Sight
from madoguchi.desk.platform.days import weekday
from madoguchi.desk.platform.words import say
from madoguchi.desk.tasks.models import TaskSeries
from madoguchi.desk.tasks.rows import SeriesRow
from madoguchi.engines.recurrence import (
    LastBusinessDay,
    Monthly,
    Weekly,
    next_after,
    parse_rule,
)


def series_rows(sight: Sight) -> tuple[SeriesRow, ...]:
    """Those that go on, of the clients in sight, in three queries."""
    going_on = TaskSeries.objects.filter(ended_at__isnull=True, client_id__in=sight.client_ids)
    found = list(going_on.select_related("client", "owner").order_by("client_id", "pk"))
    current = policies.all_current()
    return tuple(
        SeriesRow(
            pk=one.pk,
            title=one.title,
            client=chip(one.client),
            rule_words=rule_words(one.rule),
            due_time=f"{one.due_time:%H:%M}",
            owner=one.owner.name if one.owner else "",
            next_day=next_after(
                parse_rule(one.rule), one.last_day, policies.parsed(current[one.client_id]).calendar
            ),
        )
        for one in found
    )


def rule_words(spelled: str) -> str:
    """「毎週 月・水」「毎月25日」「毎月 最終営業日」."""
    match parse_rule(spelled):
        case Weekly(weekdays):
            days = say("・").join(weekday(day - 1) for day in sorted(weekdays))
            return say("毎週 %(days)s") % {"days": days}
        case Monthly(day):
            return say("毎月%(day)s日") % {"day": day}
        case LastBusinessDay():
            return say("毎月 最終営業日")
