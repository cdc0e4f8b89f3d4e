"""Clauses of a sentence: what is done, by whom, in which tense, and how it is tied to what follows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise

from madoguchi.engines.japanese import Token
from madoguchi.engines.rulebook.predicates import LIGHT, POSTPONED, THANKFUL, THEIRS, predicate_end
from madoguchi.engines.rulebook.words import word_set

_CAUSATIVE = word_set("せる させる")
_NEGATIVE = word_set("ず ない 無い ぬ 兼ねる まい")
_ONGOING = word_set("居る おる てる とる")
_ABLE = word_set("出来る れる られる")
_WISHED = THANKFUL | {"たい"}
_NO_HEAD = LIGHT | POSTPONED


class Link(Enum):
    """How a clause is tied to what follows."""

    FINAL = "final"
    AND = "and"
    REASON = "reason"
    WHEN = "when"
    NOUN = "noun"


@dataclass(frozen=True)
class Clause:
    """One clause. Offsets are those of the analysed text; `head` is the normal form of what is done.

    `start` is where the clause begins, `head_start` its head with お or ご, `end` the end of its last
    word without punctuation and link. `theirs` is the other side's deed, or asked of them.
    """

    start: int
    head_start: int
    end: int
    head: str
    link: Link
    past: bool
    negative: bool
    question: bool
    theirs: bool
    ongoing: bool
    able: bool
    wished: bool

    @property
    def ours_to_come(self) -> bool:
        """A deed of the writer's own that is not done yet: 確認いたします, 確認中です."""
        return not (self.past or self.negative or self.question or self.theirs)


def clauses(tokens: Sequence[Token]) -> tuple[Clause, ...]:
    """The clauses of one sentence, in order."""
    return tuple(_clauses([token for token in tokens if token.kind != "空白"]))


def _clauses(tokens: list[Token]) -> Iterator[Clause]:
    start = position = 0
    while position < len(tokens):
        end = predicate_end(tokens, position)
        if end is None:
            position += 1
            continue
        link, after = _link(tokens, end)
        yield _clause(tokens, start, position, end, link)
        start = position = _past_marks(tokens, max(after, end))
    if any(token.kind not in ("補助記号", "助詞") for token in tokens[start:]):
        yield from _closing_noun(tokens, start)


def _past_marks(tokens: list[Token], position: int) -> int:
    while position < len(tokens) and tokens[position].kind == "補助記号":
        position += 1
    return position


def _link(tokens: list[Token], end: int) -> tuple[Link, int]:
    """How the predicate that ends here is tied on, and the index where the next clause begins."""
    last, token = tokens[end - 1], tokens[end] if end < len(tokens) else None
    if token is None or token.subkind == "句点":
        return Link.FINAL, end + 1
    if token.normal in ("上", "後"):
        return Link.AND, end + 1
    if token.normal in ("次第", "場合", "際", "時", "折", "まで", "前", "間"):
        return Link.WHEN, end + 1
    if last.normal in ("た", "だ", "です") and last.form.startswith("仮定形"):
        return Link.WHEN, end
    if token.normal == "為":
        return Link.REASON, end + 1
    if token.subkind == "準体助詞" and token.surface == "の":
        return Link.REASON, end + 2
    if token.subkind == "接続助詞":
        closing = end + 1 == len(tokens) or tokens[end + 1].subkind == "句点"
        return (Link.FINAL if closing else _conjunction(token.surface)), end + 1
    if token.kind == "助詞":
        return (Link.AND if token.surface == "から" else Link.NOUN), end + 1
    if token.subkind == "読点":
        return (Link.AND if last.form.startswith("連用形") else Link.FINAL), end + 1
    return (
        Link.NOUN if token.kind in ("名詞", "代名詞", "接頭辞") and _modifies(last) else Link.FINAL
    ), end


def _modifies(last: Token) -> bool:
    return last.form.startswith(("連体形", "終止形")) and last.normal not in ("ます", "です")


def _conjunction(surface: str) -> Link:
    if surface in ("て", "で", "つつ", "ながら"):
        return Link.AND
    return Link.WHEN if surface in ("ば", "と") else Link.REASON


def _closing_noun(tokens: list[Token], start: int) -> Iterator[Clause]:
    """A sentence that ends in a noun: ただいま確認中。"""
    words = [i for i in range(start, len(tokens)) if tokens[i].kind not in ("補助記号", "助詞")]
    yield _clause(tokens, start, words[-1] + 1, words[-1] + 1, Link.FINAL)


def _clause(tokens: list[Token], start: int, position: int, end: int, link: Link) -> Clause:
    head = _head(tokens, start, position)
    tail = tokens[position:end]
    normals = {token.normal for token in tail}
    causative = not normals.isdisjoint(_CAUSATIVE)
    head_start = head - 1 if head > start and tokens[head - 1].kind == "接頭辞" else head
    return Clause(
        start=tokens[start].start,
        head_start=tokens[head_start].start,
        end=tokens[max(end - 1, head)].end,
        head=tokens[head].normal.removeprefix("御"),
        link=link,
        past=_is_past(tail, normals, tokens[end] if end < len(tokens) else None),
        negative=not normals.isdisjoint(_NEGATIVE),
        question="か" in [token.surface for token in tail] or _asks(tokens, end),
        theirs=not causative and (not normals.isdisjoint(THEIRS) or _commanded(tail)),
        ongoing=not normals.isdisjoint(_ONGOING) or _in_progress(tokens, head, end),
        able=not normals.isdisjoint(_ABLE),
        wished=not normals.isdisjoint(_WISHED),
    )


def _head(tokens: list[Token], start: int, position: int) -> int:
    """The index of the word that says what is done: the noun before a light verb, else the verb."""
    if position < len(tokens) and _is_content(tokens[position]):
        return position
    for index in range(position - 1, start - 1, -1):
        if tokens[index].kind in ("名詞", "動詞", "形状詞", "副詞", "代名詞") and (
            tokens[index].normal not in _NO_HEAD
        ):
            return index
    return min(position, len(tokens) - 1)


def _is_content(token: Token) -> bool:
    return token.kind in ("動詞", "形容詞") and token.normal not in LIGHT


def _is_past(tail: list[Token], normals: set[str], following: Token | None) -> bool:
    """確認してあります is done; 伺ったうえで and 確認した後 are no past, た only says what comes first."""
    if following is not None and following.normal in ("上", "後"):
        return False
    if "有る" in normals and any(
        one.surface in ("て", "で") and two.normal == "有る" for one, two in pairwise(tail)
    ):
        return True
    return "た" in normals and any(
        token.normal == "た" and not token.form.startswith("仮定形") for token in tail
    )


def _asks(tokens: list[Token], end: int) -> bool:
    return end < len(tokens) and tokens[end].surface.startswith("?")


def _commanded(tail: list[Token]) -> bool:
    return bool(tail) and tail[-1].form == "命令形"


def _in_progress(tokens: list[Token], head: int, end: int) -> bool:
    return any(token.surface == "中" and token.kind == "接尾辞" for token in tokens[head : end + 1])
