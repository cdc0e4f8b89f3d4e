"""The reply clock: what happened to a conversation → clock instances and their levels."""

from madoguchi.engines.replyclock.clock import Clock, Outcome
from madoguchi.engines.replyclock.face import Face, FaceState, Level, face
from madoguchi.engines.replyclock.fold import advance, replay
from madoguchi.engines.replyclock.happenings import (
    AnswerNotNeeded,
    Ball,
    BallPassed,
    Closed,
    Happening,
    HoldingReplySent,
    MessageReceived,
    NoAnswer,
    NoAnswerAdded,
    Paused,
    Policy,
    PolicyChanged,
    Reopened,
    ReplySent,
    Resumed,
)
from madoguchi.engines.replyclock.levels import BadTargets, Levels, Targets, levels
from madoguchi.engines.replyclock.pauses import Pause
from madoguchi.engines.replyclock.state import SetAside, State, Waiting, changed_clocks

__all__ = [
    "AnswerNotNeeded",
    "BadTargets",
    "Ball",
    "BallPassed",
    "Clock",
    "Closed",
    "Face",
    "FaceState",
    "Happening",
    "HoldingReplySent",
    "Level",
    "Levels",
    "MessageReceived",
    "NoAnswer",
    "NoAnswerAdded",
    "Outcome",
    "Pause",
    "Paused",
    "Policy",
    "PolicyChanged",
    "Reopened",
    "ReplySent",
    "Resumed",
    "SetAside",
    "State",
    "Targets",
    "Waiting",
    "advance",
    "changed_clocks",
    "face",
    "levels",
    "replay",
]
