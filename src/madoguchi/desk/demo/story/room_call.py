"""A talk on the phone with こもれび食器店's 佐伯さん: noted a moment ago, its follow-up still to be sent."""

from dataclasses import dataclass

from madoguchi.desk.demo.story.entries import ago, ahead
from madoguchi.desk.demo.story.shapes import When


@dataclass(frozen=True, kw_only=True)
class CallAction:
    """What is to be done next, by one of the provider's people or, without `owner`, by the contact."""

    what: str
    due: When
    owner: str = ""


@dataclass(frozen=True, kw_only=True)
class NotedCall:
    """A call in a thread of the client's room."""

    client: str
    thread: str  # its title
    contact: str
    by: str
    began: When
    minutes: int
    decided: tuple[str, ...]
    actions: tuple[CallAction, ...]


CALL = NotedCall(
    client="komorebi",
    thread="年末年始の出荷",
    contact="佐伯 香織",
    by="takanashi",
    began=ago(21),
    minutes=14,
    decided=("年末の最終出荷は12月26日(土)", "欠けの再送は送料を店負担"),
    actions=(
        CallAction(what="年始の出荷再開日を回答", due=ahead(1100)),
        CallAction(what="欠けの再送の案内文を直す", due=ahead(1100), owner="takanashi"),
    ),
)
