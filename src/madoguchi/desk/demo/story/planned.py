"""こもれび食器店の週報: written this evening, kept until 三好さん works again."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Planned:
    """A reply of ours in a thread of the client's room that leaves at the contact's next good moment."""

    client: str
    thread: str  # its title
    contact: str
    author: str
    text: str


PLANNED = Planned(
    client="komorebi",
    thread="梱包の手順",
    contact="三好 拓也",
    author="takanashi",
    text="三好さん、11月第3週の配送の週報を共有します。遅配は3件（前週5件）、欠けは4件（前週2件）でした。",
)
