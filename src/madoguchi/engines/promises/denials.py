"""What keeps a time from being promised: a question, a condition, somebody else's deed, a rule of every day."""

import re

from madoguchi.engines.promises.carried import named_before
from madoguchi.engines.promises.deeds import REPORTED, THIRD
from madoguchi.engines.promises.reading import Reading, tie_end, tied
from madoguchi.engines.rulebook.clauses import Clause, Link

_USUALLY = re.compile(
    r"通常(?!版|品|号)|原則(?!の)|基本的に|一般に|一般的(?!な)|平素|毎[日週月年朝晩回度]|毎営業日|都度|随時|常時|いつも|つねに|各日|平日(?!用|版)|毎$|土日[はにも]|例年(?!の)|従来(?!の|版)|(?:規定|規約)(?:では|により|に(?:基|もと)づき|上)"
)
# 通常は17時までですが、本日は….
_UNLIKE_USUAL = re.compile(r"が、(?=本日|今日|今回|明日|今週|このたび)")
_OF_ITSELF = re.compile(
    r"自動(?:的|で(?!き)|更新|(?:送信|配信|継続|返信|解約|退会|引き?落と?し)(?:さ|し|いた|と|に|で))"
)
_PROPOSED = re.compile(
    r"よろし|宜しい|いかが|如何|ご?都合|大丈夫|差し支え|構いません|かまいません|問題(?:ない|ありません|ござい)|可能でしょうか|ご希望|どう(?:でしょう|です)"
)
_ASKED = re.compile(r"(?:か|[?]|かね|かな|ましょう)\s*[。?!]*\s*$")
_ASKED_NEXT = re.compile(
    r"\s*(?:こちらで|これで|それで|この(?:日程|内容|時間|予定|順番?|形|案|流れ|要領|段取り|方向)で(?:お?進め(?:させていただい)?て)?も?|上記で|以上で)?、?(?:ご?都合[^。]{0,8})?(?:よろし|宜し|いかが|大丈夫|問題な)[^。]{0,14}(?:か|[?])[。?]*\s*$"
)
_WONDERED = re.compile(r"か(?:と|な(?:と|ぁと))(?:思|存|考)")
_DECIDED = re.compile(
    r"(?:こと|運び|予定|形|かたち|[くう]よう)(?:に|と)(?:なり|なって|いたし|し|させて|決まり|決定|変更)|とさせていただ"
)
_EVENT = re.compile(
    r"(?:後|のち|次第|たら|れば|場合(?:は|には)?|際(?:は|に)?|うえで|上で|上|てから|(?:注文|入金|連絡|申し出|依頼|問い?合わせ|到着|受付|受領|受理|申し?込み?|返送|完了|確定|契約|承認|(?<![本今])日|時点?|いただいて|頂いて)(?:から|より|の)|受けて|起点に|起算(?:して|で))"
    r"[、,]?\s*(?:遅くとも|おおむね|概ね|およそ|約|通常|最短|最長|中[ 0-9]*日)?、?\s*$"
)
_OUR_EVENT = re.compile(r"(?:確認|調査|検討|調整|精査|相談|協議|検証|計算|集計|手配)[^、。]{0,8}$")
_DONE_FIRST = re.compile(r"(?<!いただいた)(?<!頂いた)(?<!くださった)(?:うえ|上)で?[、,]?\s*$")
# ご入金いただいた翌営業日, ご来店の翌日, 着いたらその翌日; ご契約いただいた場合の納期は3週間後.
_THEN = re.compile(r"(?:た|る|の|その)$(?<!弊社の)(?<!当社の)")
_IN_THAT_CASE = re.compile(
    r"(?:いただ|頂|くださ|下さ|され|なさ|にな[っる]|ご(?:注文|契約|成約|依頼|発注|了承|承認|入金))[^。、]{0,6}(?:場合|際|とき|時)(?!刻|間|点|期)|でしたら|であれば"
)
# 今日はここまでにします; 本日はご報告申し上げます is the message itself.
_SIGNED_OFF = re.compile(
    r"(?:(?:ここ|このへん|この辺|これ|お?知らせ|ご挨拶|ご報告|お礼|御礼)(?:まで|のみ)?|(?:このくらい|これくらい|このぐらい|ここら|以上)(?:まで)?)(?:[とに](?:して|し|いたし|致し|させ)|で(?:終|締め|切り上|失礼|区切|上が|止め|やめ|一区切))"
)
_SAID_NOW = (
    "報告",
    "案内",
    "知らせる",
    "お知らせ",
    "紹介",
    "連絡",
    "伝える",
    "挨拶",
    "説明",
    "相談",
)
_WE = re.compile(r"(?:私|わたくし|当方|弊社|当社|小職|こちら)が、?$")
_LATER = re.compile(r"後ほど|のちほど|改めて|あらためて|追って|後で|あとで|再度|もう一度|一度")
# 年内の対応予定です, above a list of days.
_HEADING = re.compile(
    r"(?:予定|お知らせ|スケジュール|計画|一覧)(?:です|でございます|は(?:次|以下|下記)[^。]{0,12})?[。:]?\s*$"
)
_OF_A_LIST = re.compile(r"\s*(?:[・●■◆◇○□▼※*\-]|\(?\d)")
# 15時までにご注文いただいた分は本日発送いたします.
_THEIRS_SO_FAR = re.compile(
    r"(?:いただ[いけ]|頂[いけ]|くださ|下さ|され)[^、。]{0,4}?(?:分|もの|ご?注文|お申し?込み|お問い?合わせ|場合)(?:は|に(?:は|つきましては|ついては))[、,]?$"
)
# …となる見込みです(運送会社の回答による).
_SOURCED_BEHIND = re.compile(r"\([^()]{1,30}(?:による|によれば|調べ|より|とのこと|によると)\)")
_SOURCED = re.compile(r"に(?:より(?:ます)?と|よれば)|(?:では|から(?:は)?)、?[^。]{0,30}とのこと")
_THEIR_EVENT = re.compile(
    r"入金|支払|振込|振り込|注文|返送|返品|到着|受領|受け?取|届|申し?込|返信|お返事|現物|商品|契約|承認|ご?指示|合格|決定"
)
_NONE_TOLD = re.compile(
    r"ありがと|有難|有り難|お願い|申し訳|すみません|恐れ入|幸い|助か|(?:ござい|あり)ません|[がはも](?:ござい|あり)ます|ですね$|嬉し|うれし|難し|困難|厳し|無理|不可|未定|不明|かもしれ|(?:[うくぐすつぬぶむるた]|だ)そう(?:です|でご|だ)|でしょう|だろう|はず|済み?(?:です|でご|$)|ましょう"
)
_FOR_THEM = re.compile(
    r"(?:知らせ|聞かせ|済ませ|合わせ)(?:て)?(?:くださ|下さ|いただ(?!きます)|頂(?!きます)|願|もら|ほし|欲し)|願[いえ]"
)
_HONORED = re.compile(
    r"[おご][ぁ-ん一-龥ァ-ヶー]{1,8}にな[らりるれ]|なさ[いりる]|ご(?:利用|確認|覧|参加|来[店場社]|使用|購入|注文|予約|活用)(?:可能|でき|になれ)"
)
_FETCHED = re.compile(
    r"取り?寄せ|受け?取|引き?取|引き?継|取得|入手|回収|調達|仕入れ|買[いうっ]|集め|聞き取|聴取|借り|預か|もらっ|もらい|聞い|聞き|伺っ|確かめ|確認"
)
_SEEN = ("のを", "のが", "のは", "のも", "のに", "のか")
_PURPOSE = re.compile(
    r"(?:ため|為|都合|狙い|目的|前提|場合|際|とき|件|ほう|方が|こと[はが]|ことを(?!お?約束)|かどうか)"
)
_WISHED = re.compile(r"たい|たく")
_OFFERED = re.compile(r"申し付け|申しつけ|お声が?け|ご希望|必要でしたら|よろしければ")


def is_usual(reading: Reading) -> bool:
    """通常3営業日以内に: a rule of every day."""
    before = reading.own[reading.sentence.start : reading.moment.start]
    if _OF_ITSELF.search(reading.own, reading.moment.end, reading.until):
        return True
    if _SOURCED_BEHIND.search(reading.own, reading.moment.end, reading.until):
        return True
    if reading.before is not None and _THEIRS_SO_FAR.search(
        before, reading.before.end - reading.sentence.start
    ):
        return True
    usual = _USUALLY.search(_UNLIKE_USUAL.split(before)[-1])
    return usual is not None or _SOURCED.search(before) is not None


def counts_from_an_event(reading: Reading) -> bool:
    """ご入金後3営業日以内: counted from what nobody knows; 確認後1時間以内 counts from now."""
    if not reading.moment.relative:
        return False
    said = reading.own[reading.sentence.start : reading.moment.start]
    event = _EVENT.search(said)
    if event is None:
        follows = reading.moment.said.startswith("翌") and named_before(reading) is None
        return (follows and _follows_an_event(reading, said)) or bool(_IN_THAT_CASE.search(said))
    ours = _OUR_EVENT.search(said[: event.start()]) or _DONE_FIRST.search(said)
    return ours is None or _THEIR_EVENT.search(said) is not None


def _follows_an_event(reading: Reading, said: str) -> bool:
    """ご入金の翌日; 17時までにご注文の分は翌日に."""
    return _THEN.search(said) is not None or reading.before is not None


def is_signing_off(reading: Reading, main: Clause) -> bool:
    """今日はここまでにします; 本日はご報告申し上げます, which is done by saying so."""
    own, moment = reading.own, reading.moment
    if _SIGNED_OFF.search(own, moment.limit_end, main.end + 2):
        return True
    today = moment.said in ("本日", "今日") and own.startswith("は", moment.limit_end)
    if not today or main.head not in _SAID_NOW:
        return False
    return _LATER.search(own, moment.limit_end, main.end) is None


def is_heading(reading: Reading) -> bool:
    """今月の予定です above a list: its points are promised, not the whole."""
    if reading.moment.said[:1].isdecimal() or not _HEADING.search(reading.sentence.text):
        return False
    after = reading.sentence_after
    return after is not None and bool(_OF_A_LIST.match(after.text) and after.moments)


def asked_next(reading: Reading) -> bool:
    """25日にお届けします。よろしいでしょうか: a proposal put as a question."""
    after = reading.sentence_after
    return after is not None and _ASKED_NEXT.match(after.text) is not None


def is_ours(reading: Reading, chain: list[Clause], said: Clause) -> bool:
    """Whether the predicate is said of ourselves as something still to come, on nobody's report."""
    own, main = reading.own, chain[-1]
    tail = own[said.head_start : tie_end(reading, said)]
    begins = max(chain[0].start, reading.before.limit_end if reading.before else 0)
    # 構成は私が21日まで、音源は大江様が24日まで.
    until = reading.moment.limit_end if _WE.search(own, begins, reading.moment.start) else main.end
    third = THIRD.search(own, begins, until)
    if third and not (third.group().endswith(("から", "より")) and _is_fetched(reading, chain)):
        return False
    if REPORTED.match(own, said.end):
        return False
    if any(pattern.search(tail) for pattern in (_NONE_TOLD, _FOR_THEM)):
        return False
    # 明日のお届けになります is no honour.
    if _HONORED.search(tail) and not own.startswith("の", reading.moment.limit_end):
        return False
    if own.startswith(_SEEN, said.end) or _is_purpose(reading, said):
        return False
    if said.theirs or said.negative or (said.past and not _DECIDED.search(tail)):
        return False
    if said.question and not _WONDERED.search(own, said.head_start, said.end + 4):
        return False
    if said.link in (Link.WHEN, Link.NOUN) and not tied(reading, said):
        return False
    return not _is_proposed(reading, said, tail)


def _is_fetched(reading: Reading, chain: list[Clause]) -> bool:
    """運送会社から写しを取り寄せます: whence it comes, and not who sends it."""
    return any(
        _FETCHED.search(reading.own, clause.head_start, clause.end) is not None for clause in chain
    )


def _is_purpose(reading: Reading, said: Clause) -> bool:
    """7日に配るためです, 30日に決めたいので: a reason for what is asked for."""
    own = reading.own
    if own[said.end - 1] in "うくぐすつぬぶむる" and _PURPOSE.match(own, said.end):
        return not own.startswith(("ます", "です"), said.end - 2)
    return own.endswith("たい", said.head_start, said.end) and not re.match(
        r"と(?:思|存|考)", own[said.end : said.end + 3]
    )


def _is_proposed(reading: Reading, said: Clause, tail: str) -> bool:
    """明日お電話したいのですが、ご都合はいかがでしょうか; …しますので、よろしければ… is none."""
    rest = reading.behind(said)
    if _WISHED.search(tail) and _ASKED.search(reading.sentence.text):
        return True
    if said.able and _OFFERED.search(rest):
        return True
    if said.link is not Link.REASON or rest.lstrip().startswith(("ので", "から", "ため")):
        return False
    return _ASKED.search(reading.sentence.text) is not None and _PROPOSED.search(rest) is not None
