"""Events of people have no client: they are recorded provider-wide, whoever acts."""

from datetime import datetime

from madoguchi.desk.platform import events, walls


def tell(happening: events.Happening, *, at: datetime, actor_id: int | None = None) -> None:
    """Append to the log what an admin sees alone; somebody signing in cannot see it, and adds to it."""
    seen = walls.current().client_ids
    with walls.transaction(seen, provider_wide=True, side=walls.Side.PROVIDER):
        events.record(happening, at=at, actor_id=actor_id)
