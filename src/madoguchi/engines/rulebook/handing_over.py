"""Deeds that hand an answer over once it is known: 決まったら書きます, 返信が来たら転送します."""

import re
from collections.abc import Sequence

from madoguchi.engines.rulebook.analysis import Analysis
from madoguchi.engines.rulebook.clauses import Clause, Link
from madoguchi.engines.rulebook.put_off_words import (
    CHECKING,
    COUNTING,
    INFORMATION,
    UNKNOWN,
    WORKING,
)
from madoguchi.engines.rulebook.words import word_set

# Ways to bring words or papers to somebody; goods travel otherwise (発送, 出荷).
_HANDING = word_set(
    """
    書く 記す 記載 記入 送る 転送 送付 送信 展開 持つ 渡す 出す 提出 示す 載せる 乗せる 掲示
    掲載 流す 回す 投げる 戻す 添付 発表 公表 説明 教える 述べる 周知 見せる 届ける
    投稿 アップ 配信 かける 掛ける 伝達 上げる 挙げる リンク 声
    """
)
# Before 次第 the stem is a noun of its own: まとまり次第.
_KNOWN = word_set(
    "決まる 決まり 決定 固まる 固まり 分かる 判明 確定 纏まる 纏まり 見える 判る 定まる"
)
_ARRIVING = word_set(
    """
    来る 届く 出る 出す 揃う 戻る 返る 上がる 出来る 得る 貰う 入る 下りる 降りる 下る 下り 終わり 揃い
    終わる 出揃う 出揃い 出そろう
    付く 示す 立つ 整う 済む 終わる 完了 取れる 聞ける 見付かる 受け取る 頂く
    """
)
_LOOKED_INTO = CHECKING | COUNTING | word_set("拝見 拝読")
_LATER = re.compile(r"後ほど|のちほど|後程|後で|あとで|追って|後日")
_CALLED_AGAIN = re.compile(r"[か掛]け直")
_OBJECT = re.compile(r"を[^、。を]{0,6}$")


def brings(analysis: Analysis, clause: Clause) -> bool:
    """Whether the clause is a deed that could bring an answer: 書きます, お送りします, かけ直します."""
    if clause.ongoing:
        return False
    if clause.head in _HANDING:
        return True
    return _CALLED_AGAIN.search(analysis.own, clause.start, clause.end) is not None


def hands_an_answer_over(
    analysis: Analysis, index: int, earlier: Sequence[Clause], clause: Clause
) -> bool:
    """Whether what the clause brings is still to be found out, after the clauses before it."""
    said = analysis.own[clause.start : clause.end]
    awaited = [c for c in earlier if _is_awaited(analysis, c)]
    if awaited:
        return any(_becomes_known(analysis, c) for c in awaited) or (
            all(c.head in _ARRIVING for c in awaited) and _is_unknown(analysis, index, earlier)
        )
    if _LATER.search(said) and INFORMATION.search(said):
        return True
    asked = any(
        c.head in _LOOKED_INTO and c.link is Link.AND and not (c.past or c.theirs) for c in earlier
    )
    return asked and _brings_word(analysis, clause)


def _is_awaited(analysis: Analysis, clause: Clause) -> bool:
    """届いたら, 届き次第; 届いてから as well, for it is not our own deed."""
    arriving = clause.head in _KNOWN | _ARRIVING
    return clause.link is Link.WHEN or (
        arriving and analysis.own.startswith(("てから", "でから"), clause.end) and not clause.theirs
    )


def _becomes_known(analysis: Analysis, clause: Clause) -> bool:
    """決まったら, 見積もりが届いたら, 確認が取れましたら."""
    if clause.head in _KNOWN | CHECKING:
        return True
    text = analysis.own[clause.start : clause.end]
    arrives = clause.head in _ARRIVING or INFORMATION.fullmatch(clause.head) is not None
    return arrives and INFORMATION.search(text) is not None


def _is_unknown(analysis: Analysis, index: int, earlier: Sequence[Clause]) -> bool:
    """Whether it was just said that the answer is not there: まだ計算できていません。"""
    before = [s for s in analysis.sentences[max(index - 2, 0) : index] if not s.greeting]
    said = [sentence.text for sentence in before]
    said += [analysis.own[c.start : c.end] for c in earlier if c.link is not Link.WHEN]
    checked = any(_is_found_out(c) for s in before for c in s.clauses)
    return checked or any(UNKNOWN.search(text) for text in said)


def _is_found_out(clause: Clause) -> bool:
    """確認します, いま数えています."""
    working = clause.head in WORKING | COUNTING and clause.ongoing
    return clause.ours_to_come and (working or clause.head in CHECKING)


def _brings_word(analysis: Analysis, clause: Clause) -> bool:
    """聞いてから送ります, 伺ってかけ直します; 確認のうえ商品を渡します brings a thing."""
    before = analysis.own[clause.start : clause.head_start]
    return _OBJECT.search(before) is None or INFORMATION.search(before) is not None
