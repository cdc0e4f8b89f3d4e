"""Times that are told of a deed of ours: 発送は25日になります, 回答期限:25日17時, ご連絡いたします(17時まで)."""

import re
from itertools import takewhile

from madoguchi.engines.promises.deeds import DEED, LIST_MARK, WHO, WORK
from madoguchi.engines.promises.reading import Commitment, Reading, tie_end
from madoguchi.engines.promises.verbs import commits
from madoguchi.engines.promises.what import deed_of, shortened
from madoguchi.engines.rulebook.clauses import Clause

_TOPIC = re.compile(
    rf"(?P<whole>(?P<deed>(?:[おご]|次回の?|今後の)*[^\s、。は:()]{{0,12}}?{DEED})"
    r"(?:書|の)?(?:ご?(?:予定|期[限日]|日時?|時[期刻間]|目[安処途]|めど|見込み?|見通し|完了|開始)(?:日|時刻|時期)?)*)"
    r"(?:(?:は|が|も|:|につきましては|については|に関しては|としては|の(?:ほう|方)は)[、,\s]*(?:[^。、]{0,10}[、,]\s*)?(?:遅くとも|早ければ|最短で?|おおむね|概ね|およそ|約|だいたい|おそらく|恐らく|現時点で(?:は)?|今のところ)?[、,]?\s*)$"
)
# ・設問案を共有 2/16(火)正午, a line of a list.
_LISTED = re.compile(r"(?P<whole>(?P<deed>[^\s、。:]{1,24}を[一-龥]{2,4}))(?:予定)?[\s:]+$")
# ・ログの抽出:16時まで, where ご返送:25日まで would be theirs.
_POINT = re.compile(
    rf"\s*{LIST_MARK}\s*(?P<whole>(?P<deed>(?!.*[おご](?!返金|案内|報告|提案|提示|納品|送付|連絡))[^、。:はがを]{{0,20}}?(?:{DEED}|{WORK})))(?:予定|期限)?(?:\s|:|\.|〓)+$"
)
# 構成は私が21日まで.
_OURS = re.compile(
    r"(?P<whole>(?P<deed>[^\s、。:]{1,24}))(?:は|:)(?:私|わたくし|当方|弊社|当社|小職|こちら)(?:の[^、。\s]{1,8})?(?:が|で|、|:)$"
)
_OF_ELSE = re.compile(r"、[^、。]{1,16}は")
_BARE_TOPIC = re.compile(
    r"(?:期[限日]|納期|目[処途安]|めど|時期|予定日?|締め?切り?|完了|仕上がり)(?:は|として|:|につきましては)[^。]{0,8}$"
)
_TOLD = re.compile(
    r"(?:(?:の)?(?:ご?(?:予定|見込み?|目[処途])))?(?:です|でござい|になり|になる|な[りる]|となり|となる|となっ|なって(?:しま|お)|を予定|の予定|を見込|の見込|を目[処途標]|で予定|とさせ|にさせ|といたし|とし|で(?:考え|進め|動)|を(?:考え|めど)|で[、。]|\)|[。!]?\s*$|ごろ|頃|と(?:考え|思っ)て|でき(?:る|ます|そう))"
)
# The day of a contract's renewal is a fact; メーカーの回答 is not ours.
_NO_TOPIC = re.compile(
    rf"{WHO}(?:の|による|[かよ][らり]の)[^、。]{{0,12}}$|(?:更新|登録|設定|確認|処理|作成|配達|配送|修理|掲載|集荷)日$|保証|有効|ご?希望"
)
_PLANNING = (
    "予定",
    "見込み",
    "見通し",
    "見込む",
    "成る",
    "目処",
    "考える",
    "進める",
    "目途",
    "為る",
)
_LEFT_OVER = re.compile(r"[^\s、。,(は:]")


def tells_the_time(reading: Reading, main: Clause) -> bool:
    """Whether the time itself is what is told, and no deed of the clause: 発送は25日になります."""
    moment = reading.moment
    told = _TOLD.match(reading.own, moment.limit_end, reading.sentence.end) is not None
    told = told and (main.head_start < moment.limit_end or main.head in _PLANNING)
    return told or _is_told_apart(reading)


def _is_told_apart(reading: Reading) -> bool:
    """開始は7日、掲示は私が貼ります; 構成は私が21日まで、音源は…."""
    own, moment = reading.own, reading.moment
    if not own.startswith("、", moment.limit_end):
        return False
    if _OURS.search(own, reading.sentence.start, moment.start):
        return True
    apart = own.endswith("は", 0, moment.start) and reading.following is None
    return apart and _OF_ELSE.match(own, moment.limit_end, reading.sentence.end) is not None


def of_topic(reading: Reading, main: Clause) -> Commitment | None:
    """The deed whose time is told; None where the time is no deed's of ours."""
    moment, own, sentence = reading.moment, reading.own, reading.sentence
    before = own[sentence.start : moment.start]
    topic = (
        _LISTED.search(before)
        or _OURS.search(before)
        or _POINT.match(before)
        or (None if moment.lasting else _TOPIC.search(before))
    )
    if topic is None:
        return None if _is_told_apart(reading) else _of_deed_before(reading)
    begins = sentence.start + topic.start("whole")
    if reading.before is not None and reading.before.end > begins:
        return None
    if _NO_TOPIC.search(own, sentence.start, sentence.start + topic.end("whole")):
        return None
    apart = _is_told_apart(reading)
    end = moment.limit_end if apart else max(tie_end(reading, main), moment.limit_end)
    return Commitment(sentence.start + topic.start("deed"), end, moment, shortened(topic["deed"]))


def _of_deed_before(reading: Reading) -> Commitment | None:
    """ご回答いたします(明日17時まで); 対応いたします。目処は25日です。"""
    moment, sentence = reading.moment, reading.sentence
    earlier = list(takewhile(lambda one: one.end <= moment.start, sentence.clauses))
    if earlier:
        gap = reading.own[earlier[-1].end : moment.start]
    elif _BARE_TOPIC.search(reading.own, sentence.start, moment.start):
        before = reading.page.lines[max(reading.index - 1, 0) : reading.index]
        earlier, gap = [one for each in before if not each.moments for one in each.clauses], ""
    if not earlier or _LEFT_OVER.search(gap.replace("期限", "").replace("目処", "")):
        return None
    deed = earlier[-1]
    if not deed.ours_to_come or not commits(reading, deed, deed, deed.start):
        return None
    start = moment.start if deed.end < sentence.start else deed.start
    return Commitment(start, max(moment.limit_end, deed.end), moment, deed_of(reading, deed))
