"""What the client asked for, and how it stands.

The desk tells it: of a task more is known than is the client's to read, so that its row is behind their
wall. What was asked in a direct thread is hidden from who takes no part in it, there as here.
"""

from datetime import datetime

from django.db.models import Q, QuerySet
from django.http import Http404

from madoguchi.desk.conversations import threading
from madoguchi.desk.conversations.access import LARGEST
from madoguchi.desk.conversations.models import Channel, Conversation, Message
from madoguchi.desk.platform import walls
from madoguchi.desk.portal.queries.files import files_of_thread
from madoguchi.desk.portal.requested import RequestDetail, SaidRow, ToldDelay
from madoguchi.desk.portal.rows import Requests
from madoguchi.desk.tasks.models import Task
from madoguchi.desk.tasks.queries.standing import BESIDE, rows_of

PAGE = 100
FEW = 6  # beside the other panels
MOST_SAID = 10  # of the thread, beside the request
SAID = (Message.Kind.CUSTOMER, Message.Kind.REPLY)


def first_requests(client_id: int, now: datetime) -> Requests:
    """The next due of those that go on, and how many do."""
    return open_requests(client_id, now, few=FEW)


def open_requests(
    client_id: int, now: datetime, after: int | None = None, *, few: int | None = None
) -> Requests:
    """Those that go on, the next due first. The desk judges them, by all that their owners have to do."""
    most = few or PAGE
    with walls.as_the_desk():
        going = _requests(client_id).filter(closed_at__isnull=True)
        last = _at(going, after)
        listed = going.filter(_later(last)) if last else going
        found = list(listed.order_by("due_at", "pk")[: most + 1])
        rows = rows_of(found[:most], now)
        count = going.count()
    return Requests(rows, _onward(found, most), count)


def closed_requests(client_id: int, now: datetime, after: int | None = None) -> Requests:
    """Those that are over, the latest first."""
    with walls.as_the_desk():
        over = _requests(client_id).filter(closed_at__isnull=False)
        last = _at(over, after)
        if last is not None:
            same = Q(closed_at=last.closed_at, pk__lt=last.pk)
            over = over.filter(Q(closed_at__lt=last.closed_at) | same)
        found = list(over.order_by("-closed_at", "-pk")[: PAGE + 1])
        rows = rows_of(found[:PAGE], now)
    return Requests(rows, _onward(found, PAGE))


def request_detail(client_id: int, pk: int, now: datetime) -> RequestDetail:
    """One of them with what its client was told, and what was said in its thread; 404 for all others."""
    with walls.as_the_desk():
        task = _requests(client_id).filter(pk=min(pk, LARGEST)).first()
        if task is None:
            raise Http404
        [row] = rows_of([task], now)
        delays = _delays(task)
        asked_by = _asked_by(task)
    thread = _thread_of(task)
    said = _said_in(thread) if thread else []
    readable = {one.pk for one in said}
    return RequestDetail(
        row=row,
        asked_at=task.requested_at,
        asked_by=asked_by,
        question=task.reason if task.state == Task.State.WAITING else "",
        delays=tuple(ToldDelay(*one[:3], one[3] if one[3] in readable else None) for one in delays),
        thread_pk=thread.pk if thread else None,
        thread_title=thread.subject if thread else "",
        said=tuple(said[:MOST_SAID][::-1]),
        has_more=len(said) > MOST_SAID,
        files=files_of_thread(client_id, thread.pk) if thread else (),
    )


def _at(listed: QuerySet[Task], pk: int | None) -> Task | None:
    """The request at which a page ended, if it still is one of these."""
    return None if pk is None else listed.filter(pk=min(pk, LARGEST)).first()


def _later(last: Task) -> Q:
    """What stands below it: those without a due are the last."""
    if last.due_at is None:
        return Q(due_at__isnull=True, pk__gt=last.pk)
    same = Q(due_at=last.due_at, pk__gt=last.pk)
    return Q(due_at__gt=last.due_at) | same | Q(due_at__isnull=True)


def _onward(found: list[Task], most: int) -> int:
    return found[most - 1].pk if len(found) > most else 0


def _requests(client_id: int) -> QuerySet[Task]:
    asked = Task.objects.filter(client_id=client_id, is_internal=False, parent__isnull=True)
    return asked.select_related(*BESIDE, "message", "requested_by")


def _delays(task: Task) -> list[tuple[datetime, datetime, datetime, int | None]]:
    """Those that were told: from when to when, told when, and by which message."""
    told = task.delays.filter(told_at__isnull=False).order_by("pk")
    return [
        (one.due_at, one.new_due_at, one.told_at, one.message_id)
        for one in told
        if one.told_at is not None
    ]


def _asked_by(task: Task) -> str:
    """Which of the client's own people: who wrote the message that asks for it, or asked in the portal."""
    if task.message is not None:
        return "" if task.message.channel == Channel.MAIL else task.message.sender_name
    by = task.requested_by
    return by.name if by is not None and by.is_member else ""


def _thread_of(task: Task) -> Conversation | None:
    """Its thread, as far as the reader's own wall shows it; a mail is none."""
    if task.conversation_id is None:
        return None
    threads = Conversation.objects.exclude(channel=Channel.MAIL)
    return threads.filter(pk=threading.where_it_went(task.conversation_id)).first()


def _said_in(thread: Conversation) -> list[SaidRow]:
    """The newest first, one more than are shown; a note is none of it."""
    newest = Message.objects.filter(conversation=thread, kind__in=SAID).order_by("-at", "-pk")
    found = newest.only("pk", "kind", "sender_name", "at", "text")[: MOST_SAID + 1]
    return [
        SaidRow(one.pk, one.sender_name, one.kind == Message.Kind.REPLY, one.at, one.text)
        for one in found
    ]
