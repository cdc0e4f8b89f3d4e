"""Whether a draft that tells of a delay says why."""

import re
from collections import defaultdict

from madoguchi.engines.rulebook.analysis import Analysis, Sentence
from madoguchi.engines.rulebook.clauses import Clause, Link
from madoguchi.engines.rulebook.reading import delay_words as words
from madoguchi.engines.rulebook.reading.delays import Delay, DelayKind

_EMPTY = re.compile(
    r"(?:諸事情|諸般の事情|(?:こちら|当方|弊社|当社|当店|私ども|社内)の?(?:都合|事情)|諸々|もろもろ|いろいろと?|色々と?|やむを得(?:ない|ぬ)(?:事情|理由))(?:により(?:まして)?|によって|で|のため|につき)?"
)
_GIVEN = re.compile(
    r"(?:た|る|い|の|な|ない|である|ている|ます|です)(?:ため|為)(?!に(?:も|、))|により|によって|につき(?!まして)|による|の?影響|原因|理由|中な(?:の|ん)で|〔[^〕]*理由|というのも|と申しますのも|(?:から|ため|せい|関係|都合)(?:です|でして|でござ|で、|で)|事情|を受け(?:て|、)|に伴"
)
# What goes wrong, and what comes in between.
_TROUBLE = re.compile(
    r"故障|不具合|障害|不調|不良|不備|不足|欠品|欠勤|欠航|破損|停電|停止|止ま|止め|壊れ|ミス|誤[りっ字配送]|漏れ|もれ|漏水|エラー|バグ|落ち(?:て|た|まし)|トラブル"
    r"|渋滞|事故|台風|大雪|雪|大雨|豪雨|地震|悪天候|天候|通行止|運休|遅延|混雑|混み|混んで|殺到|集中|体調|発熱|熱を|病|風邪|インフル|入院|けが|怪我|休[みんむ]|休業|不在|急用|欠員|人手|離職|退職|忌引"
    r"|差し?替え|差し戻|やり直|作り直|刷り直|撮り直|再(?:測定|計算|検査|撮影|印刷|発注|確認|調整|集計|試験|作成|審査|手配)|追加|増え|増(?:加|量|員)|見つか|発覚|判明|手違い|行き違い|取り違え|想定(?:より|以上|外)|思(?:った|いの)(?:より|ほか)|予想(?:以上|より|外)|時間がかか|時間を要|手間取|手こず|難航|立て込|重な|バタつ|ばたつ|たてこ"
    r"|(?:届い|来|上がっ|戻っ|下り|降り|取れ|揃っ|そろっ|入っ|出|もらえ)て(?:い|お)?(?:ま|ら|な)|待ち(?:です|で|の|となっ)|承認|決裁|審査|通関|税関|仕様変更|変更が(?:入|あ|生)|調子が悪|繋がら|つながら|動かな|開けな|消え|紛失|急(?:きょ|遽|に|な)|足りな|足りま|足りず|割れ|欠け|汚れ|傷|もつれ|延び(?:た|てい|て、)|長引"
)
# 仕上げに3日余分にかかるため gives the reason for what it tells.
_TAKES_LONGER = re.compile(r"[^。]{0,40}(?:かか|要し|要する)[^、。]{0,6}(?:ため|ので|から)")
# A delay that says of itself what takes so long.
_SELF_EXPLAINED = re.compile(r"手間取|長引|滞|積み残|押して")
_TIED = re.compile(r"ため|為|ので|の?影響|ことから|関係|せい|、|て|で")
_PROMISED_THING = re.compile(
    r"(?:納品|納入|提出|お?渡し|お?届け|発送|公開|完成|仕上がり|引き渡し|お?送り|出荷|返却|対応|作業|制作)(?:日|時刻|予定)?が"
)
_BECAUSE_OF_TROUBLE = re.compile(
    rf"(?:{_TROUBLE.pattern})[^、。]{{0,6}}(?:で(?!す|も|は|き|の)|により|によって|につき|のため|で、|から)"
)
_COURTESY = re.compile(
    r"申し訳|お詫び|迷惑|不便|お待たせ|恐れ入|恐縮|失礼|ありがと|よろしく|了承|すみま|すいま|ごめん|心配|手数|お世話"
)
_PROGRESS = re.compile(
    r"終わ[っり]|終え|済[みん]|進め|進んで|完了|書き上|仕上がって|できて(?:い|お)|予定(?:どおり|通り)|急い|急ぎ|全力|急ピッチ"
)
_AGAINST = re.compile(
    r"(?:が|けど|けれど|ところ|ものの)$|に(?:つきまし?|つい|関しまし?|関し|おきまし|際し)$"
)

# The delays of one sentence, by where their clause begins.
Told = dict[int, Delay]


def reason_given(analysis: Analysis, told: tuple[Delay, ...]) -> bool:
    """Whether anything says why: 測定器が故障し, 〜のため, 校正が1日延びたので; not 諸事情により."""
    of_sentence: dict[int, Told] = defaultdict(dict)
    for delay in told:
        of_sentence[delay.sentence][delay.clause.start] = delay
    return any(
        _gives_a_reason(analysis, sentence, of_sentence[index])
        for index, sentence in enumerate(analysis.sentences)
    )


def _gives_a_reason(analysis: Analysis, sentence: Sentence, told: Told) -> bool:
    if sentence.greeting:
        return False
    return any(
        _is_a_reason(analysis, sentence, clause, told)
        for clause in sentence.clauses
        if not clause.question
    )


def _is_a_reason(analysis: Analysis, sentence: Sentence, clause: Clause, told: Told) -> bool:
    own = analysis.own
    if _SELF_EXPLAINED.search(own, clause.start, clause.end):
        return not own.startswith("作業", clause.start)
    delay = told.get(clause.start)
    if delay is not None and _holds_up_something_else(analysis, sentence, delay):
        return True
    if delay is not None and delay.kind is DelayKind.MOVED and _moves_because(own, clause):
        return True
    end = min(clause.end + 4, sentence.end)
    if delay is not None and not _tells_a_cause(analysis, delay):
        end = delay.start
    said = _EMPTY.sub("", own[clause.start : end])
    if _COURTESY.search(said) and not _TROUBLE.search(said):
        return False
    if _GIVEN.search(said) and not _only_the_empty(own[clause.start : clause.end], said):
        return True
    if _TROUBLE.search(said) and not words.UNREALISED.search(said):
        return True
    return delay is None and _leads_to_a_delay(analysis, clause, told)


def _tells_a_cause(analysis: Analysis, delay: Delay) -> bool:
    """仕上げに3日余分にかかるため, 部材が届いておらず: what is not there holds up something else."""
    if _TAKES_LONGER.match(analysis.own, delay.start, delay.end + 3):
        return True
    return delay.kind is DelayKind.UNDONE and delay.clause.link in (Link.AND, Link.REASON)


def _holds_up_something_else(analysis: Analysis, sentence: Sentence, delay: Delay) -> bool:
    """部品の入荷が延びたため、納品を19日に変更します: what is late is not yet what was promised."""
    own, clause = analysis.own, delay.clause
    if delay.kind is not DelayKind.LATER or _TIED.match(own, clause.end) is None:
        return False
    if _PROMISED_THING.search(own, clause.start, delay.start):
        return False
    return "が" in own[clause.start : delay.start] and any(
        time.start > clause.end for time in sentence.times
    )


def _moves_because(own: str, clause: Clause) -> bool:
    """工場のボイラー故障で仕上がりが17日になります: the trouble stands in the same breath."""
    return _BECAUSE_OF_TROUBLE.search(own, clause.start, clause.end) is not None


def _only_the_empty(whole: str, left: str) -> bool:
    """諸事情により: a reason's words, and no reason."""
    return _EMPTY.search(whole) is not None and len(left) < 12


def _leads_to_a_delay(analysis: Analysis, clause: Clause, told: Told) -> bool:
    """部品がまだ来ておらず、間に合いません: what comes before, tied to the delay by and or so."""
    if clause.link not in (Link.AND, Link.REASON) or clause.theirs:
        return False
    said = analysis.own[clause.start : clause.end]
    tied = analysis.own[clause.end : clause.end + 4].lstrip("、, ")
    if tied.startswith(("が", "けど", "けれど", "ところ", "ものの")) or _AGAINST.search(said):
        return False
    if any(p.search(said) for p in (_EMPTY, _COURTESY, _PROGRESS, words.UNREALISED)):
        return False
    return next(reversed(told), -1) >= clause.end
