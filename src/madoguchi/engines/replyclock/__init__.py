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
    Merged,
    MessageReceived,
    MessagesJoined,
    MessagesParted,
    NoAnswer,
    NoAnswerAdded,
    Paused,
    Policy,
    PolicyChanged,
    Reopened,
    ReplySent,
    Resumed,
    Waiting,
)
from madoguchi.engines.replyclock.levels import BadTargets, Levels, Targets, levels
from madoguchi.engines.replyclock.pauses import Pause
from madoguchi.engines.replyclock.state import SetAside, State, changed_clocks

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
    "Merged",
    "MessageReceived",
    "MessagesJoined",
    "MessagesParted",
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
