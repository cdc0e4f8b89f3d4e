"""Rows that nothing unique hangs on, and copies of what never changes: so that only the wall can be in the way."""

from collections.abc import Callable
from datetime import date, timedelta

from madoguchi.desk.adherence.models import SelfCheck
from madoguchi.desk.clients.models import Address
from madoguchi.desk.expectations.models import Sheet
from madoguchi.desk.promises.models import Promise
from madoguchi.desk.rooms.models import Call
from madoguchi.desk.tasks.models import TaskSeries
from tests import builders
from tests.desk.walls.belongings import Belongings
from tests.desk.walls.tables import sql

# Rows that stay as they are: a new copy points elsewhere.
COPIED = {
    *("expectations_sheetfigure", "expectations_sheetgap", "expectations_sheetmanner"),
    *("expectations_signoff", "expectations_figurereading"),
}
# Columns that no row of the belongings has filled: any row is made to point.
EMPTY = {
    ("alerts_alert", "promise_id"),
    ("mail_rawmail", "thread_id"),
    ("promises_promise", "instead_of_id"),
    ("promises_promise", "kept_by_message_id"),
    ("rooms_call", "follow_up_id"),
    ("rooms_nextaction", "task_id"),
    ("tasks_task", "parent_id"),
    ("tasks_taskdelay", "message_id"),
}
# What else has to be true of a row before it points.
READY = {
    ("promises_promise", "kept_by_message_id"): "update promises_promise set state = 'kept',"
    " settled_at = due_at where client_id = %s",
}
# What else becomes true of the row in the same moment.
ALSO = {("alerts_alert", "promise_id"): ", conversation_id = null, about = 'promise'"}
# Where a longer key holds the client, too.
CONSTRAINTS = {("expectations_figurereading", "figure_id"): "only_a_free_figure_is_read"}


def spare_of(table: str, target: str, owner: Belongings) -> int:
    """A row of the target that a row of the table can point to."""
    if table == "expectations_signoff":
        return _proposed_sheet(owner)
    made = SPARES.get(target)
    return made(owner) if made else _newest(target, owner)


def _newest(target: str, owner: Belongings) -> int:
    found = sql(f"select max(id) from {target} where client_id = %s", owner.client.pk)
    return int(found[0][0])


def _address(owner: Belongings) -> int:
    """An address has one mailbox: this one has none yet."""
    spare = Address(client=owner.client, address=f"spare@{owner.client.key}.example")
    spare.save()
    return spare.pk


def _self_check(owner: Belongings) -> int:
    """A month in which no rule is judged yet."""
    spare = SelfCheck(
        client=owner.client, month=date(2025, 1, 1), person=owner.finding.person, at=builders.NOW
    )
    spare.save()
    return spare.pk


def _draft_sheet(owner: Belongings) -> int:
    """A version that is still written."""
    spare = Sheet(
        client=owner.client, version=99, edited_at=builders.NOW, edited_by=owner.sheet.edited_by
    )
    spare.save()
    return spare.pk


def _proposed_sheet(owner: Belongings) -> int:
    """A version with the very text that was signed, which nobody has signed."""
    spare = Sheet.objects.get(pk=_draft_sheet(owner))
    signed = owner.sheet
    spare.valid_from, spare.review_on = signed.valid_from, signed.review_on
    spare.text, spare.text_hash = signed.text, signed.text_hash
    spare.state, spare.proposed_at = Sheet.State.PROPOSED, builders.NOW
    spare.proposed_by = signed.proposed_by
    spare.save()
    return spare.pk


def _call(owner: Belongings) -> int:
    """A call after which nothing is to be done."""
    spare = Call.objects.get(pk=owner.call.pk)
    spare.pk, spare.ended_at = None, spare.ended_at + timedelta(minutes=1)
    spare.save()
    return spare.pk


def _promise(owner: Belongings) -> int:
    """A promise that stands in no other's place, and no other in its."""
    spare = Promise.objects.filter(client=owner.client).latest("pk")
    spare.pk = None
    spare.save()
    return spare.pk


def _series(owner: Belongings) -> int:
    """A series that has made no task yet."""
    spare = TaskSeries.objects.get(pk=owner.task_series.pk)
    spare.pk = None
    spare.save()
    return spare.pk


SPARES: dict[str, Callable[[Belongings], int]] = {
    "conversations_conversation": lambda owner: owner.bare.pk,
    "conversations_message": lambda owner: owner.notice.pk,
    "conversations_customer": lambda owner: owner.bare.customer_id,
    "clients_address": _address,
    "adherence_selfcheck": _self_check,
    "expectations_sheet": _draft_sheet,
    "promises_promise": _promise,
    "rooms_call": _call,
    "tasks_taskseries": _series,
}
