"""Times that only say which: 今月のまとめ, 25日納品分の, 25日までにお申し込みの方."""

import re

from madoguchi.engines.promises.deeds import ANNOUNCED, DEED
from madoguchi.engines.promises.reading import Reading
from madoguchi.engines.rulebook.clauses import Clause

LIMITED = ("まで", "までに", "中", "中に", "以内", "以内に")
# 24日に検品、25日に発送.
_ENUMERATED = re.compile(rf"{DEED}[、,]\s*$")
# Between two times of one deed: 、部材表は; 初報、.
_PARALLEL = re.compile(
    r"(?:(?P<what>(?![のはがでへもか])[^、。はが]{1,16}?)を?)?[、,](?:次に|次いで|続いて|その後|また|さらに)?[、,]?(?P<topic>[^、。]{1,24}(?:は|を|が|も)[、,]?)?"
)
# 24日にご来社の件、….
_NAMES_A_MATTER = re.compile(
    r"(?:件|こと|分|際|時|ため|予定|場合|後|前|で)$|済み|(?:渡し|届け|納品|納入|提出|発送|送付|出荷|到着|約束|予定)の"
)
# 到着は12日、復旧は13日の予定です: a fact beside a deed.
_FACT = re.compile(
    r"(?:期間|到着|開始|開催|便|納期|締め?切り?|期限|日|時刻|入荷|開演|開場|受付|予定|契約|年始|年末)(?:は|が|も)$"
)
# 今月のまとめ, 明日の模試は; 25日の発送となります names the deed.
_ATTRIBUTE = re.compile(
    rf"[おご]?[^、。はがをに]{{0,8}}(?:予定|見込み?)の(?!ため|よう|と)|の(?:予定|見込み?)(?:が|を|から|でし|だっ|で(?!す|ご))|の(?!(?:間|あいだ|うち|内|便|朝|昼|夕|夜|早|遅|午|定時|営業時間|時点|段階|予定|見込|目[処途])"
    rf"|(?:[^、。はがをにへで]{{0,6}}(?:会議|打ち?合わせ|定例会?|面談|朝礼|朝会|夕礼|訪問|ミーティング|会合|総会|(?<!受け付けの)お?電話|再診|診察|郵便|宅急便|便|メール))(?:(?:の場|の席|内)?(?:で|にて)|(?:の?際|時)に(?!は?使))"
    rf"|(?:[おご])?[^、。はがをにへで]{{0,8}}?{DEED}(?:と|をお?約束|を目|を予定|を見込|の予定|の見込|予定|見込|です|でござ|にな|に(?:向|間に合|変|改|延|繰|ずら|移|前倒)|で(?:す|進|手配|調整|考)|[。!\s]|$))"
)

# 25日までにお申し込みの方には、….
_THOSE_WHO = re.compile(
    r"[おご][^、。はがを]{1,8}の(?:方(?!法)|お?客|皆|会員|分|場合|際|とき|ご?注文)"
)


def is_attribute(reading: Reading) -> bool:
    """今月のまとめをお送りします: the time only says which."""
    own, end = reading.own, reading.moment.limit_end
    return _ATTRIBUTE.match(own, end) is not None or _THOSE_WHO.match(own, end) is not None


def gives_way(reading: Reading, main: Clause) -> bool:
    """25日納品分の請求書を月末までに: a bare time gives way to the next one of the same deed."""
    following = reading.following
    if following is None or following.start > main.head_start:
        return False
    between = reading.own[reading.moment.limit_end : following.start]
    if reading.moment.said.endswith(LIMITED) or _ENUMERATED.search(between):
        return False
    return not _is_parallel(reading, between)


def _is_parallel(reading: Reading, between: str) -> bool:
    """図面は24日に、部材表は26日にお送りします; 11時に初報、15時に続報をお出しします."""
    own, moment = reading.own, reading.moment
    parts = _PARALLEL.fullmatch(between)
    ended = any(
        moment.limit_end < one.end <= moment.limit_end + len(between)
        for one in reading.sentence.clauses
    )
    if parts is None or ended or ANNOUNCED.search(between):
        return False
    if parts["what"]:
        if _NAMES_A_MATTER.search(parts["what"]):
            return False
        return moment.said.endswith("に")
    if _FACT.search(own, reading.sentence.start, moment.start):
        return False
    return parts["topic"] is not None and own.endswith(("は", "を", "が", "も"), 0, moment.start)
