"""How conversations are locked and fetched by actions."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db import models

from madoguchi.desk.platform.refusals import Refusal

if TYPE_CHECKING:
    from madoguchi.desk.conversations.models import Conversation


class NoSuchConversation(Refusal):
    """この対応は見つかりません。担当が変わったか、番号が違います。"""


class ConversationManager(models.Manager["Conversation"]):
    """Conversations inside the wall of the running work."""

    def lock(self, pk: int) -> "Conversation":
        """The conversation, held until the transaction ends: one verb at a time."""
        # FOR NO KEY UPDATE: rows that only refer to it (an event, a reader's mark) need not wait,
        # and cannot end in a circle of waiting.
        found = self.select_for_update(of=("self",), no_key=True).filter(pk=pk).first()
        if found is None:
            raise NoSuchConversation
        return found

    def lock_all(self, pks: Iterable[int]) -> "list[Conversation]":
        """Those that there are of them, held like one, in the order of their numbers."""
        rows = self.select_for_update(of=("self",), no_key=True).filter(pk__in=list(pks))
        return list(rows.order_by("pk"))
