"""The tasks beside a conversation: its own, the other open ones of its client, and what may become one."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache

from madoguchi.desk.clients import access, policies
from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations.models import Conversation, Message
from madoguchi.desk.conversations.side_rows import Panel
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform.postgresql import instances, prepared
from madoguchi.desk.tasks import marks, reading
from madoguchi.desk.tasks.models import Task
from madoguchi.desk.tasks.queries.standing import rows_of
from madoguchi.desk.tasks.rows import TaskRow

SHOWN = 8
# Their newest message, if nothing was made of it; as `instances` takes it.
ASKING = """id = %(newest)s::bigint
and not exists (select from tasks_task t where t.message_id = found.id)"""


@dataclass(frozen=True, slots=True)
class TasksBeside:
    """The panel's rows. `asking_pk`: their newest message, if no task was made of it; `is_asked`: it asks
    for one."""

    rows: tuple[TaskRow, ...]
    now: datetime
    asking_pk: int | None = None
    is_asked: bool = False


def panel_of(conversation: Conversation, person: Person, now: datetime) -> Panel | None:
    """Beside a customer's conversation its own open tasks; in the client's room all of the client."""
    rows = rows_of(_open(conversation), now)
    asking = _asking(conversation, person, now)
    if not rows and asking is None:
        return None
    shown = TasksBeside(
        rows=rows,
        now=now,
        asking_pk=asking.pk if asking else None,
        is_asked=asking is not None and reading.asks_for_work(asking.text),
    )
    return Panel("tasks/parts/beside.html", shown)


def asked_of(
    conversation: Conversation, person: Person, now: datetime
) -> tuple[prepared.Asked, ...]:
    """What the panel asks the database, for who asks it ahead of its time."""
    role = access.role_asked(person, conversation.client_id, now)
    newest = {"newest": conversation.newest_customer_message_id or 0}
    asking = instances.finding(Message, ASKING), newest
    calendar = policies.newest_asked([conversation.client_id])
    made = marks.asked_of(conversation, person)
    return (_statement(), _here(conversation)), asking, role, calendar, made


def _open(conversation: Conversation) -> list[Task]:
    """With their clients and owners."""
    tasks = []
    for task, client, owner in instances.joined(
        _statement(), _here(conversation), Task, Client, Person
    ):
        task.client, task.owner = client, owner
        tasks.append(task)
    return tasks


def _here(conversation: Conversation) -> dict[str, int]:
    own = conversation.pk if conversation.is_mail else 0
    return {"client": conversation.client_id, "own": own}


@cache
def _statement() -> str:
    models = {"t": Task, "l": Client, "o": Person}
    columns = ", ".join(instances.columns_of(model, alias) for alias, model in models.items())
    return f"""select {columns} from tasks_task t join clients_client l on l.id = t.client_id
left join people_person o on o.id = t.owner_id
where t.client_id = %(client)s::bigint and %(own)s::bigint in (0, t.conversation_id)
  and t.closed_at is null order by t.due_at, t.id limit {SHOWN}"""  # noqa: S608 -- our own words


def _asking(conversation: Conversation, person: Person, now: datetime) -> Message | None:
    """Their newest message, where this person may make a task of it and nobody has."""
    newest = conversation.newest_customer_message_id
    if newest is None:
        return None
    asking = next(iter(instances.found(Message, ASKING, {"newest": newest})), None)
    if asking is None or access.role_at(person, conversation.client_id, now) is None:
        return None
    return asking
