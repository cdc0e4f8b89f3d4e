"""The policies of the clients on the board: the one that a clock ran by, and the newest of each client."""

from collections.abc import Mapping
from dataclasses import dataclass

from madoguchi.desk.board.scope import Scope
from madoguchi.desk.clients.policies import parsed_row
from madoguchi.desk.platform.postgresql.prepared import Rows
from madoguchi.desk.platform.postgresql.together import Question
from madoguchi.engines.replyclock import Policy, Targets

OF_CLIENTS = """select client_id, id, calendar::text, due_minutes, late_minutes, limit_minutes
from clients_replypolicy where client_id = any(%(clients)s::bigint[]) order by client_id, version, id"""


@dataclass(frozen=True, slots=True)
class Policies:
    """All versions by their ids, and by client the newest."""

    by_id: Mapping[int, Policy]
    newest: Mapping[int, Policy]

    @property
    def due_minutes(self) -> int | None:
        """What all of the clients have; None where they differ, or where there is no client."""
        return _same({targets.due_minutes for targets in self._targets})

    @property
    def late_minutes(self) -> int | None:
        """The same of the second level."""
        return _same({targets.late_minutes for targets in self._targets})

    @property
    def _targets(self) -> list[Targets]:
        return [policy.targets for policy in self.newest.values()]


def policies(scope: Scope) -> Question[Policies]:
    """Of the clients that are counted."""
    return Question(OF_CLIENTS, {"clients": scope.client_ids}, _policies)


def _policies(rows: Rows) -> Policies:
    by_id: dict[int, Policy] = {}
    newest: dict[int, Policy] = {}
    for client_id, *columns in rows:
        policy = parsed_row(*columns)
        by_id[policy.version] = policy
        newest[client_id] = policy
    return Policies(by_id, newest)


def _same(minutes: set[int]) -> int | None:
    return next(iter(minutes)) if len(minutes) == 1 else None
