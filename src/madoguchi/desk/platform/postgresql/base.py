"""The database backend: each transaction begins by sending the scope of the running work.

Without a transaction, or without a scope, the policies show no row: forgetting fails closed.
"""

from django.db.backends.postgresql import base

from madoguchi.desk.platform.walls import scope

# What we prepare (see prepared.py) is planned once: PostgreSQL would plan it anew for each execution.
PLANNED_ONCE = "set_config('plan_cache_mode', 'force_generic_plan', true)"


class DatabaseWrapper(base.DatabaseWrapper):
    """PostgreSQL with the wall's scope sent at every BEGIN (SET LOCAL: it dies with the transaction)."""

    def _set_autocommit(self, autocommit: bool) -> None:  # noqa: FBT001 (Django's signature)
        super()._set_autocommit(autocommit)  # type: ignore[misc] # untyped in django-stubs
        if not autocommit:
            with self.connection.cursor() as cursor:
                cursor.execute(f"{scope.SET_SCOPE}, {PLANNED_ONCE}", scope.current().as_settings())
