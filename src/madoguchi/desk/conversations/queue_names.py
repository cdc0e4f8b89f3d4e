"""The queues by name: their words, their icons, and the orders in which each can stand."""

from collections.abc import Mapping
from typing import Any

from madoguchi.desk.platform.words import later, later_told

# slug → (label, icon); the order is the sidebar's
QUEUES: Mapping[str, tuple[Any, str]] = {
    "mine": (later("自分のボール"), "circle-dot"),
    "soon": (later("期限が近い・超過"), "timer"),
    "late": (later("遅延"), "octagon-alert"),
    "unassigned": (later("担当なし"), "user-round-x"),
    "asked": (later("委託元に確認中"), "messages-square"),
    "scheduled": (later("送信予約"), "calendar-clock"),
    "snoozed": (later("フォローアップ"), "alarm-clock"),
    "mentions": (later("メンション"), "at-sign"),
    "waiting": (later("承認待ち"), "user-round-check"),
    "calls": (later("通話後のまとめ"), "phone"),
    "undelivered": (later("届いていない返信"), "circle-alert"),
    "theirs": (later("相手のボール"), "pause"),
    "open": (later("対応中すべて"), "clipboard-list"),
    "closed": (later_told("state", "完了"), "check"),
}
FIRST, FIRST_OF_DIRECTORS = "mine", "soon"  # where the day begins
UNCOUNTED = frozenset({"closed"})  # grows for ever, and nobody works it off
# Shown in the sidebar only while something is in them.
WHEN_NEEDED = frozenset(
    {"asked", "scheduled", "snoozed", "mentions", "waiting", "calls", "undelivered"}
)
COUNT_STATES = {
    "soon": "soon",
    "late": "late",
    "mentions": "soon",
    "waiting": "soon",
    "calls": "soon",
    "undelivered": "late",
}
ORDERS: Mapping[str, Any] = {
    "due": later("期限順"),
    "new": later("新着順"),
    "old": later("古い順"),
    "client": later("委託元別"),
}
_TIMED = frozenset({"mine", "soon", "late", "unassigned", "asked", "snoozed", "open"})
# A queue of waits can stand by due time; in the others nothing is due.
ORDERS_OF: Mapping[str, tuple[str, ...]] = {
    queue: tuple(order for order in ORDERS if order != "due" or queue in _TIMED) for queue in QUEUES
}
OWN_ORDER_IS_DUE = frozenset({"mine", "soon", "late", "unassigned", "open"})
OWN_ORDER_IS_NEW = frozenset({"mentions", "waiting", "calls", "undelivered", "theirs", "closed"})


def first_queue(*, is_director: bool) -> str:
    """The queue that the desk opens on: one's own balls; a director has others' clocks to look after."""
    return FIRST_OF_DIRECTORS if is_director else FIRST


def shown_order(queue: str, sort: str) -> str:
    """The order that the list says it stands in; "" for one that only this queue has."""
    if sort:
        return sort
    if queue in OWN_ORDER_IS_DUE:
        return "due"
    return "new" if queue in OWN_ORDER_IS_NEW else ""
