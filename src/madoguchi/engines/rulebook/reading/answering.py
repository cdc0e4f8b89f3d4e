"""Whether a sentence answers a question: surely, possibly or not at all."""

import re
from enum import IntEnum
from functools import cache

from madoguchi.engines.rulebook.analysis import Sentence
from madoguchi.engines.rulebook.reading.gist import Gist, gist
from madoguchi.engines.rulebook.reading.matters import same_matter
from madoguchi.engines.rulebook.reading.wanted import Question, Wanted, kanji
from madoguchi.engines.rulebook.words import word_set
from madoguchi.engines.timewords import Kind


class Answering(IntEnum):
    """How likely a sentence is the answer."""

    NOT = 0
    POSSIBLY = 1
    SURELY = 2


_YES = re.compile(
    r"^\s*(?:はい|ええ|いいえ|いえ|うん|もちろん|残念ながら|あいにく|生憎|大丈夫|可能|できます|承知|かしこまり)"
)
_POLAR = re.compile(
    r"可能|不可|でき(?:ます|ません|かね|ない|る(?:と|か)|れば)|出来(?:ます|ません)|いただけ(?:ます|ません)|頂けます|かねます|承(?:れ|って|り)|受け付け|大丈夫|問題(?:あり|ござい|なく|ない|は)|構い|かまい|差し支え"
    r"|必要|不要|要り(?:ます|ません)|あり(?:ます|ません)|(?<!で)ござい(?:ます|ません)|ない(?:です|。|$)|なし|無し|売り切れ|完売|品切れ|欠品|満[席室員]|空[いき]|残(?:って|り)|未定|済み|完了|終え|終わ|対象|含ま|かかり(?:ます|ません)|合って(?:い|お)|ません|その(?:通|とお)り|正し|難し|厳し|無理|OK|ok"
)
# Allowing, refusing and undertaking answer, whatever they speak of.
_SETTLES = re.compile(
    r"(?:いたし|致し|差し上げ|承り)ます[。!]?\s*$|ません|かねます|大丈夫|可能|構い|かまい|差し支え|(?:いただけ|頂け|でき|出来|使え)ます|不要|必要"
)
_ANNOUNCES = re.compile(
    r"^.{0,8}(?:ご質問|お尋ね|お問い合わせ|ご照会)の|^\s*(?:結論|結局|要するに|要は|つまり|というわけで|ということで|そんな(?:感じ|わけ|こと)(?:な)?(?:の)?で|以上(?:から|より)|肝心の|さて)"
)
# An hour is asked for by 何時; what begins, ends or arrives may be the matter under another name.
_CLOCK = re.compile(r"何時|時刻")
_OF_TIME = word_set(
    "開始 時間 時刻 予定 納期 到着 完了 日程 期限 受付 受け付け 出発 終了 仕上がり 渡す 公開 発送 開始日 日時 集合 完成 納品 締め切り 締切 回答 結果 次 次回 見込み 平日 土日 週末 祝日 土曜 日曜 月曜 火曜 水曜 木曜 金曜 朝 昼 夜 午前 午後 夏 冬 終わり 始まり 最終 初回 便"
)
# 東口の噴水前です: no topic, for it is the one that was asked about.
_BARE = re.compile(
    r"\s*[^、。をに]{1,24}(?:です|でした|でございます|でございました|まで|から|になります)[。!]?\s*"
)
_HAS_TOPIC = re.compile(r"[はが](?!き|や|じ)")
_BETTER = re.compile(r"(?:ほう|方)[がはを]|おすすめ|お勧め|向いて|最適|人気")
_OF_PLACE = word_set("場所 会場 行き先 集合 住所 担当 後任 窓口")
# お預かりの品を拝見しました, 経緯から書きます: not yet an answer.
_PREPARES = re.compile(
    r"拝見|拝読|確認(?:いた|し)|承り|お預かり|お調べ|ご?連絡|から(?:書|話|お?伝え|ご?説明|お話)|まず|経緯|ご?報告"
)
_OF_AMOUNT = word_set(
    "料金 金額 合計 総額 値段 価格 数 数量 人数 件数 枚数 費用 代金 税込み 内訳 部数 総数 実績 結果 全部"
)
# 電話は1人で受けられるようになりました: how far it has come.
_HOW_FAR = re.compile(
    r"ように(?:なり|な[っる])|まだ|順調|無事|ご安心|十分|余裕|途中|目[処途]|見込み|[たるう]ところです|[0-9]割|ほとんど|大半|皆様|みなさ"
)
_HAS_HAPPENED = re.compile(r"が[^。]{1,16}(?:ました|て(?:い|おり)ま(?:した|す|せん))[。!]?\s*$")
_DEGREE = re.compile(r"(?:どの|どれ)(?:くらい|ぐらい|位|程度|ほど)")
# 7日以内であれば承ります: the condition speaks of something else, the answer does not.
_IN_A_CASE = re.compile(r"(?:であれば|でしたら|なら|場合|たら|れば|とき)")
_HOW_MANY_ARE = re.compile(r"[0-9一二三四五六七八九十][^。、0-9]{0,6}(?:あり|(?<!で)ござい)ます")
_EXISTS = re.compile(r"あり|ある|ござい|ない|無い|空|残|いくつ|何")
_CAUSES = re.compile(r"ため|ので|から(?:です|でご)|原因|理由|要因|によ(?:り|る)|せい|影響|おかげ")
_FIGURE = re.compile(
    r"[0-9〇一二三四五六七八九十百千万]+ ?(?![日月時])[^\s0-9]|無料|ゼロ|半額|全額|未定|なし"
)
_UNIT = re.compile(
    r"何(件|個|名|人|本|枚|台|回|点|%|割|度|通|冊|箱|匹|歳|分|社|店|組|席|部|階|泊|種)"
)
_ALIKE = {
    "名": "名人組",
    "人": "名人組",
    "%": "%割パ",
    "割": "%割パ",
    "個": "個点つ箱セ",
    "点": "点個つ",
    "件": "件本つ",
    "分": "分時",
    "社": "社者",
    "店": "店か箇",
}
_MONEY = re.compile(r"[0-9万千百] ?円|¥|無料|円|税")
_POINTS_ON = re.compile(
    r"https?://|こちら(?:を|の|から)|ご覧|添付|以下|下記|次の(?:とおり|通り)|[:「〓]|お答え(?:でき|いたしかね)|非公開|お伝え(?:でき|いたしかね)"
)


def answering(question: Question, sentence: Sentence) -> Answering:
    """Whether a sentence of ours answers a question of theirs."""
    ours = gist(sentence.tokens)
    if _YES.search(sentence.text) and question.wanted in (Wanted.POLARITY, Wanted.CAUSE):
        return Answering.SURELY
    if _says_it(question, ours, sentence):
        return Answering.SURELY
    return Answering.POSSIBLY if _may_say_it(question, ours, sentence) else Answering.NOT


def touches(question: Question, sentence: Sentence) -> bool:
    """Whether a sentence speaks of what was asked, and may answer it in its own way: 空いてますか, 空きは."""
    shared = question.gist.words & gist(sentence.tokens).words
    if question.which:
        return question.predicate in shared
    if question.wanted is Wanted.THING:
        return len(shared) > 1 or bool(kanji(question.key) & kanji(sentence.text))
    alike = question.asserted & kanji(sentence.text)
    same = len(shared) > 1 or len(alike) >= max(1, min(2, len(question.asserted)))
    return question.wanted is Wanted.POLARITY and same


def points_on(said: str) -> bool:
    """詳しくは下記のとおりです, https://…: the answer stands elsewhere."""
    return _POINTS_ON.search(said) is not None


def is_bare(sentence: Sentence) -> bool:
    """東口の噴水前です, 最後の1点です: nothing but what was asked for."""
    marked = any(t.kind == "助詞" and t.surface in ("は", "が", "も") for t in sentence.tokens)
    return not marked and _BARE.fullmatch(sentence.text) is not None


def says_at_once(question: Question, sentence: Sentence) -> bool:
    """今朝の便に載せました: without a topic of its own a first sentence speaks of what was asked."""
    if question.wanted in (Wanted.TIME, Wanted.AMOUNT):
        return False
    return not (_HAS_TOPIC.search(sentence.text) or _PREPARES.search(sentence.text))


def leads_to_it(question: Question, sentence: Sentence) -> bool:
    """ご質問の件は採択でした, 結局、対象です: words that announce the answer."""
    if not _ANNOUNCES.search(sentence.text):
        return False
    shared = question.gist.words & gist(sentence.tokens).words
    return bool(shared) or _POLAR.search(sentence.text) is not None


def _says_it(question: Question, ours: Gist, sentence: Sentence) -> bool:
    asked = question.gist
    shared = asked.words & ours.words
    same = bool(((asked.topics | asked.said) if asked.topics else asked.words) & ours.words)
    match question.wanted:
        case Wanted.POLARITY:
            on_topic = bool(shared & (ours.topics or ours.words)) or not ours.words
            told = question.predicate in ours.said and not _is_other_time(question, sentence)
            return told or (on_topic and _says_yes_or_no(question, sentence))
        case Wanted.TIME:
            return (
                _has_time(question, sentence)
                and (same or not ours.topics - asked.words)
                and not _is_other_time(question, sentence)
            )
        case Wanted.AMOUNT:
            told = _figure(question).search(sentence.text) is not None
            return told and (same or is_bare(sentence))
        case Wanted.CAUSE:
            return _CAUSES.search(sentence.text) is not None
        case _:
            chosen = question.which and question.predicate in ours.words
            return chosen or (question.key != "" and question.key in sentence.text)


def _may_say_it(question: Question, ours: Gist, sentence: Sentence) -> bool:
    said = sentence.text
    shared = question.gist.words & ours.words
    if points_on(said):
        return True
    match question.wanted:
        case Wanted.POLARITY:
            on_topic = not ours.topics or bool(ours.topics & question.gist.words)
            on_topic = on_topic or _IN_A_CASE.search(said) is not None
            settled = _says_yes_or_no(question, sentence) or _SETTLES.search(said) is not None
            return (
                (settled and on_topic)
                or _HOW_FAR.search(said) is not None
                or same_matter(question.text, said)
            )
        case Wanted.TIME:
            apart = ours.topics - (question.gist.topics or question.gist.words) - _OF_TIME
            return _has_time(question, sentence) and not apart
        case Wanted.AMOUNT:
            apart = ours.topics - (question.gist.topics or question.gist.words)
            apart -= _OF_AMOUNT | _OF_TIME
            alike = _DEGREE.search(question.text) is not None and bool(
                kanji(question.text) & kanji(said) - kanji("何位程度分")
            )
            return (alike or not apart) and _figure(question).search(said) is not None
        case Wanted.THING:
            if is_bare(sentence) or _IN_A_CASE.search(said) or bool(ours.topics & _OF_PLACE):
                return True
            if question.which:
                return _BETTER.search(said) is not None
            if question.key == "":
                return bool(shared) or len(question.asserted & kanji(said)) > 1
            alike = bool(kanji(question.key) & kanji(said))
            return alike or same_matter(question.text, said)
        case _:
            return "は" not in said and _HAS_HAPPENED.search(said) is not None


def _says_yes_or_no(question: Question, sentence: Sentence) -> bool:
    """空きはあります says so; エアコンは3台あります does not say that it runs."""
    said = sentence.text
    if not _HOW_MANY_ARE.search(said) or _EXISTS.search(question.text):
        return _POLAR.search(said) is not None
    return _POLAR.search(_HOW_MANY_ARE.sub("", said)) is not None


def _has_time(question: Question, sentence: Sentence) -> bool:
    if not sentence.times or _is_other_time(question, sentence):
        return False
    if _CLOCK.search(question.text):
        return any(Kind.CLOCK in time.kinds for time in sentence.times)
    return True


def _is_other_time(question: Question, sentence: Sentence) -> bool:
    """What was done before is no answer to what is so, or will be."""
    past = any(clause.past for clause in sentence.clauses[-1:])
    return past and not question.past


def _figure(question: Question) -> re.Pattern[str]:
    """A figure in the unit that is asked for: 何名ですか wants 名 or 人."""
    if "いくら" in question.text:
        return _MONEY
    unit = _UNIT.search(question.text)
    return _FIGURE if unit is None else _in_units(_ALIKE.get(unit.group(1), unit.group(1)))


@cache
def _in_units(units: str) -> re.Pattern[str]:
    return re.compile(
        f"[0-9〇一二三四五六七八九十百千万半数] ?[{units}]|無料|ゼロ|半|全|未定|な[しい]|ありま|(?<!で)ござい"
    )
