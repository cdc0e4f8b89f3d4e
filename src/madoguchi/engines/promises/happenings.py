"""What is foreseen and happens of itself, as against a deed of ours that is said softly."""

import re

from madoguchi.engines.promises.deeds import HUMBLE
from madoguchi.engines.promises.reading import Reading
from madoguchi.engines.rulebook.clauses import Clause

# Even of what happens these are deeds: 終わらせます, 間に合わせます.
WILLED = re.compile(
    r"迎えに|済ませ|させ(?!て(?:いただ|頂|くださ|下さ|もら))|終わらせ|終え|終らせ|間に合わせ|揃え|向かわせ|伺わせ|出さ?せ|届け|お?戻し|変え|お?出し"
)
_FORESEEN = re.compile(r"見込|見通し|模様|公算")
_DONE = ("送る", "伺う", "行く", "参る", "向かう", "書く", "作る", "配る", "払う", "終える")
_FORCES = re.compile(
    r"(?:停電|断水|渋滞|通行止め|運休|混雑|道路|台風|[大豪]雪|[大豪]雨|電車|列車|バス|フェリー|飛行機|航空便|電気|水道|天候|天気)(?:は|が|も)[、,]?(?:本日|明日)?の?$"
)


def is_foreseen(tail: str, main: Clause, objects: str) -> bool:
    """18時に落ち着く見通しです happens; 送る予定です and お送りする見込みです are deeds."""
    if not _FORESEEN.search(tail) or HUMBLE.search(tail) or main.head.endswith("す"):
        return False
    native = main.head[-1:] in "うくぐつぬぶむる"
    return (
        native
        and main.head not in _DONE
        and not main.able
        and "を" not in objects
        and not WILLED.search(tail)
    )


def is_of_a_force(reading: Reading, tail: str) -> bool:
    """停電は16時に復旧する予定です."""
    told = reading.own[reading.sentence.start : reading.moment.start]
    return HUMBLE.search(tail) is None and _FORCES.search(told) is not None
