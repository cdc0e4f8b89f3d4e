"""How well the rules were kept in the span, as the pages of adherence count it; and in the one before."""

from collections import defaultdict
from dataclasses import dataclass
from functools import partial
from typing import Any

from madoguchi.desk.adherence.queries.figures import titles
from madoguchi.desk.adherence.rows import tone_of
from madoguchi.desk.board.queries.waits import Share
from madoguchi.desk.board.rows import RuleRow
from madoguchi.desk.board.scope import Scope
from madoguchi.desk.board.spans import Asked
from madoguchi.desk.guard.left import LEFT, WEIGHS
from madoguchi.desk.platform.postgresql.prepared import Rows
from madoguchi.desk.platform.postgresql.together import Question
from madoguchi.engines.rulebook import RULES

# What was taken back never left. Each rule counts as the pages of adherence count it, hints too; whether a
# message kept them all, as it is agreed with clients.
_RECALLED = """message_id not in (select m.id from conversations_message m
  where m.client_id = any(%(clients)s::bigint[]) and m.kind = 'recalled')"""
_WITHIN = "client_id = any(%(clients)s::bigint[]) and at >= {since} and at < {until}"
_NOW = _WITHIN.format(since="%(since)s::timestamptz", until="%(until)s::timestamptz")
_THEN = _WITHIN.format(
    since="%(compared_since)s::timestamptz", until="%(compared_until)s::timestamptz"
)
KEPT = f"""
select 'sent', '', width_bucket(at, %(edges)s::timestamptz[]), count(*),
  count(*) filter (where outcome = 'reasoned')
from guard_guardcheck where {_NOW} and {_RECALLED} group by 3
union all
select 'broken', '', width_bucket(at, %(edges)s::timestamptz[]), count(distinct message_id), 0
from guard_guardfinding f where {_NOW} and {WEIGHS} and {_RECALLED} group by 3
union all
select 'rule', rule, 0, count(distinct message_id), 0
from guard_guardfinding f where {_NOW} and {LEFT} and {_RECALLED} group by rule
union all
select 'sent before', '', 0, count(*), 0 from guard_guardcheck where {_THEN} and {_RECALLED}
union all
select 'rule before', rule, 0, count(distinct message_id), 0
from guard_guardfinding f where {_THEN} and {LEFT} and {_RECALLED} group by rule"""  # noqa: S608 -- our own words, no input
TONES = {"t-warn": "warn", "t-danger": "danger"}


@dataclass(frozen=True, slots=True)
class Rules:
    """The messages that left, the share of them that kept every rule, its parts, and each rule."""

    sent: int
    reasoned: int
    whole: Share
    parts: tuple[Share, ...]
    rows: tuple[RuleRow, ...]


def rules(scope: Scope) -> Question[Rules]:
    """In the span and in what it is compared with."""
    span = scope.span
    given = {
        **scope.parameters,
        "compared_since": span.compared_since,
        "compared_until": span.compared_until,
    }
    return Question(KEPT, given, partial(_rules, scope))


def _rules(scope: Scope, rows: Rows) -> Rules:
    span = scope.span
    told: dict[str, dict[Any, int]] = defaultdict(dict)
    reasoned = 0
    for kind, rule, part, count, with_reason in rows:
        told[kind][rule or part] = count
        reasoned += with_reason
    numbers = range(1, span.shown(scope.now) + 1)
    sent, broken = told["sent"], told["broken"]
    return Rules(
        sent=sum(sent.values()),
        reasoned=reasoned,
        whole=_share(sum(sent.values()), sum(broken.values())),
        parts=tuple(_share(sent.get(one, 0), broken.get(one, 0)) for one in numbers),
        rows=_rows(scope, told),
    )


def adherence_query(asked: Asked, **changed: object) -> str:
    """The same days and clients on the pages of adherence."""
    span = asked.span
    names = {"today": "day", "week": "week", "month": "month"}
    first = f"{span.first:%Y-%m}" if span.slug == "month" else f"{span.first}"
    return asked.query(span="", **{names[span.slug]: first}, **changed)


def _rows(scope: Scope, told: dict[str, dict[Any, int]]) -> tuple[RuleRow, ...]:
    sent = sum(told["sent"].values())
    before = sum(told["sent before"].values())
    rows = []
    for slug, title in titles().items():
        kept = _share(sent, told["rule"].get(slug, 0)).percent
        rows.append(
            RuleRow(
                number=RULES[slug].number,
                title=title,
                kept_percent=kept,
                before_percent=_share(before, told["rule before"].get(slug, 0)).percent,
                tone=TONES.get(tone_of(kept), ""),
                query=adherence_query(scope.asked, rule=slug, by="person"),
            )
        )
    return tuple(rows)


def _share(sent: int, broken: int) -> Share:
    return Share(sent - min(broken, sent), sent)
