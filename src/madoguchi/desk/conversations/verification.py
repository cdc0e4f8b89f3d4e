"""Are the stored clocks what the events say? Rebuilt from the log alone and compared."""

from dataclasses import dataclass
from typing import Any

from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations import clocks
from madoguchi.desk.conversations.models import Conversation
from madoguchi.desk.platform import walls


@dataclass(frozen=True)
class Report:
    """How many conversations were compared, and each that differs: its id, stored and rebuilt clocks."""

    compared: int
    differences: tuple[dict[str, Any], ...]


def verify_all() -> Report:
    """Compare every conversation of every client, one client's wall at a time."""
    compared = 0
    differences: list[dict[str, Any]] = []
    for client_id in _client_ids():
        with walls.transaction([client_id]):
            for conversation in Conversation.objects.order_by("pk").iterator():
                compared += 1
                differences.extend(_difference(conversation))
    return Report(compared, tuple(differences))


def _client_ids() -> list[int]:
    with walls.transaction([], provider_wide=True):
        return list(Client.objects.order_by("pk").values_list("pk", flat=True))


def _difference(conversation: Conversation) -> list[dict[str, Any]]:
    kept, replayed = clocks.stored(conversation), clocks.replay(conversation)
    listed = {column: getattr(conversation, column) for column in replayed.listed}
    if kept == replayed.state.clocks and listed == replayed.listed:
        return []
    return [
        {
            "conversation": conversation.pk,
            "stored": [str(clock) for clock in kept] + [str(listed)],
            "rebuilt": [str(clock) for clock in replayed.state.clocks] + [str(replayed.listed)],
        }
    ]
