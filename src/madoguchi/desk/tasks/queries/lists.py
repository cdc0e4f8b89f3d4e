"""The board, the list and one's own day."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from madoguchi.desk.clients.queries.sight import Sight
from madoguchi.desk.conversations.models import Channel, Message
from madoguchi.desk.people.models import Person, Side
from madoguchi.desk.platform.days import due_day, local_day
from madoguchi.desk.platform.typed import number
from madoguchi.desk.platform.words import say, told
from madoguchi.desk.promises.queries.standing import open_of_person
from madoguchi.desk.tasks.asked import ALL, MEMBERS, MINE, WATCHED, After, TasksAsked
from madoguchi.desk.tasks.models import Task
from madoguchi.desk.tasks.queries.figures import figures_of
from madoguchi.desk.tasks.queries.standing import BESIDE, rows_of
from madoguchi.desk.tasks.rows import (
    AT_RISK,
    STANDS,
    Choice,
    DueWord,
    Lane,
    MyDay,
    Narrowed,
    TaskBoard,
    TaskFigures,
    TaskList,
    TaskRow,
)

PAGE = 50
BOARD = 200  # open tasks on the board
LATELY = timedelta(days=7)  # for which what is done stays on the board
FIGURED = timedelta(days=30)  # what the figures over the list tell of
OVER = (Task.State.DONE, Task.State.DECLINED)
# Columns by state; what stands still is one.
LANES = (
    ("requested", {"requested"}),
    ("accepted", {"accepted"}),
    ("doing", {"doing"}),
    ("still", {"blocked", "waiting"}),
    ("done", {"done", "declined"}),
)
# Asked for in the portal, or in the room where one of the client's own people wrote it.
FROM_MEMBERS = Q(requested_by__side=Side.CLIENT) | (
    Q(message__kind=Message.Kind.CUSTOMER) & ~Q(message__channel=Channel.MAIL)
)
OPEN_TASKS = """select count(*) from tasks_task where closed_at is null
  and (owner_id = %(person)s::bigint and state <> 'requested')"""  # beside the menu: one's own


def board(asked: TasksAsked, *, person: Person, sight: Sight, now: datetime) -> TaskBoard:
    """Open tasks in columns, by state or by week; by state, also what was done within the week."""
    chosen = _chosen(asked, person)
    found = list(_ordered(chosen.filter(closed_at__isnull=True))[: BOARD + 1])
    over: list[Task] = []
    if asked.by == "state":
        done = chosen.filter(closed_at__gte=now - LATELY).order_by("-closed_at", "-pk")
        over = list(done.select_related(*BESIDE)[:PAGE])
    rows = rows_of([*found[:BOARD], *over], now)
    lanes = _by_state(rows) if asked.by == "state" else _by_week(rows, now)
    narrowed = _narrowed(asked, person, sight)
    return TaskBoard(lanes, narrowed, asked.by, is_cut=len(found) > BOARD)


def task_list(asked: TasksAsked, *, person: Person, sight: Sight, now: datetime) -> TaskList:
    """One page: open tasks by due time, closed ones from the newest on."""
    chosen = _chosen(asked, person)
    is_over = asked.state in OVER
    if asked.state == "open":
        chosen = chosen.filter(closed_at__isnull=True)
    else:
        chosen = chosen.filter(state=asked.state)
    if asked.after is not None:
        chosen = chosen.filter(_before(asked.after) if is_over else _behind(asked.after))
    order = chosen.order_by("-closed_at", "-pk") if is_over else _ordered(chosen)
    found = list(order.select_related(*BESIDE)[: PAGE + 1])
    shown = found[:PAGE]
    older = ""
    if len(found) > PAGE:
        last = shown[-1]
        older = asked.next_page(last.closed_at if is_over else last.due_at, last.pk)
    narrowed = _narrowed(asked, person, sight)
    return TaskList(rows_of(shown, now), narrowed, _figures(asked, person, sight, now), older)


def my_day(person: Person, *, sight: Sight, now: datetime) -> MyDay:
    """One's own open tasks by what they need; what of one's clients is nobody's."""
    mine = Q(owner=person)
    nobodys = Q(owner__isnull=True, client_id__in=sight.client_ids)
    rows = rows_of(list(_ordered(Task.objects.open().filter(mine | nobodys))[:BOARD]), now)
    taken = [row for row in rows if row.state != "requested" and row.owner_pk is not None]
    still = [row for row in taken if row.stands in {"blocked", "waiting"}]
    at_risk = [row for row in taken if row.stands in AT_RISK]
    others = [row for row in taken if row not in still and row not in at_risk]
    return MyDay(
        at_risk=tuple(at_risk),
        today=tuple(row for row in others if _is_due_on(row, now)),
        coming=tuple(row for row in others if not _is_due_on(row, now)),
        still=tuple(still),
        requests=tuple(row for row in rows if row not in taken),
        promises=_due_words(person, now),
    )


def _due_words(person: Person, now: datetime) -> tuple[DueWord, ...]:
    """What this person promised until the end of today."""
    given = open_of_person(person.pk, now)
    return tuple(
        DueWord(one.title, one.due_at, one.client, one.conversation_pk)
        for one in given
        if due_day(one.due_at) <= local_day(now)
    )


def _figures(asked: TasksAsked, person: Person, sight: Sight, now: datetime) -> TaskFigures:
    """Of the last thirty days, narrowed as the list is."""
    owner = person.pk if asked.whose == MINE else number(asked.whose)
    clients = [asked.client] if asked.client else sight.client_ids
    return figures_of(clients, now - FIGURED, now, owner_id=owner)


def _is_due_on(row: TaskRow, now: datetime) -> bool:
    until = row.due_at or row.due_named_by
    return until is not None and due_day(until) <= local_day(now)


def _ordered(found: QuerySet[Task]) -> QuerySet[Task]:
    return found.select_related(*BESIDE).order_by("due_at", "pk")


def _chosen(asked: TasksAsked, person: Person) -> QuerySet[Task]:
    found = Task.objects.all()
    if asked.whose == MINE:
        found = found.filter(owner=person)
    elif asked.whose == WATCHED:
        found = found.filter(watchers__person=person)
    elif asked.whose != ALL:
        found = found.filter(owner_id=int(asked.whose))
    if asked.origin == MEMBERS:
        found = found.filter(FROM_MEMBERS)
    return found.filter(client_id=asked.client) if asked.client else found


def _behind(after: After) -> Q:
    """Later in the order of due times, those without one last."""
    if after.at is None:
        return Q(due_at__isnull=True, pk__gt=after.pk)
    same = Q(due_at=after.at, pk__gt=after.pk)
    return Q(due_at__gt=after.at) | same | Q(due_at__isnull=True)


def _before(after: After) -> Q:
    same = Q(closed_at=after.at, pk__lt=after.pk)
    return Q(closed_at__lt=after.at) | same


def _by_state(rows: Iterable[TaskRow]) -> tuple[Lane, ...]:
    every = tuple(rows)
    labels = {
        "still": say("止まっている・確認待ち"),
        "accepted": told("task", "着手前"),
        "doing": told("task", "進行中"),
        "done": say("この7日に完了"),
    }
    return tuple(
        Lane(
            slug,
            labels.get(slug) or str(STANDS[slug][0]),
            tuple(row for row in every if row.state in states),
        )
        for slug, states in LANES
    )


def _by_week(rows: Iterable[TaskRow], now: datetime) -> tuple[Lane, ...]:
    today = local_day(now)
    next_monday = today + timedelta(days=7 - today.weekday())
    lanes: dict[str, list[TaskRow]] = {key: [] for key in ("late", "week", "next", "later", "none")}
    for row in rows:
        until = row.due_at or row.due_named_by
        if until is None:
            lanes["none"].append(row)
        elif until < now:
            lanes["late"].append(row)
        elif due_day(until) < next_monday:
            lanes["week"].append(row)
        elif due_day(until) < next_monday + timedelta(days=7):
            lanes["next"].append(row)
        else:
            lanes["later"].append(row)
    labels = {
        "late": told("task", "期限超過"),
        "week": say("今週"),
        "next": say("来週"),
        "later": say("再来週から"),
        "none": say("期限なし"),
    }
    return tuple(Lane(key, labels[key], tuple(found)) for key, found in lanes.items())


def _narrowed(asked: TasksAsked, person: Person, sight: Sight) -> Narrowed:
    every = {one.pk: one.name for people in sight.people.values() for one in people}
    every.pop(person.pk, None)
    people = sorted(every.items(), key=lambda one: (one[1], one[0]))
    whose = [
        (ALL, say("全員")),
        (MINE, say("自分")),
        (WATCHED, say("見守っているもの")),
        *((str(pk), name) for pk, name in people),
    ]
    clients = [("", say("すべての委託元")), *((str(one.pk), one.name) for one in sight.clients)]
    states = [("open", told("task", "終わっていないもの"))]
    states += [(value, str(label)) for value, label in Task.State.choices]
    origins = [("", say("だれの依頼でも")), (MEMBERS, say("依頼：委託元から"))]
    return Narrowed(
        origins=_choices(origins, asked.origin),
        whose=_choices(whose, asked.whose),
        clients=_choices(clients, str(asked.client or "")),
        states=_choices(states, asked.state),
    )


def _choices(known: Iterable[tuple[str, str]], chosen: str) -> tuple[Choice, ...]:
    return tuple(Choice(value, label, value == chosen) for value, label in known)
