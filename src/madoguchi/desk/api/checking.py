"""A record of the labelling guide as another system sends it: read, checked, answered."""

import json
import math
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from madoguchi.desk.api.queries import Surroundings
from madoguchi.desk.guard import gate
from madoguchi.desk.rulebook.in_force import BookInForce
from madoguchi.engines.rulebook import BadRecord, Draft, Finding


def record_of(body: bytes) -> object:
    """The JSON value of a request; raises BadRecord."""
    try:
        return json.loads(body, parse_constant=_finite, parse_float=_finite)
    except (ValueError, RecursionError) as error:  # bytes that are no UTF-8 are a ValueError
        raise BadRecord("not JSON") from error


def _finite(number: str) -> float:
    """NaN and Infinity, which Python reads, are no JSON: an id of theirs could not be answered."""
    if not math.isfinite(value := float(number)):
        raise ValueError(number)
    return value


def draft_of(
    record: object, book: BookInForce, around: Surroundings | None, *, now: datetime
) -> Draft:
    """The draft of a record; what it does not say itself its client says, and it leaves now.

    Raises BadRecord.
    """
    draft = Draft.from_record(record)
    said = replace(draft.context, word_rules=book.word_rules_to(draft.audience_kind))
    if around is None:
        return replace(draft, context=said)
    context = replace(
        said,
        sent_at=said.sent_at or now.astimezone(ZoneInfo(around.working_hours.tz)),
        working_hours=said.working_hours or around.working_hours,
        glossary={**around.glossary, **said.glossary},
        forbidden=(*around.forbidden, *said.forbidden),
    )
    return replace(draft, context=context)


def answer(
    record: object, draft: Draft, book: BookInForce, around: Surroundings | None
) -> dict[str, Any]:
    """Every finding on the draft, and the version of the book that found it."""
    severities = {**book.severities, **(around.severities if around else {})}
    findings = gate.findings_on(draft, severities)
    return {
        "id": record.get("id") if isinstance(record, dict) else None,
        "rulebook": book.label,
        "findings": [_shown(finding) for finding in findings],
    }


def _shown(finding: Finding) -> dict[str, Any]:
    return asdict(finding) | {"severity": finding.severity.value}
