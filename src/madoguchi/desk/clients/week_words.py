"""A whole week's hours in one cell of a table, as the list of clients writes them."""

import re
import unicodedata

from madoguchi.desk.clients.hours import PRESETS, BadHours, Hours, Ranges, read_ranges
from madoguchi.desk.platform.spreadsheets import is_one_of
from madoguchi.desk.platform.words import say

_JAPANESE = "月火水木金土日"
_ENGLISH = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_GROUPS = {
    **dict.fromkeys(("平日", "weekday", "weekdays"), range(5)),
    **dict.fromkeys(("土日", "週末", "weekend", "weekends"), range(5, 7)),
    **dict.fromkeys(("毎日", "everyday", "daily"), range(7)),
}
_DAY = (
    r"(?:[月火水木金土日](?:曜日?)?|mon(?:day)?|tue(?:s|sday)?|wed(?:nesday)?"
    r"|thu(?:rs|rsday)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)"
)
_TO = "[〜~‐‑–—―−-]"
_SPEC = (
    rf"(?:{'|'.join(sorted(_GROUPS, key=len, reverse=True))}|{_DAY}(?:(?:{_TO}|[・、,&と]){_DAY})*)"
)
_PART = re.compile(rf"({_SPEC}):?(.*?)(?=[、,;/・]?{_SPEC}|$)")
_REST = re.compile(
    r"[(、,]?(?:祝日は?休み?|祝日を?除く|closedon(?:public)?holidays|except(?:public)?holidays)\)?$"
)
_WORK = re.compile(r"[(、,]?(?:祝日も営業|年中無休|openon(?:public)?holidays)\)?$")


def read_week(text: str) -> Hours:
    """「月〜金 10:00–19:00、土 10:00–15:00（祝日は休み）」 or the words of a preset; raises BadHours.

    A desk that is open on seven days is open on public holidays too, unless the text says otherwise.
    """
    for label, hours in PRESETS.values():
        if is_one_of(text, label):
            return hours
    plain = "".join(unicodedata.normalize("NFKC", text).casefold().split())
    week, rests, works = _REST.sub("", plain), bool(_REST.search(plain)), _WORK.search(plain)
    weekly = _weekly(_WORK.sub("", week))
    return Hours(weekly=weekly, holidays=rests or not (works or all(weekly)))


def _weekly(week: str) -> tuple[Ranges, ...]:
    if read := _every_day(week):
        return read
    days: dict[int, Ranges] = {}
    rest = week
    for part in _PART.finditer(week):
        rest = rest.replace(part[0], "", 1)
        ranges = read_ranges(part[2])
        days.update(dict.fromkeys(_days(part[1]), ranges))
    if not any(days.values()) or rest.strip("、,;/・"):
        raise BadHours(
            say(
                "「%(text)s」を読めません。「月〜金 10:00–19:00」のように、曜日から書いてください。"
            )
            % {"text": week}
        )
    return tuple(days.get(number, []) for number in range(7))


def _every_day(week: str) -> tuple[Ranges, ...]:
    """「24時間」 alone: every day; () for anything else."""
    if week in {"24時間", "終日", "24h", "24hours"}:
        return tuple(read_ranges(week) for _ in range(7))
    return ()


def _days(spec: str) -> list[int]:
    if spec in _GROUPS:
        return list(_GROUPS[spec])
    named: list[int] = []
    for sign, name in re.findall(rf"({_TO}|[・、,&と])?({_DAY})", spec):
        number = _number(name)
        if named and re.fullmatch(_TO, sign):
            last = named[-1]
            named += [(last + step) % 7 for step in range(1, (number - last) % 7 + 1)]
        else:
            named.append(number)
    return named


def _number(name: str) -> int:
    if name[0] in _JAPANESE:
        return _JAPANESE.index(name[0])
    return _ENGLISH.index(name[:3])
