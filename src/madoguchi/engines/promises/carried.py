"""The day of a time that names none: 明日は土曜ですが10時に…, 24日15時に書きます。同日19時までに…."""

import re
from datetime import datetime, timedelta
from itertools import takewhile

from madoguchi.engines.promises.moments import Moment
from madoguchi.engines.promises.reading import Reading
from madoguchi.engines.rulebook.clauses import Link
from madoguchi.engines.timewords import Hours, due

# So many sentences before its own may name the day of 同日.
SENTENCES_BACK = 3

_SAME = re.compile(r"同日")
_NOT_BY = re.compile(r"まで|中|以内|うち")
# 明日は…ですが10時に; 25日の訪問は15時に; 24日の会議の前、9時に.
_TOPIC = re.compile(r"は|も|[、,]|です|だけ")
_MEETING = re.compile(
    r"の[おご]?(?:訪問|打ち?合わせ|面談|会議|納品|届け|作業|立ち?会い?|来[社店]|電話|定例会?|点検)"
    r"(?:の(?:前|後|際|時|席|場)(?:に|は|で)?[、,]?|(?:は|では|ですが)[、,]?)$"
)
# 明日は休みですので、17時までに: today. What thanks or reports tells no day of ours.
_NO_CARRY = re.compile(
    r"(?:休|不在|外出|できま|難し|出られ)[^。]*(?:ので|ため|から)|とのこと|ありがと|の件|のうち"
)


def falls_due(reading: Reading, *, sent_at: datetime, hours: Hours) -> datetime | None:
    """When the time of a reading falls due, on the day that the words before it name."""
    said, day = reading.moment.said, named_before(reading)
    plain = due(said, sent_at=sent_at, hours=hours)
    if day is None:
        return plain
    named = due(day.said, sent_at=sent_at, hours=hours)
    if named is None:
        return None
    # The midnight at which a day ends is of that day.
    begins = (named - timedelta(microseconds=1)).replace(hour=0, minute=0, second=0, microsecond=0)
    told = due(_SAME.sub("本日", said), sent_at=begins, hours=hours)
    return told if told and told > sent_at else plain


def named_before(reading: Reading) -> Moment | None:
    """The time before that names the day of this one; None where it names its own or none is carried."""
    moment, before = reading.moment, _dated_before(reading)
    if _SAME.match(moment.said):
        earlier = reading.page.lines[max(reading.index - SENTENCES_BACK, 0) : reading.index]
        named = [one for line in earlier for one in line.moments if one.dated]
        return before or (named[-1] if named else None)
    if moment.said.startswith("翌"):
        return before if before and not _NOT_BY.search(before.said) else None
    return before if moment.hourly and before and _carries(reading, before) else None


def leads_on(reading: Reading) -> bool:
    """24日の訪問ですが、11時に伺います: the first time only names the day of the second."""
    following = reading.following
    if following is None or not following.hourly or not reading.moment.dated:
        return False
    return _MEETING.match(reading.own, reading.moment.limit_end, following.start) is not None


def _dated_before(reading: Reading) -> Moment | None:
    found = takewhile(lambda one: one.start < reading.moment.start, reading.sentence.moments)
    dated = [one for one in found if one.dated and not _SAME.match(one.said)]
    return dated[-1] if dated else None


def _carries(reading: Reading, day: Moment) -> bool:
    gap = reading.own[day.limit_end : reading.moment.start]
    if (day.opens and day.pure) or _NO_CARRY.search(gap):
        return False
    # 月曜(7日)の昼には.
    if gap.strip(")の") == "" or _MEETING.match(gap):
        return True
    clause = next((one for one in reading.sentence.clauses if one.end >= day.end), None)
    if gap.startswith("の") or clause is None or clause.past:
        return False
    if day.said.endswith(("に", "で")) or not day.pure:
        through = clause.end > reading.moment.start or clause.link is Link.AND
        return through and (not day.pure or not _NOT_BY.search(day.said))
    return not _NOT_BY.search(day.said) and _TOPIC.match(gap) is not None
