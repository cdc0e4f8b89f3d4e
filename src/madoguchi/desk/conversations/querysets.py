"""How conversations are locked and fetched by actions."""

from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING, Any

from django.db import models

from madoguchi.desk.platform.postgresql import instances
from madoguchi.desk.platform.refusals import Refusal

if TYPE_CHECKING:
    from madoguchi.desk.conversations.models import Conversation

ALL_HELD = "id = any(%(pks)s::bigint[]) order by id for no key update"


class NoSuchConversation(Refusal):
    """この対応は見つかりません。担当が変わったか、番号が違います。"""


class ConversationManager(models.Manager["Conversation"]):
    """Conversations inside the wall of the running work."""

    def lock(self, pk: int) -> "Conversation":
        """The conversation with its customer, held until the transaction ends: one verb at a time."""
        given = {"pk": min(pk, models.BigIntegerField.MAX_BIGINT)}
        customers = _customers(self.model)
        row = instances.row_of(_held(self.model), given, self.model, customers)
        if not row:
            raise NoSuchConversation
        found: Conversation = row[0]
        found.customer = row[1]
        return found

    def lock_all(self, pks: Iterable[int]) -> "list[Conversation]":
        """Those that there are of them, held like one, in the order of their numbers."""
        return instances.found(self.model, ALL_HELD, {"pks": list(pks)})


@cache
def _held(model: type[models.Model]) -> str:
    """Planned once: every verb begins with it."""
    customers = _customers(model)
    columns = f"{instances.columns_of(model, 'c')}, {instances.columns_of(customers, 'u')}"
    # FOR NO KEY UPDATE: rows that only refer to it (an event, a reader's mark) need not wait,
    # and cannot end in a circle of waiting.
    return f"""select {columns}
from {model._meta.db_table} c join {customers._meta.db_table} u on u.id = c.customer_id
where c.id = %(pk)s::bigint for no key update of c"""  # noqa: S608 -- our own names


def _customers(model: type[models.Model]) -> Any:
    return model._meta.get_field("customer").related_model
