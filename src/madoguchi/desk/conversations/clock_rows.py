"""A reply clock as the pages show it: its words, its ring and its track."""

from dataclasses import dataclass
from datetime import datetime

_GAP = 0.3  # per cent, on both sides of a mark


@dataclass(frozen=True, slots=True)
class ClockRow:
    """A reply clock at one moment. Minutes are minutes of the client's business time.

    state: ok, soon (< 15 min left), over (> due), late (> late), hard (> limit),
    paused (the ball is theirs) or done (answered or closed).
    """

    state: str
    now: datetime  # the moment of which this speaks
    spent_minutes: int = 0
    due_minutes: int = 60
    late_minutes: int = 180
    limit_minutes: int = 360
    since_at: datetime | None = None
    due_at: datetime | None = None
    is_met: bool = True  # when done: answered within the target
    stands: bool = False  # the desk is closed now: no business time passes

    @property
    def runs(self) -> bool:
        return self.state in {"ok", "soon", "over", "late", "hard"}

    @property
    def look(self) -> str:
        """The stylesheet's name of this state: calm while the desk is closed, a miss never in green."""
        if self.stands and self.state in {"ok", "soon"}:
            return "paused"  # the desk is closed: nobody has to hurry
        return "missed" if self.state == "done" and not self.is_met else self.state

    @property
    def words(self) -> str:
        """「残り 12分」「超過 18分」「遅延 3:12」「上限 6:04」「停止中」「達成」「遅れて返信」."""
        if self.state in {"ok", "soon"}:
            return f"残り {_duration(self.due_minutes - self.spent_minutes)}"
        if self.state == "over":
            return f"超過 {_duration(self.spent_minutes - self.due_minutes)}"
        if self.state in {"late", "hard"}:
            label = "遅延" if self.state == "late" else "上限"
            return f"{label} {_hours(self.spent_minutes)}"
        if self.state == "done":
            return "達成" if self.is_met else "遅れて返信"
        return "停止中"

    @property
    def ring(self) -> int:
        """What is left of the time to the due time, 0–100; a full ring once it is over."""
        if self.state not in {"ok", "soon"}:
            return 100
        return max(0, min(100, round(100 - 100 * self.spent_minutes / self.due_minutes)))

    @property
    def track_label(self) -> str:
        return (
            f"受信から{_duration(self.spent_minutes)}。{_span(self.due_minutes)}以内が目標、"
            f"{_span(self.late_minutes)}で遅延、{_span(self.limit_minutes)}が上限"
        )

    @property
    def track_now(self) -> str:
        return self._percent(min(self.spent_minutes, self.limit_minutes))

    @property
    def track_due(self) -> str:
        return self._percent(self.due_minutes)

    @property
    def track_late(self) -> str:
        return self._percent(self.late_minutes)

    @property
    def track(self) -> tuple[tuple[str, str, str], ...]:
        """The three stretches of the track as (name, x, width), with a hair's breadth between."""
        ends = (0, self.due_minutes, self.late_minutes, self.limit_minutes)
        names = ("ok", "over", "late")
        return tuple(
            (name, *self._stretch(start, end))
            for name, start, end in zip(names, ends, ends[1:], strict=False)
        )

    @property
    def ticks(self) -> tuple[str, str, str]:
        return (
            _tick(self.due_minutes),
            _tick(self.late_minutes),
            _tick(self.limit_minutes),
        )

    @property
    def target_words(self) -> tuple[str, str, str]:
        """「1時間」「3時間」「6時間」: due, late, limit."""
        return (
            _span(self.due_minutes),
            _span(self.late_minutes),
            _span(self.limit_minutes),
        )

    def _stretch(self, start: int, end: int) -> tuple[str, str]:
        left = 100 * start / self.limit_minutes + (_GAP if start else 0)
        right = 100 * end / self.limit_minutes - (_GAP if end < self.limit_minutes else 0)
        return f"{left:.1f}%", f"{right - left:.1f}%"

    def _percent(self, minutes: int) -> str:
        return f"{100 * minutes / self.limit_minutes:.1f}%"


def _duration(minutes: int) -> str:
    return f"{minutes}分" if minutes < 60 else _hours(minutes)


def _hours(minutes: int) -> str:
    return f"{minutes // 60}:{minutes % 60:02}"


def _span(minutes: int) -> str:
    return f"{minutes}分" if minutes % 60 else f"{minutes // 60}時間"


def _tick(minutes: int) -> str:
    return f"{minutes}m" if minutes % 60 else f"{minutes // 60}h"
