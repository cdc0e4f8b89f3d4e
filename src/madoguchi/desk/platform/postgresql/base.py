"""The database backend: each transaction begins by sending the scope of the running work.

Without a transaction, or without a scope, the policies show no row: forgetting fails closed.
"""

from typing import Any

from django.db.backends.base.base import NO_DB_ALIAS
from django.db.backends.postgresql import base
from psycopg.types.datetime import TimestamptzLoader

from madoguchi.desk.platform.postgresql.pool import WarmPool
from madoguchi.desk.platform.walls import scope

# What we prepare (see prepared.py) is planned once: PostgreSQL would plan it anew for each execution.
PLANNED_ONCE = "set_config('plan_cache_mode', 'force_generic_plan', true)"


class DatabaseWrapper(base.DatabaseWrapper):
    """PostgreSQL with the wall's scope sent at every BEGIN (SET LOCAL: it dies with the transaction)."""

    @property
    def pool(self) -> WarmPool | None:
        """Django's, but who was used last goes first."""
        options = self.settings_dict["OPTIONS"].get("pool")
        if self.alias == NO_DB_ALIAS or not options:
            return None
        pools: dict[str, WarmPool] = self._connection_pools  # type: ignore[attr-defined] # unknown to the stubs
        if self.alias not in pools:
            made = WarmPool(
                kwargs={**self.get_connection_params(), "autocommit": True},
                open=False,
                configure=self._configure_connection,  # type: ignore[attr-defined] # the same
                check=WarmPool.check_connection,
                **options,
            )
            pools.setdefault(self.alias, made)
        return pools[self.alias]

    def get_connection_params(self) -> dict[str, Any]:
        """Django's, with moments read by the driver's C: a list of fifty rows holds three hundred.

        Django would give each moment its own zone, in Python. Ours are UTC, as the connection is.
        """
        params: dict[str, Any] = super().get_connection_params()
        params["context"].adapters.register_loader("timestamptz", TimestamptzLoader)
        return params

    def create_cursor(self, name: str | None = None) -> Any:
        """Django's, without its question whether the moments' zone is the one that it registered."""
        if name is None:
            return self.connection.cursor()
        kept = self.connection.autocommit
        return base.ServerSideCursor(self.connection, name=name, scrollable=False, withhold=kept)  # type: ignore[call-arg] # psycopg's, unknown to the stubs

    def _set_autocommit(self, autocommit: bool) -> None:  # noqa: FBT001 (Django's signature)
        super()._set_autocommit(autocommit)  # type: ignore[misc] # untyped in django-stubs
        if not autocommit:
            with self.connection.cursor() as cursor:
                cursor.execute(f"{scope.SET_SCOPE}, {PLANNED_ONCE}", scope.current().as_settings())
