"""Whether a predicate is a deed of ours: 送付いたします, 直しておきます, お届けとなります, 回答予定."""

import re

from madoguchi.engines.promises.attributes import LIMITED
from madoguchi.engines.promises.deeds import (
    ANNOUNCED,
    BEGUN,
    DEED,
    HUMBLE,
    LIST_MARK,
    NO_DEED,
    OF_ITSELF,
    WHO,
    is_deed,
)
from madoguchi.engines.promises.happenings import WILLED, is_foreseen, is_of_a_force
from madoguchi.engines.promises.reading import Commitment, Reading, is_towards, tie_end
from madoguchi.engines.promises.what import deed_of
from madoguchi.engines.rulebook.clauses import Clause, Link

BEGINNING = ("開始", "始める", "着手", "取り掛かる")
_ADVERBIAL = ("しく", "なく", "高く", "多く", "よく", "良く")
# 会議を開き is a deed, 店が開き a state.
_EITHER = ("開く", "終わる", "変わる", "確定")
_ENDING = ("終わる", "済む", "終了", "完了", "出来上がる", "仕上がる", "上がる")
# 完了の見込みです.
_ENDED = re.compile(r"(?:完了|終了)の?$")
# What is told to be finished and is nobody else's, no event and no weather: 入力は, 棚卸しは.
_NOT_WORK = rf"(?:{WHO}(?:の|が|は)|(?!棚卸)(?:{ANNOUNCED.pattern})|会議|会合|打ち?合わせ|研修|授業|講義|学会|選挙|[一-龥]会(?=[はがも])|講演|試験|[展祭]|公演|配信|放送|契約|提供|休|期間|保証|台風|[雨雪]|渋滞|値|価|契約)"
_OUR_WORK = re.compile(rf"^(?!.*{_NOT_WORK}).*(?:は|が|も)[、,]?\s*$", re.DOTALL)
# 10時に出社して片付けます.
_ON_THE_WAY = ("出社", "出勤", "戻る", "帰社", "出る", "起きる", "来る", "出発", "聞く", "伺える")
# お迎えに上がる.
_GOING_TO = ("迎えに", "取りに", "届けに", "説明に", "挨拶に", "詫びに", "お礼に")
# 席を外します, 会社を空けます.
_LEAVING = ("外す", "空ける", "開ける", "離れる", "明ける")
_LEFT = re.compile(r"(?:席|会社|事務所|オフィス|職場|現場|家|デスク)を\s*$")
_PLANNED = re.compile(r"予定|見込|見通し|目[処途標安]|心づもり|運び|計画|めど")
_MEANT = re.compile(r"予定|見込|見通し|運び|つもり|所存|約束に|(?:と|たく)(?:考え|思っ|存じ)")
_BEFOREHAND = re.compile(r"[とど](?:きま|く(?:[よねわ!。]|$))")
_ARRANGED = re.compile(r"手配|目指|目標|準備|調整|進め|段取|取り計ら|努め|努力|尽力|急")
_MADE_SO = re.compile(
    r"の[^、。]{1,10}を$|よう(?:に)?|べく|に向けて?|着で|を目[処標指]|予定で|つもりで|方向で|運びで"
)
_PLAIN = re.compile(
    r"(?<![でま])(?:[うくぐすつぬぶむる])(?:よ|ね|わ|から|つもり|予定|ん|の)*(?:です)?(?:よ|ね)*[!。♪~〜ー]*$"
)
_POLITE = re.compile(
    r"(?<!ござい)(?<!ており)(?<!でい)(?<!なり)ま(?:す|ーす|っす)|[っと]く(?:よ|ね|わ|から)*$|ておく|たいと|たく|予定|見込|見通し|段取|手はず|手筈|算段|方針|つもり|所存|こと[にと]|運び|させて(?:くださ|下さ|もら)"
)
_COPULA = re.compile(
    r"(?:です|でございます|となります|になります|となる|になる|(?<!落)と(?:します|いたします|させていただきます))(?:[よねが]|ので|けど)*$"
)
# 年内最後のご報告です: the message itself.
_THIS_MESSAGE = re.compile(
    r"(?:報告|返事|返信|案内|連絡|お知らせ|知らせ|通知|共有|回答|結果|[初続一]報)(?:です|でござ)"
)
_PASSIVE = re.compile(r"(?:さ|[かがさたなばまらわ])れ(?:ます|る|ており|予定)")
_NOUN_LAST = re.compile(
    rf"(?:[おご])?{DEED}(?P<soft>(?:の)?(?:ご)?(?:予定|見込み?|見通し|目[処途]))?\s*[。!)♪~〜]*\s*$"
)
# 28日 貴社ご確認.
_THEIRS_LAST = re.compile(rf"{WHO}[おご]?\s*$")
# ・25日 報告書提出, a point of a list.
_LISTED = re.compile(rf"\s*{LIST_MARK}")
_LASTING = re.compile(
    r"対応|開け|止め|営業|受|承|ご案内|続け|継続|貸|取り?置|預か|保管|確保|キープ"
)
_CONDITION = re.compile(
    r"(?:でしたら|であれば|なら(?!び)|場合|ようであれば|のでしたら)(?:は|には)?[^。、]{0,6}[、,]?\s*$"
)


def of_verb(reading: Reading, chain: list[Clause], said: Clause) -> Commitment | None:
    """The deed of the clause that the time belongs to; `said` tells how it is meant."""
    main, moment = chain[-1], reading.moment
    if any(_is_state(reading, clause) for clause in chain[:-1]):
        return None
    if not commits(reading, main, said, moment.limit_end):
        return None
    end = moment.limit_end if reading.until <= main.head_start else tie_end(reading, main)
    return Commitment(moment.start, end, moment, deed_of(reading, main))


def commits(reading: Reading, main: Clause, said: Clause, begins: int) -> bool:
    """Whether a predicate is a deed of ours; its objects stand between `begins` and its head."""
    own, moment = reading.own, reading.moment
    head_start = main.head_start
    if head_start < moment.limit_end <= main.end:
        head_start = moment.limit_end
    tail = own[head_start : tie_end(reading, main)]
    objects = own[max(begins, main.start) : head_start]
    if main.head in BEGINNING:
        return BEGUN.search(objects) is not None or main.head in BEGINNING[2:]
    if _PLANNED.match(main.head) and not _ends(main, objects):
        return is_deed(objects) and not ANNOUNCED.search(objects)
    # 24日中にいたします is no deed in progress.
    ongoing = main.ongoing and not main.head[:1].isdecimal()
    if ongoing and not (_MEANT.search(tail) or _BEFOREHAND.search(tail)):
        arranged = _ARRANGED.search(tail) is not None
        return arranged and _MADE_SO.search(own, moment.end, main.head_start) is not None
    if _ends(main, objects) and _PLANNED.search(tail):
        told = own[reading.sentence.start : moment.start]
        if _PLAN_NAMED.search(own, head_start, main.end + 6):
            return False
        if _THEIR_WORK.search(told):
            return False
        return is_deed(objects) or is_deed(told) or _OUR_WORK.search(told) is not None
    # 通れるようになる, 停電は復旧する: it happens.
    if own.startswith("ようにな", main.end) or is_of_a_force(reading, tail):
        return False
    if _is_no_deed(main, tail, objects) or _lasts(reading, tail):
        return False
    return _said_as_a_deed(reading, tail, objects, main, said)


# 28日に上がる予定を31日に変更.
_PLAN_NAMED = re.compile(r"(?:予定|見込み?|見通し)(?:を|が|だった|でした)")
_THEIR_WORK = re.compile(rf"{WHO}の[^、。]{{0,12}}(?:は|が|も)[、,]?\s*$")


def _ends(main: Clause, objects: str) -> bool:
    return main.head in _ENDING or (
        _PLANNED.match(main.head) is not None and _ENDED.search(objects) is not None
    )


def _is_state(reading: Reading, clause: Clause) -> bool:
    """13日から休みで、…: the time is that of a state."""
    before = reading.own[clause.start : clause.head_start]
    after = reading.own[clause.end : clause.end + 1]
    if clause.link is Link.FINAL and after.strip("、,。"):
        # 待ち時間と突き合わせます, 残らず読みます.
        return False
    if is_towards(reading.own, clause) or (clause.head in _EITHER and before.endswith("を")):
        return False
    if clause.head in _ON_THE_WAY or WILLED.search(reading.own, clause.head_start, clause.end):
        return False
    return clause.head in NO_DEED or reading.own.endswith(_ADVERBIAL, clause.start, clause.end)


def _is_no_deed(main: Clause, tail: str, objects: str) -> bool:
    willed = WILLED.search(tail) or objects.endswith(_GOING_TO)
    of_itself = OF_ITSELF.search(main.head) or main.head in _EITHER
    # 心当たりを当たる: nothing that happens of itself has an object.
    if (main.head in NO_DEED or of_itself) and not willed:
        return (main.head in NO_DEED and main.head not in _EITHER) or not objects.endswith("を")
    if tail.startswith("使え") or (main.head in _LEAVING and _LEFT.search(objects)):
        return True
    return ANNOUNCED.search(tail) is not None or _ANNOUNCED_OBJECT.search(objects) is not None


_ANNOUNCED_OBJECT = re.compile(rf"(?:{ANNOUNCED.pattern})(?:時間|期間|日)?[をはが]\s*$")


def _lasts(reading: Reading, tail: str) -> bool:
    """25日まで保管します, 28日までは出荷します: until then, not by then."""
    moment = reading.moment
    if not moment.lasting:
        return False
    if "から" in moment.said or reading.own.startswith("は", moment.limit_end):
        return True
    return _LASTING.search(tail) is not None


def _said_as_a_deed(reading: Reading, tail: str, objects: str, main: Clause, said: Clause) -> bool:
    meant = tail if said is main else reading.own[said.head_start : tie_end(reading, said)]
    if _PASSIVE.search(tail):
        told = reading.own[reading.sentence.start : reading.moment.start]
        return is_deed(tail) or is_deed(objects) or is_deed(told)
    if main.able or "可能" in tail:
        offered = _CONDITION.search(
            reading.own[reading.sentence.start : reading.moment.start]
        ) or _CONDITION.search(objects)
        return offered is None and (tail.startswith(("お", "ご")) or is_deed(tail))
    if is_foreseen(tail, main, reading.own[reading.sentence.start : main.head_start]):
        return False
    if _COPULA.search(meant) and said is main:
        if ANNOUNCED.search(objects) or _THIS_MESSAGE.search(meant):
            return False
        return (
            _NOUN_LAST.search(_COPULA.sub("", meant)) is not None
            or _POLITE.search(_COPULA.sub("", meant)) is not None
        )
    if HUMBLE.search(meant) or _POLITE.search(meant) or _PLAIN.search(meant):
        return True
    noun = _NOUN_LAST.search(meant)
    if _THEIRS_LAST.search(objects):
        return False
    if noun is None:
        return is_deed(tail) and said is not main
    return (
        noun["soft"] is not None
        or reading.moment.said.endswith(LIMITED)
        or _LISTED.match(reading.sentence.text) is not None
        or (reading.following is not None and reading.own.startswith("、", main.end))
        or main.link.name == "NOUN"
    )
