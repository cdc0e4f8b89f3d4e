"""A reply clock as the pages show it: its words, its ring and its track."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from madoguchi.desk.platform.days import coming, hours_and_minutes, minutes_words, span_words
from madoguchi.desk.platform.words import say

_GAP = 0.3  # per cent, on both sides of a mark


class Pill(NamedTuple):
    """A clock as the list shows it; the same for all who see the same."""

    state: str
    look: str
    runs: bool
    ring: int
    words: str
    due_at: datetime | None
    title: str = ""  # what it says when it is pointed at


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
    resumes_at: datetime | None = None  # where it stands: when the desk opens

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
            left = self.due_minutes - self.spent_minutes
            return say("残り %(time)s") % {"time": minutes_words(left)}
        if self.state == "over":
            over = self.spent_minutes - self.due_minutes
            return say("超過 %(time)s") % {"time": minutes_words(over)}
        if self.state in {"late", "hard"}:
            level = say("遅延 %(time)s") if self.state == "late" else say("上限 %(time)s")
            return level % {"time": hours_and_minutes(self.spent_minutes)}
        if self.state == "done":
            return say("達成") if self.is_met else say("遅れて返信")
        return say("停止中")

    @property
    def standing_words(self) -> str:
        """「停止中・明日 10:00から」: while the desk is closed."""
        if self.resumes_at is None:
            return say("停止中")
        return say("停止中・%(at)sから") % {"at": coming(self.resumes_at, self.now)}

    @property
    def _title(self) -> str:
        if self.due_at is None:
            return ""
        said = say("営業時間外です。%(words)s（期限 %(due)s）")
        return said % {"words": self.words, "due": coming(self.due_at, self.now)}

    @property
    def pill(self) -> Pill:
        """Its state in the list, without the moment of which it speaks.

        A wait that stands while the desk is closed says until when: its minutes are those of another
        day, and would seem out of order among waits that run.
        """
        if self.look == "paused" and self.runs:
            return Pill(
                state="paused",
                look="paused",
                runs=False,
                ring=100,
                words=self.standing_words,
                due_at=self.due_at,
                title=self._title,
            )
        return Pill(self.state, self.look, self.runs, self.ring, self.words, self.due_at)

    @property
    def ring(self) -> int:
        """What is left of the time to the due time, 0–100; a full ring once it is over."""
        if self.state not in {"ok", "soon"}:
            return 100
        return max(0, min(100, round(100 - 100 * self.spent_minutes / self.due_minutes)))

    @property
    def track_label(self) -> str:
        said = say("受信から%(spent)s。%(due)s以内が目標、%(late)sで遅延、%(limit)sが上限")
        due, late, limit = self.target_words
        spent = minutes_words(self.spent_minutes)
        return said % {"spent": spent, "due": due, "late": late, "limit": limit}

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
            span_words(self.due_minutes),
            span_words(self.late_minutes),
            span_words(self.limit_minutes),
        )

    def _stretch(self, start: int, end: int) -> tuple[str, str]:
        left = 100 * start / self.limit_minutes + (_GAP if start else 0)
        right = 100 * end / self.limit_minutes - (_GAP if end < self.limit_minutes else 0)
        return f"{left:.1f}%", f"{right - left:.1f}%"

    def _percent(self, minutes: int) -> str:
        return f"{100 * minutes / self.limit_minutes:.1f}%"


def _tick(minutes: int) -> str:
    return f"{minutes}m" if minutes % 60 else f"{minutes // 60}h"
