"""What the rulebook shows of adherence beside its rules: the last four weeks, in sight of who reads."""

from dataclasses import replace

from madoguchi.desk.adherence.asked import Asked, asked_until
from madoguchi.desk.adherence.queries.counting import checked, counted
from madoguchi.desk.adherence.rows import tone_of
from madoguchi.desk.platform import clock
from madoguchi.desk.platform.days import local_day
from madoguchi.desk.rulebook.kept import Kept
from madoguchi.engines.rulebook import RULES

WEEKS = 4


def kept_by_rule() -> dict[str, Kept]:
    """Every check, those without a finding too."""
    asked = asked_until(local_day(clock.now()), weeks=WEEKS, by="rule")
    messages = checked(asked)[""]
    found = counted(asked)
    return {
        slug: _kept(replace(asked, rule=slug, by="person"), messages, found.get(slug, {}))
        for slug in RULES
    }


def kept_by_client(rule: str) -> dict[int, Kept]:
    """One check, by each client that a message left for."""
    asked = asked_until(local_day(clock.now()), weeks=WEEKS, by="client")
    messages = checked(asked)
    found = counted(replace(asked, rule=rule))
    return {
        client_id: _kept(
            replace(asked, rule=rule, client_id=client_id, by="person"),
            messages[client_id],
            found.get(client_id, {}),
        )
        for client_id in messages
        if isinstance(client_id, int)
    }


def _kept(asked: Asked, messages: int, counts: dict[str, int]) -> Kept:
    broken = min(counts.get("broken", 0), messages)
    percent = 100 * (1 - broken / messages) if messages else None
    return Kept(
        percent=percent,
        found=counts.get("found", 0),
        mended=counts.get("rewritten", 0),
        tone=tone_of(percent),
        query=asked.query(),
    )
