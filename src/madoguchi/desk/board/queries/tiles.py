"""The figures over the board, of what was counted."""

from bisect import bisect_right
from collections.abc import Sequence
from decimal import Decimal
from math import ceil

from django.urls import reverse

from madoguchi.desk.board.queries.load import Lying
from madoguchi.desk.board.queries.policies import Policies
from madoguchi.desk.board.queries.promises import Words
from madoguchi.desk.board.queries.rules import Rules, adherence_query
from madoguchi.desk.board.queries.waits import First, Share, Waits, middle, spent
from madoguchi.desk.board.rows import Tile
from madoguchi.desk.board.scope import Scope
from madoguchi.desk.board.spans import DAY
from madoguchi.desk.board.sparks import Spark, spark
from madoguchi.desk.expectations.rows import against_us, is_reached, plain
from madoguchi.desk.platform.days import span_words
from madoguchi.desk.platform.words import say
from madoguchi.desk.promises.asked import ALL
from madoguchi.desk.promises.asked import Asked as Ledger

NOTHING = "－"


def in_time(scope: Scope, found: Waits, known: Policies) -> Tile:
    """Of the waits that ended, how many were answered by their due time."""
    due = known.due_minutes
    label = say("期限内の返信") if due is None else _within(due)
    note = ""
    missed = found.whole.counted - found.whole.met
    if found.whole.counted:
        note = say("%(n)s件のうち期限切れ %(missed)s件") % {
            "n": found.whole.counted,
            "missed": missed,
        }
    return Tile(
        label=label,
        value=_percent(found.whole),
        unit="%" if found.whole.counted else "",
        note=note,
        href=_waits_href(scope, "ended"),
        spark=_line([part.percent for part in found.parts], label, "%"),
    )


def first_reply(
    scope: Scope, taken: Sequence[First], known: Policies, goal: Decimal | None
) -> Tile:
    """The median of the minutes to a first answer, in business time."""
    label = say("初回返信の中央値")
    by_part: dict[int, list[float]] = {}
    for one in taken:
        part = bisect_right(scope.span.edges, one.met_at)
        by_part.setdefault(part, []).append(spent(one, known.by_id[one.policy_id]) / 60)
    value = middle(minutes for part in by_part.values() for minutes in part)
    parts = [middle(by_part.get(one + 1, ())) for one in range(scope.span.shown(scope.now))]
    note = say("初回返信 %(n)s件") % {"n": len(taken)} if taken else ""
    tone = ""
    if goal is not None and value is not None:
        tone = "ok" if is_reached(Decimal(value), goal, "at_most") else "danger"
        note = say("目標 %(goal)s分以内") % {"goal": plain(goal)}
    return Tile(
        label=label,
        value=NOTHING if value is None else str(ceil(value)),
        unit="" if value is None else say("分"),
        note=note,
        tone=tone,
        href=_waits_href(scope, "first"),
        spark=_line(parts, label, say("分"), goal),
    )


def our_balls(scope: Scope, lying: Sequence[Lying], found: Waits, known: Policies) -> Tile:
    """How many conversations wait for us now, and how many of them are late."""
    label = say("自社のボール")
    ours = [one for one in lying if one.kind == "ball"]
    count, late = sum(one.number for one in ours), sum(one.late for one in ours)
    after = known.late_minutes
    late_words = (
        say("うち遅延 %(n)s件") % {"n": late}
        if after is None
        else say("うち%(after)s超え %(n)s件") % {"after": span_words(after), "n": late}
    )
    return Tile(
        label=label,
        value=str(count),
        unit=say("件"),
        note=late_words if count else "",
        tone="danger" if late else "",
        href=f"{reverse('board-balls')}?{scope.asked.query(span='', what='')}",
        spark=_line([float(one) for one in found.running], say("返信を待つ対応の数"), say("件")),
    )


def rules_kept(scope: Scope, kept: Rules, goal: Decimal | None) -> Tile:
    """Of the messages that left, how many kept every rule."""
    label = say("ルールの遵守")
    value, note, tone = against(kept.whole, goal)
    return Tile(
        label=label,
        value=value,
        unit="%" if kept.whole.counted else "",
        note=note or (say("送信 %(n)s通") % {"n": kept.sent} if kept.sent else ""),
        tone=tone,
        href=f"{reverse('adherence')}?{adherence_query(scope.asked)}",
        spark=_line([part.percent for part in kept.parts], label, "%", goal),
    )


def words_kept(scope: Scope, found: Words, goal: Decimal | None) -> Tile:
    """Of the promises that fell due, how many were kept."""
    label = say("約束の達成")
    whole = found.whole
    failed = whole.counted - whole.met
    _, note, tone = against(whole, goal)
    if not note and failed:
        note, tone = say("守れなかった約束 %(n)s件") % {"n": failed}, "danger"
    last = scope.span.end - DAY
    behind = Ledger(owner=ALL, client_id=scope.asked.client_id, first=scope.span.first, last=last)
    return Tile(
        label=label,
        value=str(whole.met) if whole.counted else NOTHING,
        unit=f"/ {whole.counted}" if whole.counted else "",
        note=note,
        tone=tone,
        href=f"{reverse('promises')}{behind.query(state='due')}",
        spark=_line([part.percent for part in found.parts], label, "%", goal),
    )


def _within(due: int) -> str:
    return say("%(span)s以内の返信") % {"span": span_words(due)}


def _waits_href(scope: Scope, what: str) -> str:
    return f"{reverse('board-waits')}?{scope.asked.query(what=what)}"


def _percent(share: Share) -> str:
    return NOTHING if share.exactly is None else f"{against_us(share.exactly, 'at_least')}"


def against(share: Share, goal: Decimal | None) -> tuple[str, str, str]:
    """「94.1」, 「目標 95% まで 0.9」 and its tone; no note without a goal or a figure."""
    if share.exactly is None or goal is None:
        return _percent(share), "", ""
    shown = _percent(share)
    apart = share.exactly - goal
    given = {"goal": plain(goal), "points": f"{abs(against_us(apart, 'at_least'))}"}
    if not is_reached(share.exactly, goal, "at_least"):
        return shown, say("目標 %(goal)s%% まで %(points)s") % given, "danger"
    return shown, say("目標 %(goal)s%% を %(points)s 上回る") % given, "ok"


def _line(
    values: Sequence[float | None], title: str, unit: str, goal: Decimal | None = None
) -> Spark | None:
    there = [one for one in values if one is not None]
    if len(there) < 2:
        return None
    said = say("最小 %(low)s%(unit)s、最大 %(high)s%(unit)s、いま %(last)s%(unit)s")
    desc = said % {
        "low": _short(min(there)),
        "high": _short(max(there)),
        "last": _short(there[-1]),
        "unit": unit,
    }
    level = None if goal is None else float(goal)
    return spark(values, title=say("%(what)sの推移") % {"what": title}, desc=desc, goal=level)


def _short(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
