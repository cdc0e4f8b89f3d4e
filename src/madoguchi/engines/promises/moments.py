"""The times of a sentence by which something can fall due; neighbours joined, as in 15時から16時の間."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from madoguchi.engines.timewords import Kind, TimeWord, time_words

# Nobody names a time in more characters.
LONGEST = 60
# 15時から16時, 25日か26日, 本日17時、遅くとも18時.
_BETWEEN = re.compile(
    r"(?:まで)?(?:から|より|[〜~ー-]|か|[、,]?(?:または|又は|もしくは|あるいは|ないし)|(?:には|は)?(?:必ず)?[、,]?\s?遅くと?も)[、,]?"
)
_COUNTS = re.compile(
    r"以内|後(?!半)|うち|中|(?:ほど|程|くらい|ぐらい|程度)?で(?!す|ご|あ)|[を]?目[処途安]|もあれば|あれば"
)
_ASKS_FOR_TIME = re.compile(r"[^。、]{0,8}(?:お?時間|猶予|お待ち)")
# 24日から28日に変更いたします: by the 28th.
_MOVED = re.compile(
    r"(?:の[^、。]{1,8})?[にへ](?:ご?変更|変え|改め(?!て)|ずら|移|延[ばべ]|延期|前倒|繰り)"
)
_NOW = re.compile(r"本日|今日|きょう")
_OPENS = re.compile(r"(?:頃|ごろ|分)?\s?(?:以降|以後|から|より|[〜~])")
# 2、3日中 is no day of the month.
_TWO_OR_THREE = re.compile(r"^\d[、,・~〜-](\d)日(?:中|うち|の?間)")
_UNCLEAR = re.compile(
    r"(?:の)?(?:半ば|なかば|前半|後半|早々|初め|はじめ|頭|あたり|辺り|前後|いずれか|どこか|分(?!まで|以内|後|に)|号|版|日?付|へ(?!改|変|延|後ろ|前倒|の)|を(?!目[処途標安]|めど|期限|限度|境|予定|見込|考え|想定)|になったら|になって(?!しま|お|い)|が過ぎ|時点|現在|以前|に(?:いただ|頂|お?送り?いただ|ご?(?:注文|連絡|依頼)いただ))"
)


@dataclass(frozen=True, slots=True)
class Moment:
    """A time, or a stretch between two. Offsets are those of the analysed text.

    `said` are its words with their limit (まで, 中, に), `limit_end` is where those end; `opens` marks
    明日から; `relative` is counted from something that may come first: 3日以内, 翌営業日.
    """

    start: int
    end: int
    limit_end: int
    said: str
    opens: bool
    relative: bool
    kinds: frozenset[Kind]

    @property
    def dated(self) -> bool:
        """Whether it names a day: 25日, 明日の10時."""
        return Kind.DAY in self.kinds

    @property
    def pure(self) -> bool:
        """Whether it names a day alone."""
        return self.kinds == {Kind.DAY}

    @property
    def hourly(self) -> bool:
        """Whether it names a time of day and no day: 10時, 午前中."""
        return self.kinds <= {Kind.CLOCK, Kind.PART}

    @property
    def lasting(self) -> bool:
        """17時まで, as against 17時までに."""
        return self.said.endswith(("まで", "迄"))


def moments(sentence: str, offset: int) -> tuple[Moment, ...]:
    """The times of a sentence in their order, moved by `offset`, without those that are over or vague."""
    return tuple(
        replace(
            one,
            start=one.start + offset,
            end=one.end + offset,
            limit_end=one.limit_end + offset,
        )
        for one in _moments(sentence)
    )


def _moments(own: str) -> Iterator[Moment]:
    run: list[TimeWord] = []
    for time in time_words(own):
        if run and not _BETWEEN.fullmatch(own[run[-1].limit_end : time.start]):
            yield from _moment(own, run)
            run = []
        run.append(time)
    yield from _moment(own, run)


def _moment(own: str, run: list[TimeWord]) -> Iterator[Moment]:
    if not run or any(time.past or time.vague for time in run):
        return
    first, last = run[0], run[-1]
    lasts = all(kind is Kind.LENGTH for kind in last.kinds)
    if lasts and not (
        _COUNTS.search(own[last.start : last.limit_end])
        or _COUNTS.match(own, last.limit_end)
        or _ASKS_FOR_TIME.match(own, last.limit_end)
    ):
        return
    if lasts and len(run) > 1 and Kind.LENGTH not in first.kinds:
        # 本日より3日以内 counts from now, 明日から3日以内 from what is not.
        if _NOW.fullmatch(own[first.start : first.end]) is None:
            return
        first = last
    if len(run) > 1 and _MOVED.match(own, last.end):
        first = last
    if _UNCLEAR.match(own, last.end) or last.limit_end - first.start > LONGEST:
        return
    counted = _TWO_OR_THREE.sub(r"\1日以内", own[max(first.start - 2, 0) : last.limit_end], count=1)
    said = own[first.start : last.limit_end]
    said = counted if "以内" in counted and "以内" not in said else said
    yield Moment(
        start=first.start,
        end=last.end,
        limit_end=last.limit_end,
        said=said,
        opens=_OPENS.match(own, last.limit_end) is not None,
        relative=lasts or _FOLLOWS.match(said) is not None,
        kinds=frozenset(kind for time in run for kind in time.kinds),
    )


_FOLLOWS = re.compile(r"翌|当日|即日|同日|次の?営業日")
