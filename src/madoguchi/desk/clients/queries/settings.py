"""Reads for the pages of one client's settings."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from madoguchi.desk.clients import policies
from madoguchi.desk.clients.hours import (
    Closure,
    Hours,
    Targets,
    hours_of,
    ranges_words,
)
from madoguchi.desk.clients.models import (
    Address,
    Assignment,
    Client,
    ClientPhrase,
    RuleSeverity,
    Term,
    TermSuggestion,
)
from madoguchi.desk.clients.queries.listing import chip
from madoguchi.desk.clients.rule_titles import titled
from madoguchi.desk.clients.setting_rows import (
    AddressRow,
    AssignmentRow,
    ClientHead,
    ClosureRow,
    DayRow,
    ExtraRow,
    HoursView,
    PhraseRow,
    RuleRow,
    SuggestionRow,
    Tab,
    TermRow,
)
from madoguchi.desk.clients.standards import Standards, standards
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import walls
from madoguchi.desk.platform.days import in_english, weekday
from madoguchi.desk.platform.words import later, later_told, say
from madoguchi.engines import rulebook
from madoguchi.engines.businesstime import Calendar, open_intervals, parse_calendar, public_holidays
from madoguchi.engines.rulebook import Severity

PREVIEWED = 14  # days
MOST_SUGGESTED = 20  # words at a time
TABS = (
    ("client", later("基本")),
    ("client-hours", later("営業時間と目標")),
    ("client-addresses", later("アドレス")),
    ("client-terms", later("用語集")),
    ("client-phrases", later("言い回し")),
    ("client-templates", later("定型文")),
    ("client-rules", later("ガード")),
    ("client-contacts", later("窓口担当者")),
    ("client-assignments", later_told("people", "担当")),
)


def head_of(client: Client, *, person: Person, tab: str) -> ClientHead:
    """The client's name and the pages of its settings; `tab` is the one that is shown."""
    return ClientHead(
        client=chip(client),
        key=client.key,
        tabs=tuple(Tab(url, str(label), url == tab) for url, label in TABS),
        is_admin=person.is_admin,
        closed_at=client.closed_at,
        is_in_sight=client.pk in walls.current().client_ids,
    )


def hours_view(client: Client, *, now: datetime) -> HoursView:
    """The hours and targets in force, and how the next fourteen days are counted."""
    policy = policies.current(client.pk)
    hours = hours_of(policy.calendar, policy.closures)
    today = now.astimezone(ZoneInfo(hours.tz)).date()
    return HoursView(
        version=policy.version,
        valid_from=policy.valid_from,
        week=tuple(
            (weekday(number), ranges_words(one) or say("休み"))
            for number, one in enumerate(hours.weekly)
        ),
        holidays=hours.holidays,
        due=policy.due_minutes,
        late=policy.late_minutes,
        limit=policy.limit_minutes,
        closures=tuple(
            ClosureRow(one.name, one.first, one.last, one.last < today) for one in hours.closures
        ),
        extra=tuple(
            ExtraRow(day, ranges_words(ranges), day < today)
            for day, ranges in sorted(hours.extra.items())
        ),
        days=days_ahead(hours, now=now),
    )


def hours_in_force(client: Client) -> tuple[Hours, Targets]:
    """The newest version, as the form takes it."""
    policy = policies.current(client.pk)
    targets = Targets(due=policy.due_minutes, late=policy.late_minutes, limit=policy.limit_minutes)
    return hours_of(policy.calendar, policy.closures), targets


def days_ahead(hours: Hours, *, now: datetime) -> tuple[DayRow, ...]:
    """Today and the thirteen days after it, as the engine counts them."""
    calendar = parse_calendar(hours.calendar())
    first = now.astimezone(calendar.zone).date()
    days = (first + timedelta(days=number) for number in range(PREVIEWED))
    return tuple(_day(day, calendar, hours.closures) for day in days)


def address_rows(client_id: int) -> tuple[AddressRow, ...]:
    """The client's addresses, the default one first."""
    rows = Address.objects.filter(client_id=client_id).order_by("-is_default", "address", "pk")
    return tuple(AddressRow(one.pk, one.address, one.is_default) for one in rows)


def term_rows(client_id: int) -> tuple[TermRow, ...]:
    """The client's vocabulary in the order of its own words."""
    rows = Term.objects.filter(client_id=client_id).order_by("preferred", "avoided", "pk")
    return tuple(TermRow(one.pk, one.avoided, one.preferred, one.note, one.example) for one in rows)


def suggestion_rows(client_id: int) -> tuple[SuggestionRow, ...]:
    """What was learned and nobody decided on, the most used first."""
    rows = TermSuggestion.objects.filter(client_id=client_id, state=TermSuggestion.State.OPEN)
    return tuple(
        SuggestionRow(
            pk=one.pk,
            avoided=one.avoided,
            preferred=one.preferred,
            their_count=one.their_count,
            our_count=one.our_count,
            their_examples=tuple(tuple(pair) for pair in one.their_examples),
            our_examples=tuple(tuple(pair) for pair in one.our_examples),
        )
        for one in rows.order_by("-their_count", "-our_count", "pk")[:MOST_SUGGESTED]
    )


def phrase_rows(client_id: int) -> tuple[PhraseRow, ...]:
    """The client's phrases: what must be written, then what must not."""
    rows = ClientPhrase.objects.filter(client_id=client_id).order_by("-kind", "tag", "phrase", "pk")
    return tuple(
        PhraseRow(one.pk, str(one.Kind(one.kind).label), one.phrase, one.tag, one.kind == "require")
        for one in rows
    )


def rule_rows(client_id: int) -> tuple[RuleRow, ...]:
    """Every rule that is checked: called and weighed as the book in force does it."""
    chosen = dict(RuleSeverity.objects.filter(client_id=client_id).values_list("rule", "severity"))
    book = standards()
    return tuple(_rule(slug, chosen.get(slug, ""), book) for slug in rulebook.RULES)


def assignment_rows(client_id: int, *, now: datetime) -> tuple[AssignmentRow, ...]:
    """Who works for the client now, then who will, then who did; directors first."""
    order = {"now": 0, "future": 1, "past": 2}
    rows = (
        Assignment.objects.filter(client_id=client_id)
        .select_related("person")
        .order_by("role", "person__name", "-starts_at", "pk")
    )
    return tuple(sorted((_assignment(one, now) for one in rows), key=lambda row: order[row.when]))


def people_to_assign() -> tuple[tuple[str, str], ...]:
    """Everybody who can work, as choices of a form."""
    people = Person.objects.staff().filter(is_active=True).order_by("name", "pk")
    return tuple((str(one.pk), one.name) for one in people)


def _rule(slug: str, chosen: str, book: Standards) -> RuleRow:
    rule = rulebook.RULES[slug]
    weight = book.severities.get(slug, rule.severity)
    standard = weight.value if weight else RuleSeverity.OFF
    return RuleRow(
        slug=slug,
        number=rule.number,
        title=titled(slug, book.titles.get(slug, "")),
        meaning=say(rule.meaning),
        standard=_label(standard),
        severity=chosen,
        label=_label(chosen or standard),
    )


def _label(severity: str) -> str:
    return say("切") if severity == RuleSeverity.OFF else say(Severity(severity).label)


def _day(day: date, calendar: Calendar, closures: tuple[Closure, ...]) -> DayRow:
    spans = open_intervals(day, day, calendar)
    seconds = sum((one.closes - one.opens).total_seconds() for one in spans)
    closed = next((one.name or say("休業日") for one in closures if day in one.days), "")
    return DayRow(
        day=day,
        spans=tuple(
            f"{one.opens:%H:%M}–{'24:00' if one.closes.date() > day else f'{one.closes:%H:%M}'}"
            for one in spans
        ),
        minutes=round(seconds / 60),
        note=closed or _holiday(day, calendar),
    )


def _holiday(day: date, calendar: Calendar) -> str:
    """The public holiday's name in the reader's language, "" on other days."""
    if calendar.country is None:
        return ""
    language = "en" if in_english() else "ja"
    return public_holidays(calendar.country, day.year, language).get(day, "")


def _assignment(row: Assignment, now: datetime) -> AssignmentRow:
    ended = row.ends_at is not None and row.ends_at <= now
    return AssignmentRow(
        pk=row.pk,
        person_name=row.person.name,
        role_label=str(row.Role(row.role).label),
        takes_new=row.takes_new,
        in_training=row.in_training,
        can_train=row.role == Assignment.Role.OPERATOR,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        when="past" if ended else "future" if row.starts_at > now else "now",
    )
