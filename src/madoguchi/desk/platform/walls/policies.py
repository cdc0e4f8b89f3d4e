"""Migration operations that build the wall: row-level security, and references that stay inside it."""

from django.db.migrations.operations import RunSQL

IDS = "any(coalesce(nullif(current_setting('app.client_ids', true), ''), '{}')::bigint[])"
PROVIDER_WIDE = "coalesce(current_setting('app.provider_wide', true), '') = 'on'"


def wall(table: str, *, column: str = "client_id", also: str | None = None) -> RunSQL:
    """Show only rows whose client is in the scope; `also` is one more SQL condition that opens a row."""
    seen = f"{column} = {IDS}" if also is None else f"{column} = {IDS} or ({also})"
    return RunSQL(
        f"alter table {table} enable row level security;"
        f"create policy {table}_wall on {table} using ({seen}) with check ({seen});",
        f"drop policy {table}_wall on {table};alter table {table} disable row level security;",
    )


def same_client(table: str, column: str, target: str) -> RunSQL:
    """A reference that cannot point across clients.

    Foreign keys bypass row-level security: only a key that holds the client on both sides keeps
    a row of one client from pointing at a row of another. `target` needs unique (id, client_id).
    """
    name = f"{table}_{column}_same_client"
    return RunSQL(
        f"alter table {table} add constraint {name} foreign key ({column}, client_id)"
        f" references {target} (id, client_id) deferrable initially deferred;",
        f"alter table {table} drop constraint {name};",
    )


def append_only(table: str) -> RunSQL:
    """No row of the table is ever changed or removed, by anybody but the database's superuser."""
    return RunSQL(
        f"create function {table}_is_append_only() returns trigger language plpgsql as"
        f" $$ begin raise exception '{table} is append-only'; end $$;"
        f"create trigger {table}_append_only before update or delete on {table}"
        f" for each row execute function {table}_is_append_only();",
        f"drop trigger {table}_append_only on {table}; drop function {table}_is_append_only();",
    )
