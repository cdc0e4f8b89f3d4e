"""By when the writer's own work will be done, where the draft says so."""

import re

from madoguchi.engines.rulebook.analysis import Analysis, Sentence
from madoguchi.engines.rulebook.clauses import Clause, Link
from madoguchi.engines.rulebook.once import read_once
from madoguchi.engines.rulebook.words import word_set
from madoguchi.engines.timewords import Kind, TimeWord

# No sentence names more; it bounds the search.
MOST_TIMES = 20
_BEGINNING = word_set(
    "着手 取り掛かる 開始 始める 始まる 取りかかる 入る 動く 動き出す スタート 掛かる"
)
_WORKING = _BEGINNING | word_set("対応 作業 進める 遣る 行う 修正 作成 直す 取り組む 実施")
# 24日の9時で承りました: what is agreed on is still to come.
_AGREED = word_set("承る 承知 畏まる 了解 受ける 予約 確保 受け付ける 決まる 手配 設定")
_BEGINS = re.compile(r"(?:から|より|以降|スタート|開始|着手)")
# 明日は定休です, 本日はありがとうございます: facts and courtesies.
_NO_DEED = word_set(
    "営業 休み 休業 不在 定休 休む 居る 有る 御座る いらっしゃる 会議 打ち合わせ 定例 座る 有難い 有り難い 失礼 世話 感謝 恐縮 恐れ入る 助かる 礼 御礼 お礼 宜しい 待つ"
)
# 10月の改定の件 tells which; 木曜の便で, 25日の納品で, 明日の夕方 tell when.
_TELLS_WHICH = re.compile(
    r"(?:締め|開催|時点|現在|付けの|号)|の(?!(?:[^。、]{0,6}(?:便|納品|配送|配達|出荷|発送|公開|配信|掲載|提出|完成|完了|仕上|反映|引き渡|お渡|お届|納期))"
    r"|(?:うち|内|間|予定|見込|目[処途]|めど|朝|昼|夜|夕|午[前後]|終|始業|定時|営業|業務|お昼|正午|早|遅|[^。、\d]{1,8}(?:で|にて)(?!す)|前半|後半|頭|\d|会議|定例|打ち?合|ミーティング|朝礼|回))"
)
# 次回の定例までに, ご来店前に, 期日どおりに: both sides know when that is.
_BY_AN_EVENT = re.compile(
    r"(?:定例|会議|打ち?合わ?せ|ミーティング|朝礼|夕礼|商談|発表|公演|開演|開店|開場|来店|来院|来場|来社|出発|到着|納品|入稿|校了|締め?切り?|イベント|当日|発売|公開|開催|開始|着任|入社|入学|開業|オープン|回収|集荷|次便|検診|診察|面接|面談|内見|工事|初日|前|〕|期日|期限|納期|日時|日程|便|シーズン|リリース)(?:日|時|時刻)?(?:まで|迄|前|に間に合)"
    r"|(?:期日|期限|納期|ご?希望|ご?指定|スケジュール|日程|予定|お約束|ご?要望|日時|締め?切り?)(?:の(?:日時?|期日|納期|期限|日程|時間|スケジュール))?(?:[どと][おう]り|厳守|内に|に間に合|に合わせ|を守)"
    r"|\d(?:日|月)[^。、]{0,12}に(?:間に合|合わせ)|本日付|即日|即時|その場で|(?:次|今度|明日|今日|本日|今夜)の便"
)
# 今月中ぐらいで, 来週あたり: a stretch that is blurred once more.
_ROUGHLY = re.compile(r"(?:の)?(?:ぐらい|くらい|あたり|辺り|頃|ごろ|のどこか|かな|かも)")
_DONE_BY = re.compile(
    r"完了|納期|期限|期日|納品|仕上|完成|公開|反映|予定|提出|お渡し|出来上|発送|お届け|出荷|終わ|目[処途]|めど|めざ|目指|目標|掲載|配信|予定日|メド"
)


@read_once
def names_a_due(analysis: Analysis) -> bool:
    """Whether a date, a time or an event both know is named by which the writer's work is done."""
    if _BY_AN_EVENT.search(analysis.own):
        return True
    return any(
        _is_due(analysis, sentence, time)
        for sentence in analysis.sentences
        for time in sentence.times[:MOST_TIMES]
    )


def _is_due(analysis: Analysis, sentence: Sentence, time: TimeWord) -> bool:
    if time.past or time.vague or _TELLS_WHICH.match(analysis.own, time.limit_end):
        return False
    if set(time.kinds) <= {Kind.PERIOD} and _ROUGHLY.search(
        analysis.own, time.end, time.limit_end + 4
    ):
        return False
    if _DONE_BY.search(sentence.text):
        return True
    return any(
        _holds_a_due(analysis, clause, time)
        for clause in sentence.clauses
        if clause.start <= time.start < clause.end
    )


def _holds_a_due(analysis: Analysis, clause: Clause, time: TimeWord) -> bool:
    limit = analysis.own[time.end : time.limit_end]
    begins = _BEGINS.match(analysis.own, time.limit_end) is not None
    said = analysis.own[clause.start : clause.end]
    if (
        (clause.past and clause.head not in _AGREED)
        or (clause.head in _NO_DEED and not (clause.question and clause.head == "宜しい"))
        or "ありがと" in said
        or (begins and clause.head in _WORKING)
    ):
        return False
    # 17時に新しいものへ掛け替えます: the time goes with what is done in the end.
    if clause.link is Link.NOUN:
        return limit != ""
    if clause.head in _BEGINNING and "まで" not in limit:
        return set(time.kinds) <= {Kind.LENGTH} and clause.head not in ("動く", "入る")
    return clause.question or not clause.theirs
