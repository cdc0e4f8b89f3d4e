"""Migration operations that build the wall: row-level security, and references that stay inside it."""

from django.db.migrations.operations import RunSQL

IDS = "any(coalesce(nullif(current_setting('app.client_ids', true), ''), '{}')::bigint[])"
PROVIDER_WIDE = "coalesce(current_setting('app.provider_wide', true), '') = 'on'"
NOBODY = "coalesce(current_setting('app.side', true), '') = ''"
# Of a member (somebody of the client's own people) most is kept; what they see, they only read.
NO_MEMBER = "coalesce(current_setting('app.side', true), '') <> 'client'"


def wall(
    table: str, *, column: str = "client_id", also: str | None = None, members: str | None = None
) -> RunSQL:
    """Show only rows whose client is in the scope; `also` is one more SQL condition that opens a row.

    The client's own people see none of them, but those for which `members` (SQL) holds.
    """
    seen = f"{column} = {IDS}" if also is None else f"{column} = {IDS} or ({also})"
    return RunSQL(
        f"alter table {table} enable row level security;"
        f"create policy {table}_wall on {table} using ({seen}) with check ({seen});"
        f"{_members_wall(table, members)}",
        f"{_no_members_wall(table)}"
        f"drop policy {table}_wall on {table};alter table {table} disable row level security;",
    )


def members_see(table: str, members: str | None, *, before: str | None = None) -> RunSQL:
    """From now on the client's own people read those rows for which `members` (SQL) holds; None: none.

    `before` is what held until now.
    """
    return RunSQL(
        _no_members_wall(table) + _members_wall(table, members),
        _no_members_wall(table) + _members_wall(table, before),
    )


def _members_wall(table: str, members: str | None) -> str:
    seen = NO_MEMBER if members is None else f"{NO_MEMBER} or ({members})"
    walled = (
        f"create policy {table}_members on {table} as restrictive"
        f" using ({seen}) with check ({NO_MEMBER});"
    )
    if members is None:
        return walled
    # A row that is read could still be removed: removing asks for no row after it.
    return walled + (
        f"create policy {table}_members_keep on {table} as restrictive for delete"
        f" using ({NO_MEMBER});"
    )


def _no_members_wall(table: str) -> str:
    return (
        f"drop policy if exists {table}_members on {table};"
        f"drop policy if exists {table}_members_keep on {table};"
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
