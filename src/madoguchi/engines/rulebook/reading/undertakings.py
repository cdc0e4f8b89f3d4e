"""What the writer is going to do: 対応いたします, やっときます, 修正中です."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from madoguchi.engines.rulebook.analysis import Analysis, Sentence
from madoguchi.engines.rulebook.clauses import Clause, Link
from madoguchi.engines.rulebook.once import read_once
from madoguchi.engines.rulebook.words import word_set

# Said of oneself, yet no work: they wait, thank, think, understand; or they only say how things are.
_NO_WORK = word_set(
    """
    待つ 待ち 願う お願い 世話 失礼 感謝 御礼 お礼 詫びる 詫び 存じる 思う 考える 座る 御座る 有る 居る 成る 為る 出来る
    分かる 解る 判る 理解 認識 承知 了解 畏まる 承る 心得る 留意 注意 覚える 楽しみ 楽しむ 宜しい 良い 助かる 嬉しい 光栄
    幸い 努める 精進 頑張る 恐れ入る 恐縮 申し上げる 届く 着く 始まる 掛かる 要る 必要 違う 含む 越す
    見える 過ぎる 変わる 下りる 伴う 限る 足りる 間に合う 済む 終わる 込む 増える 減る 続く 異なる 致す 可能 大丈夫 問題 ない 無い
    謝罪 反省 祈る 祈念 心がける 心掛ける 気 気を付ける 頂く 貰う 了承 拝受 受領 案 申し訳 頂戴 もらう 受け付ける 受け付け 有難い 有り難い
    ご座る 名 様 件 為 所存 お待ち 予約 待機 信じる 期待 喜ぶ 応援 期す 肝 肝に銘じる 厳守 合う 一致 読み取る 把握 積もり つもり
    """
)
# What is only passed on or kept in mind needs no date of its own.
_PASSING_ON = word_set(
    "伝える 申し伝える 共有 周知 連携 引き継ぐ 参加 出席 伺う 参る 行く 同席 待機 控える"
)
# お席をご用意しております is as good as done; 修正しております is not.
_KEPT = word_set(
    "預かる 用意 確保 登録 設定 添付 記載 掲載 保管 予約 取り置き 取り置く 把握 存じる 書く 載せる 揃える"
)
# やらせていただきたく存じます: no wish, but a polite deed.
_BY_LEAVE = re.compile(
    r"(?:させ|せ|やらし|さし)て(?:もら|いただ|頂)(?!け)|[てで](?:もらいます|もらっと[きく]|もろときま)|[てで](?:いただく|もらう)(?:よう|予定|手配)"
)
_TO_COME = re.compile(
    r"(?:ます|ましょう|(?:いただ|頂|もら)(?:き|い)たく(?:存じ|思い)ます|予定|つもり|見込み?|所存|[っい]?と(?:く|き)|ておく|せて(?:もら|いただ|頂)|(?<![なたじまで])[うくぐすつぬぶむる])"
    r"(?:です|でございます|でおります|でいます|ね|よ|わ|ので|が|から|けど|し|で)*[!。~〜ー、☆♪ ]*$"
    r"|中(?:です|でござ|でおり|でい|$)|^[^。]*(?:対応|修正|作成|作業|着手|実施|手配|準備|変更|反映|更新|処理|作業)(?:です|で|、|!|ね|よ)*$"
)
_ALREADY = re.compile(r"先ほど|さきほど|さっき|すでに|既に|もう|とっくに|昨|今朝|以前|前から")
# Spoken endings that no dictionary knows: 直しときやす, やりまっせ, 出しときまーす, なんとかしますんで.
_SPOKEN = re.compile(
    r"(?:[っいんしりちびみきぎえけせてねめれげべ](?:[とど](?:い?き|っき))?|[てで](?:お|い)?き|たり)"
    r"(?:ま(?:[ー~〜ぁ]+す|っす|っせ|っさ|す(?=んで|さかい|よって|けん|き(?:に)?[!。]))|や[ー~〜]*す)"
    r"(?:わ|ね|よ|で|んで|から|けど|さかい|よって|けん|き)*[ー~〜!。☆♪、 ]*$"
    r"|[っいしえけせてねめれげべ](?:[とど]く(?:っす|わ|で|ね|よ|し|んで)|る?っす)[ー~〜!。☆♪、 ]*$|(?:やった|したった)(?:り(?:ます)?|る)(?:わ|で|よ)?[ー~〜!。 ]*$"
)
_MAY_BE_SPOKEN = re.compile(r"や[す~ー〜]|ま[っすー~〜ぁ]|[とど]く|っす|[たり][るり]")
_SPOKEN_IDLE = re.compile(
    r"待[ちっ]|気を|覚え|思い|助かり|存じ|願い|知って|あり|なり|分か|わか|です"
)
# 休館とのことが入っているのを見ました: what is seen is no deed.
_SEEN = ("のを", "のが", "のは", "のも", "のに")
_STATED = re.compile(
    r"(?:[行使買払選会通扱伺承]え|もらえ|[書聞置開引動]け)(?:ます|る)|(?:れ|られ)(?:ます|る)|ません|ございます|(?:^|[^てで])おります$|なります$|できます$|出来ます$"
)


@dataclass(frozen=True, slots=True)
class Undertaking:
    """One deed of the writer's own that is not done yet, and the index of its sentence."""

    sentence: int
    clause: Clause
    passing_on: bool


@read_once
def undertakings(analysis: Analysis) -> tuple[Undertaking, ...]:
    """The work that the writer announces, in the order of the text."""
    return tuple(_undertakings(analysis))


def _undertakings(analysis: Analysis) -> Iterator[Undertaking]:
    for index, sentence in enumerate(analysis.sentences):
        if sentence.greeting:
            continue
        work = [clause for clause in sentence.clauses if _is_work(analysis, clause)]
        for clause in work or _spoken(sentence):
            yield Undertaking(index, clause, clause.head in _PASSING_ON)


def _spoken(sentence: Sentence) -> Iterator[Clause]:
    """The clause in which やっときやす begins."""
    said = _MAY_BE_SPOKEN.search(sentence.text) and _SPOKEN.search(sentence.text)
    if said and not _SPOKEN_IDLE.search(sentence.text, max(said.start() - 4, 0)):
        at = sentence.start + said.start()
        yield from islice((one for one in sentence.clauses if at < one.end), 1)


def _is_work(analysis: Analysis, clause: Clause) -> bool:
    said = analysis.own[clause.head_start : clause.end]
    if clause.link in (Link.NOUN, Link.WHEN) or clause.past:
        return False
    if clause.head in _NO_WORK and not (clause.head == "掛かる" and _BY_LEAVE.search(said)):
        return False
    if not _BY_LEAVE.search(said) and (clause.wished or not clause.ours_to_come):
        return False
    if analysis.own.startswith(_SEEN, clause.end):
        return False
    if clause.ongoing and (
        clause.head in _KEPT or _ALREADY.search(analysis.own, clause.start, clause.end)
    ):
        return False
    return _TO_COME.search(said) is not None and not _STATED.search(said)
