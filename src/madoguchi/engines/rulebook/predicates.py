"""Where a predicate begins and ends among the words of a sentence."""

from madoguchi.engines.japanese import Token
from madoguchi.engines.rulebook.words import word_set

# Verbs that lend their ending to another word: 確認を行う, ご連絡いたします, 確認が取れる.
LIGHT = word_set(
    """
    為る 致す 頂く 下さる 出来る 差し上げる 申し上げる 取る 取れる 行う 行なう
    入れる 貰う 願う 掛ける 有る 御座る 参る 成る なさる 遣る 上げる だ です
    頂戴 進める 付く 仰ぐ
    """
)
# What may follow a verb, directly or after て, without opening a clause of its own.
AUXILIARY = word_set(
    """
    為る 致す 頂く 下さる 貰う くれる 居る おる 置く おく 見る 来る 行く 仕舞う
    しまう 出来る 願う 上げる 差し上げる 申し上げる 御座る 続ける 始める 参る
    欲しい 良い 宜しい 成る 遣る 有る なさる 兼ねる 無い 方
    """
)
# Nouns that wrap a whole clause: 確認する予定です, 待っている状況でございます.
WRAPPING = word_set(
    """
    予定 見込み 積もり つもり 所存 運び 状況 状態 段階 方向 形 事 考え 所 最中
    途中 筈 はず 様 こと ところ 見通し 訳 物 限り 意向 方針 まで
    """
)
# Verbs that make one verb with the stem before them: かけ直す, 数え直す, 飲み過ぎる.
COMPOUNDING = word_set("直す 過ぎる")
THANKFUL = word_set("思う 存じる 幸い 助かる 有り難い 嬉しい 幸甚 有難い")
THEIRS = word_set("頂く 下さる 貰う くれる なさる 願う 欲しい")
_BEING = word_set("居る おる 御座る 成る 有る")
# Verbs that only serve a particle or an adverb: について, によって, 折り返し, 追って, 引き続き.
_PARTICLE_LIKE = word_set(
    """
    つく 付く 就く 因る 於く 関する 対する 従う 伴う 加える 際する 基づく 通じる
    言う 為る
    """
)
POSTPONED = word_set("上 後 次第 為")
_ADVERB_LIKE = word_set("折り返す 引き続く 続く 取り急ぐ 重ねる")


def predicate_end(tokens: list[Token], position: int) -> int | None:
    """The index past the predicate that begins here, or None."""
    token = tokens[position]
    if token.normal in POSTPONED and _is_postponed_noun(tokens, position):
        return position
    if token.kind not in ("動詞", "形容詞", "助動詞") or _is_adverbial(tokens, position):
        return None
    end = position + 1
    while end < len(tokens) and (step := _tail_step(tokens, end)):
        end += step
    return end


def _is_postponed_noun(tokens: list[Token], position: int) -> bool:
    """A noun that makes a clause of the noun before it: 検討のうえ, 確認後, 確認次第, 不在のため."""
    token, before = tokens[position], tokens[position - 1] if position else None
    if before is None or before.kind in ("動詞", "助動詞"):
        return False
    # 1週間後 counts; it says nothing of what comes first.
    if token.normal == "後" and position > 1 and tokens[position - 2].subkind == "数詞":
        return False
    return before.normal == "の" or before.kind == "名詞"


def _is_adverbial(tokens: list[Token], position: int) -> bool:
    token = tokens[position]
    before = tokens[position - 1] if position else None
    after = tokens[position + 1] if position + 1 < len(tokens) else None
    if token.normal in _ADVERB_LIKE and token.form.startswith("連用形"):
        return after is None or (
            after.kind not in ("助動詞", "助詞") and after.normal not in AUXILIARY
        )
    if token.normal == "追う" and after is not None and after.normal == "て":
        return True
    if token.kind == "助動詞" and token.normal == "だ" and token.surface in ("な", "に"):
        return not (after is not None and after.subkind == "準体助詞")
    if token.kind == "形容詞" and token.form.startswith("連用形"):
        return after is None or after.kind not in ("助動詞", "助詞", "補助記号")
    if (
        before is not None
        and before.surface in ("に", "と", "を")
        and token.normal in _PARTICLE_LIKE
    ):
        return after is not None and (after.normal in ("て", "ます", "の") or after.kind == "名詞")
    return False


def _tail_step(tokens: list[Token], position: int) -> int:
    """How many tokens from here still belong to the predicate before; 0 when it has ended."""
    token, before = tokens[position], tokens[position - 1]
    after = tokens[position + 1] if position + 1 < len(tokens) else None
    if token.kind == "助動詞":
        return 1
    if token.subkind == "終助詞" or (token.surface == "か" and after is None):
        return 1
    if token.subkind == "助動詞語幹":
        return 1
    if token.normal in COMPOUNDING and before.kind == "動詞" and before.form.startswith("連用形"):
        return 1
    if token.normal == "上げる" and before.form.startswith("仮定形"):
        return 0
    if token.normal in AUXILIARY and token.kind in ("動詞", "形容詞", "接尾辞"):
        return 1
    if token.normal in ("存じる", "思う") and before.normal in ("たい", "と"):
        return 1
    if (
        token.surface in ("て", "で", "は", "も")
        and after is not None
        and before.kind in ("動詞", "助動詞", "助詞")
    ):
        return int(after.normal in AUXILIARY and after.kind in ("動詞", "形容詞"))
    if token.surface == "の" and token.subkind == "準体助詞" and after is not None:
        return 2 if after.kind == "助動詞" and after.surface != "で" else 0
    if token.surface in ("ば", "と", "たら", "も"):
        return _thankful_step(tokens, position)
    if token.kind in ("名詞", "形状詞", "接尾辞") and token.normal in WRAPPING:
        return _wrapping_step(tokens, position)
    return 0


def _thankful_step(tokens: list[Token], position: int) -> int:
    """〜いただけますと幸いです, 〜できればと思います: a wish, not a condition."""
    for length in (1, 2):
        if position + length < len(tokens) and tokens[position + length].normal in THANKFUL:
            return length + 1
    return 0


def _wrapping_step(tokens: list[Token], position: int) -> int:
    follower = tokens[position + 1] if position + 1 < len(tokens) else None
    if follower is None or follower.kind in ("助動詞", "補助記号"):
        return 1
    if follower.surface in ("で", "と", "に") and position + 2 < len(tokens):
        return 2 if tokens[position + 2].normal in _BEING else 0
    return 0
