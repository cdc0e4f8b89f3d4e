"""Asking the other side to wait until a time: 17時までお時間をください."""

import re

from madoguchi.engines.promises.reading import Commitment, Reading
from madoguchi.engines.promises.what import deed_around

_TIME_ASKED = re.compile(
    r"[^。]{0,14}?(?:お時間(?!内)|(?<![一-龥\d])時間(?!内)|お日にち|日数|ご?猶予)(?:を|は)?(?:[^。、]{0,6})?(?:くださ|下さ|いただ|頂|ちょうだい|もらえ|もらい|かけさせ|取らせ)"
    r"|(?:の[^。、はがを]{0,10}(?:案内|連絡|回答|返事|返答|報告)まで|(?!の[^。、]{1,8}(?:を|まで))[^。で]{0,8}?)お?待(?:ち|って)(?:くださ|下さ|いただ|頂|願|を)|[^。、]{0,6}お待たせ(?:し|いた)"
)
# お時間を25日までいただけますでしょうか.
_TIME_BEFORE = re.compile(r"(?:お時間|ご?猶予)を[、,]?\s*$")
_GIVEN = re.compile(r"(?:ほど|、)?(?:くださ|下さ|いただ|頂|ちょうだい)")
_TAKEN_BACK = re.compile(
    r"(?:まし|てい|てお)た|ません(?!か|でしょうか)|かか[りる]|場合|(?:れば|たら)(?!と|幸)"
)
# 当日は30分ほどお時間を頂戴できればと存じます: how long the two sides meet.
_MET = re.compile(
    r"当日|打ち?合わせ|面談|会議|伺|訪問|来[社店館院]|説明|お話|オンライン|[Zz]oom|Web|ミーティング|ヒアリング|撮影|立ち?会|点検|見学|面接|お目にかか|お会い|取材"
)
_WORKED = re.compile(r"確認|調査|調べ|検討|回答|返事|返信|準備|手配|お待た")


def is_a_meeting(reading: Reading) -> bool:
    """How long the two sides are to meet."""
    moment = reading.moment
    if _ASKED_FOR.match(reading.own, moment.limit_end) is None or not _SHORT.match(moment.said):
        return False
    told = reading.own[reading.sentence.start : moment.start]
    before = reading.page.lines[max(reading.index - 1, 0)].start
    met = _MET.search(reading.own, before, reading.until)
    return met is not None and _WORKED.search(told) is None


_ASKED_FOR = re.compile(r"[^。、]{0,8}お?時間")
_SHORT = re.compile(r"(?:\d+分|半|小一|[一1][〜~、-]?[二2]?時間|[二2]時間|\d+[〜~から-]+\d+分)")


def time_asked(reading: Reading) -> Commitment | None:
    """The time that is asked for; None where the other side is to do something by then."""
    moment, own, sentence = reading.moment, reading.own, reading.sentence
    if moment.said.endswith("に"):
        return None
    asked = _TIME_ASKED.match(own, moment.limit_end, reading.until)
    if asked is None and _TIME_BEFORE.search(own, sentence.start, moment.start):
        asked = _GIVEN.match(own, moment.limit_end, reading.until)
    if asked is None or _TAKEN_BACK.search(
        own, asked.end() - 2, min(asked.end() + 14, sentence.end)
    ):
        return None
    end = next(
        (clause.end for clause in sentence.clauses if clause.end >= asked.end()), asked.end()
    )
    return Commitment(moment.start, end, moment, deed_around(reading))
