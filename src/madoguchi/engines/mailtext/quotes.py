"""Where a mail stops being its writer's own words: quote marks, attributions, separators; Japanese and English."""

import re
from bisect import bisect
from dataclasses import dataclass

_DAY = r"\d{4}\s*[年/.-]\s*\d{1,2}\s*[月/.-]\s*\d{1,2}\s*日?"
_WEEKDAY = r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,?\s"
_ADDRESS = r"[^\s<>@]+@[^\s<>@]+"
_SAID = r"(?:wrote|writes|のメール|のメッセージ|書きました|書かれました|送信しました)"
# `On … wrote:`, `2026/11/20 14:36、山田 <a@b>のメール:`, `2026年11月20日(金) 14:36 山田 <a@b>:`
_ATTRIBUTION = re.compile(
    rf"(?:On\s|\(?{_DAY}|{_WEEKDAY})(?=.*\d).{{0,300}}{_SAID}\s*[:：]?"
    rf"|\(?{_DAY}.{{0,200}}{_ADDRESS}.{{0,40}}[:：]"
    rf"|.{{0,100}}{_ADDRESS}.{{0,60}}{_SAID}\s*[:：]"
)
# The same without a date or an address: only when a quote follows.
_WEAK_ATTRIBUTION = re.compile(
    rf".{{0,100}}{_SAID}\s*[:：]|.{{0,60}}{_DAY}.{{0,120}}[:：]|.{{0,80}}{_ADDRESS}.{{0,20}}[:：]"
)
_DASHES = r"[-‐−―ー_=＝\s]"
_ORIGINAL = re.compile(
    rf"{_DASHES}{{2,}}+(?:元のメッセージ|元のメール|オリジナルメッセージ|Original Message|Reply Message|Original Appointment"
    rf"|[^\s].{{1,120}} wrote:)\s*{_DASHES}*",
    re.IGNORECASE,
)
_FORWARDED = re.compile(
    rf"{_DASHES}{{2,}}+(?:Forwarded message|Forwarded by .*|転送メッセージ|転送されたメッセージ|Weitergeleitete Nachricht)"
    rf".{{0,60}}{_DASHES}*|Begin forwarded message:|転送されたメッセージ[:：]",
    re.IGNORECASE,
)
_RULE = re.compile(r"[_＿]{20,}|[-‐−]{20,}|[=＝]{20,}")
_KEY = re.compile(
    r"\W{0,3}(From|Sent|To|Cc|Subject|Date|差出人|送信者|送信元|送信日時|送信日|日時|日付|宛先|件名)\W{0,3}[:：].*",
    re.IGNORECASE,
)
_FROM_KEYS = frozenset({"from", "差出人", "送信者", "送信元"})
_DATE_KEYS = frozenset({"sent", "date", "送信日時", "送信日", "日時", "日付"})
_FACE = re.compile(r"[>＞]\S{1,3}[<＜]")
_FORWARD_SUBJECT = re.compile(r"\s*(?:fwd?|転送|tr|wg)\s*[:：]", re.IGNORECASE)
_WIDEST = 1000
_BAR = re.compile(r"\|\s?[^|]*")


@dataclass(frozen=True, slots=True)
class Cut:
    """A line from which everything is quoted, without marks. `forwarded` when it is a passed-on mail."""

    place: int
    forwarded: bool


def is_forward(subject: str) -> bool:
    """Whether the subject says that the mail is passed on, so that what stands below is its content."""
    return _FORWARD_SUBJECT.match(subject) is not None


def marked_lines(lines: list[str]) -> set[int]:
    """The numbers of the lines that carry a quote mark.

    `>` always does (but not the face `>_<`); a full-width `＞` or a bar only when it is no single line, since people
    address each other by `＞山田様`.
    """
    sure: set[int] = set()
    weak: set[int] = set()
    for number, line in enumerate(lines):
        start = line.lstrip(" \t\u3000")
        if start.startswith((">", "＞")) and not _FACE.match(start):
            if not (number and _closes_address(lines[number - 1], start)):
                (sure if start[0] == ">" else weak).add(number)
        elif start.startswith("|") and _BAR.fullmatch(start):
            weak.add(number)
    return sure | weak if len(weak) > 1 or sure else sure


def _closes_address(before: str, line: str) -> bool:
    """Whether a `>` ends an address that a wrapped attribution has opened on the line before."""
    return (
        "<" in before
        and ">" not in before.rpartition("<")[2]
        and line.rstrip().endswith((":", "：", "wrote"))
    )


def attribution_lines(lines: list[str], marked: set[int]) -> dict[int, int]:
    """Attributions as {first line: number of lines}; they may be wrapped over three lines."""
    found: dict[int, int] = {}
    place = 0
    while place < len(lines):
        length = 0 if place in marked else _attribution_length(lines, marked, place)
        if length:
            found[place] = length
        place += length or 1
    return found


def _attribution_length(lines: list[str], marked: set[int], place: int) -> int:
    for length in (1, 2, 3):
        wrapped = [line.strip() for line in lines[place : place + length]]
        if len(wrapped) < length or not wrapped[-1] or place + length - 1 in marked:
            return 0
        if not wrapped[-1].endswith((":", "：", "wrote")) or sum(map(len, wrapped)) > 400:
            continue
        joined = " ".join(wrapped)
        if _ATTRIBUTION.fullmatch(joined):
            return length
        if (
            length == 1
            and _WEAK_ATTRIBUTION.fullmatch(joined)
            and next_written(lines, place + 1) in marked
        ):
            return 1
    return 0


def next_written(lines: list[str], place: int) -> int:
    """The number of the first line from `place` on that is not blank, len(lines) when none is."""
    return next(
        (number for number in range(place, len(lines)) if lines[number].strip()), len(lines)
    )


def find_cut(lines: list[str], marked: set[int], attributions: dict[int, int]) -> Cut | None:
    """The first place below which the earlier mail stands unmarked, or None."""
    history = _History(lines, marked, attributions)
    for place, line in enumerate(lines):
        if place in marked:
            continue
        plain = line.strip()[:_WIDEST]
        if _FORWARDED.fullmatch(plain):
            return Cut(place, forwarded=True)
        if _ORIGINAL.fullmatch(plain) or _starts_block(lines, place, plain):
            return Cut(place, forwarded=False)
        if place in attributions and history.is_unmarked(place):
            return Cut(place, forwarded=False)
    return None


def _starts_block(lines: list[str], place: int, plain: str) -> bool:
    if _RULE.fullmatch(plain):
        following = next_written(lines, place + 1)
        return following < len(lines) and _is_header_block(lines, following)
    return _KEY.fullmatch(plain) is not None and _is_header_block(lines, place)


def _is_header_block(lines: list[str], place: int) -> bool:
    """Whether lines name a sender, a time, and a receiver or subject within six lines, as Outlook puts above a quote."""
    matches = [_KEY.fullmatch(line.strip()) for line in lines[place : place + 6]]
    keys = [match[1].lower() for match in matches if match]
    if matches[0] is None or not _FROM_KEYS.intersection(keys):
        return False
    return bool(_DATE_KEYS.intersection(keys)) and len(set(keys)) >= 3


class _History:
    """What stands below the attributions of one text."""

    def __init__(self, lines: list[str], marked: set[int], attributions: dict[int, int]) -> None:
        self._marked = sorted(marked)
        self._below = {
            start: next_written(lines, start + length) for start, length in attributions.items()
        }
        self._last_above = {below: start for start, below in self._below.items()}
        self._unmarked = {*self._below.values()} - marked - {len(lines)}

    def is_unmarked(self, place: int) -> bool:
        """Whether the mail below an attribution bears no marks of its own.

        Marked lines further down that have no attribution of their own belong to this one: then the words before
        them may be an answer.
        """
        if self._below[place] not in self._unmarked:
            return False
        number = bisect(self._marked, place)
        return number == len(self._marked) or self._last_above.get(self._marked[number], -1) > place
