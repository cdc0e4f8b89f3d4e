"""Where a Japanese text names a date, a clock time or a length of time."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

# The patterns expect NFKC text: half-width digits, colons and brackets.
# Without backtracking, and no longer than a number of use is: a run of 30,000 digits is read in one go.
_NUMBER = r"(?:\d{1,12}+|[一二三四五六七八九十]{1,12}+)"
_WEEKDAY = r"(?:\([月火水木金土日][^()]{0,3}\))"
_CLOCK = (
    r"(?:(?:午前|午後|朝|お?昼|夕方|夜|晩|深夜|[AaPp][Mm])の?\s?)?(?<![\d.])(?<!\d:)\d{1,2}(?:時(?!間)台?(?:半|\d{1,2}分)?|:\d{2}(?!\d))"
    r"|(?<![一-龥])(?:午前|午後)?[一二三四五六七八九十]{1,2}時(?=半|まで|に|ごろ|頃|から|の)半?"
    r"|正午"
)
_DAY = (
    rf"(?:(?:\d{{4}}年|今年|来年|翌年)の?)?\d{{1,2}}月\d{{1,2}}日{_WEEKDAY}?"
    rf"|(?:今月|来月|翌月)の?\d{{1,2}}日{_WEEKDAY}?"
    rf"|(?<![\d/])\d{{1,2}}/\d{{1,2}}(?![\d/]){_WEEKDAY}?"
    rf"|(?<![\d.])\d{{1,2}}日(?!間|以内|後|ほど|程|くらい|ぐらい|前|分|目|遅|早|ずつ|単位|かか|掛か|要|必要|待|余|経|た[っち]|続|連続|半|延|ずれ)(?!(?<=[^\d]1日)(?!\(|まで|中|の?(?:\d|正?午))){_WEEKDAY}?"
    r"|(?:今週|来週|再来週|翌週|次|今度)?の?[月火水木金土日]曜日?"
    r"|(?:今週|来週|再来週|翌週)の?[月火水木金土](?=まで|中|に|の|、)"
    r"|[05]の[つ付]く日|五十日(?!間|以内|後|ほど|程)|ごとおび|5の倍数の日|しあさって|明々後日"
    r"|本日|今日|きょう|明日|あす(?!か)|あした|明後日|あさって|翌々日|翌日|翌朝|明朝|明晩|今夜|今晩|今夕"
    r"|当日|即日|同日|翌々?営業日|次の?営業日|一両日"
)
_PERIOD = (
    r"(?:再来|来|今|翌)週末|再来週|来週|今週|翌週|週明け|週末|週内|(?:再来月|来月|今月|翌月)末日?|再来月|来月|今月|翌月|月末|月初|月内|\d{1,2}月(?:上旬|中旬|下旬|末日?)"
    r"|(?:上旬|中旬|下旬)|年内|年末|年明け|年度内|年度末|今年度|期末|今期|来期|(?:連休|休み|休暇|盆|正月)明け"
    r"|(?<!\d)\d{1,2}月(?!\d)(?=中|まで|に)"
)
_PART = (
    r"午前中|(?:午前|午後)(?=まで|に|中|の|、|一|い|イ)(?:一番?|いち|イチ)?|夕方|夕刻"
    r"|お?昼(?:過ぎ|すぎ|前|まで|頃|ごろ|(?=に))|朝(?:一番?|イチ|いち)|夜(?=まで|に)|(?<![近数])日中(?=に)"
    r"|(?:終業|就業時間|業務時間|営業時間|営業終了|業務終了|閉店|閉館|定時|退勤|始業|開店)(?:時刻?|時間)?(?:内|中|後|前)?(?=まで|に)"
)
_LENGTH = (
    rf"(?:{_NUMBER}|半)(?:か月|ヶ月|カ月|ケ月|ヵ月|営業日|週間|時間|分|秒|日|週|年)(?:間|半)*"
    r"(?:以内|ほど|程度?|くらい|ぐらい|後|弱|強)*"
    r"|小一時間|半日|半時間"
)
_PAST = (
    r"一昨日|おととい|昨日|きのう|昨夜|昨晩|先日|先々?週|先々?月|昨年|去年|前日|前回|前週|前月|前年|今朝"
    r"|先ほど|先程|さきほど|さっき|以前|過去"
)
# 前日の17時までに counts back from a day that is still to come.
_COUNTED_BACK = re.compile(r"前日|前週|前月")
_LIMIT = r"(?:(?:の?うち|中|以内|いっぱい|ごろ|頃|くらい|ぐらい|を?目[処途]|をめど)*(?:まで|迄)?(?:に|には)?)"
_VAGUE = re.compile(r"(?:の|より)?(?:あたり|辺り|どこか|どっか|いずれか|どれか)")
_JOINT = re.compile(r"[の、 ,・]? ?")


class Kind(Enum):
    """What a time word names."""

    PAST = "past"
    CLOCK = "clock"
    DAY = "day"
    PERIOD = "period"
    PART = "part"
    LENGTH = "length"


# What names which kind, in the order of trial, and all characters that one can begin with: at any other
# character of a text none of the many wordings need be tried.
_NAMED = (
    (Kind.PAST, "おきさ一今以先前去昨過", _PAST),
    (Kind.CLOCK, r"\dAPapお一二三四五六七八九十午夕夜昼晩朝正深", _CLOCK),
    (Kind.DAY, r"\dあきごしの一五今再即同土当日明月木本来次水火翌金", _DAY),
    (Kind.LENGTH, r"\d一二三四五六七八九十半小", _LENGTH),
    (Kind.PART, "お午営夕夜始定就日昼朝業終退閉開", _PART),
    (Kind.PERIOD, r"\d上下中今休再年月期来正盆翌連週", _PERIOD),
)
_BEGINNINGS = "".join(letters for _, letters, _ in _NAMED)
_WORD = re.compile(
    f"(?=[{_BEGINNINGS}])(?:"
    + "|".join(
        f"(?P<{kind.value}>(?=[{letters}])(?:{pattern}))" for kind, letters, pattern in _NAMED
    )
    + ")"
)
_LIMIT_AFTER = re.compile(_LIMIT)


@dataclass(frozen=True)
class TimeWord:
    """A run of time words such as 明日の午前中: its span, its parts, and the limit word after it.

    `limit_end` is where a following まで, 中, 以内, ごろ or に ends. A vague one (来週あたり) names no time.
    """

    start: int
    end: int
    limit_end: int
    kinds: tuple[Kind, ...]
    vague: bool

    @property
    def past(self) -> bool:
        """Whether it points back: 昨日17時."""
        return Kind.PAST in self.kinds


def time_words(text: str) -> tuple[TimeWord, ...]:
    """The dates and times named in an NFKC text, neighbours joined, in the order of the text."""
    return tuple(_runs(text))


def _runs(text: str) -> Iterator[TimeWord]:
    run: list[re.Match[str]] = []
    for match in _WORD.finditer(text):
        if run and not _joined(text[run[-1].end() : match.start()]):
            yield _time_word(text, run)
            run = []
        run.append(match)
    if run:
        yield _time_word(text, run)


def _joined(gap: str) -> bool:
    return len(gap) <= 2 and _JOINT.fullmatch(gap) is not None


def _time_word(text: str, run: list[re.Match[str]]) -> TimeWord:
    end = run[-1].end()
    vague = _VAGUE.match(text, end)
    limit = _LIMIT_AFTER.match(text, vague.end() if vague else end)
    limit_end = limit.end() if limit else end
    limited = "まで" in text[end:limit_end]
    return TimeWord(
        start=run[0].start(),
        end=vague.end() if vague else end,
        limit_end=limit_end,
        kinds=tuple(_kind(match, limited=limited) for match in run),
        vague=vague is not None,
    )


def _kind(match: re.Match[str], *, limited: bool) -> Kind:
    counted_back = limited and _COUNTED_BACK.fullmatch(match.group())
    return Kind.DAY if counted_back else Kind(match.lastgroup)
