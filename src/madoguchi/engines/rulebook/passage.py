"""A sentence as the grammar of vague wording reads it: its words, and what is asked or made in it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from madoguchi.engines.japanese import Token
from madoguchi.engines.rulebook.analysis import Analysis, Sentence
from madoguchi.engines.rulebook.clauses import Clause, Link

_REQUEST = re.compile(
    r"(?:くださ|下さ)(?:い(?!ま(?:し|す))|いませ|ると|れば)|願(?:い|え|う)|頂戴|なさって|て(?:ほし|欲し)い|ましょう(?!か)"
    r"|(?:もらえ|貰え|いただけ|頂け)(?:ます(?:か|と|でしょうか)|ません|ない(?:か|で)|る(?:と|か)|れば)"
    r"|(?:もらい|いただき|頂き)た|(?:て|で|と)(?:おい|い)て(?:ね|よ|く)?[!。]?$"
)
# Asked for politeness' sake; nothing is to be done with a figure.
_COURTESY = re.compile(
    r"ご(?:了承|安心|容赦|理解|自愛|注意|遠慮|笑納|査収|活用|承知|留意)|お(?:待ち|楽し|過ごし|許し|気(?:を|軽)|大事|含み|くつろぎ|休み|申し付け)"
    r"|よろしくお?願|宜しくお?願|助けて|教えて|聞かせ|ご質問|ご相談"
)
_MAKING = re.compile(
    r"(?:[^。、]{0,8}?[にくを])?(?:し[てとたま、]|する|いたし)"
    r"|[^。、]{0,12}?(?:直[しすせ]|仕上|作[りっる成]|つく[りっる]|変え|変更|まとめ|整え|書[いきく]|描|撮|撮影"
    r"|飾|お?願|寄せ|並べ|加工|編集|デザイン|修正|調整|やっ|進め|見せ|塗|切[っりる]|設定|選|揃え|そろえ|盛[りっ]|打[っち]|付け|つけ|置[いき]|貼[っり]|掛け|かけて|動か|移[しす]|下げ|上げ|離[しす]|巻|結|閉め|締め|茹で|ゆで|焼|炊|煮)"
)


@dataclass(frozen=True)
class Passage:
    """One sentence with its words, and the sentence after it."""

    own: str
    sentence: Sentence
    words: tuple[Token, ...]
    following: Sentence | None

    def normal(self, index: int) -> str:
        """The normal form of a word; empty beyond either end."""
        return self.words[index].normal if 0 <= index < len(self.words) else ""

    def surface(self, index: int) -> str:
        """A word as it is written; empty beyond either end."""
        return self.words[index].surface if 0 <= index < len(self.words) else ""

    def kind(self, index: int) -> str:
        """The part of speech of a word; empty beyond either end."""
        return self.words[index].kind if 0 <= index < len(self.words) else ""

    def governing(self, end: int) -> str:
        """What follows the word before `end` up to where its clause, with those it leads into, closes."""
        offset = self.words[end - 1].end
        return self.own[offset : self._close(offset)]

    def asked(self, end: int) -> bool:
        """Whether the words up to `end` stand in something that the reader is asked to do."""
        said = self.governing(end)
        if said.rstrip("。! ") == "" and self.surface(end - 1) in ("で", "に"):
            return True
        return _REQUEST.search(said) is not None and not _COURTESY.search(said)

    def made(self, end: int) -> bool:
        """Whether something is made, changed or done in the way that the words up to `end` say."""
        return makes(self.governing(end))

    def noun_end(self, index: int) -> int | None:
        """The index past the noun that begins here, with お and ご before it; None where none begins."""
        position = index + (self.kind(index) == "接頭辞")
        if self.kind(position) != "名詞":
            return None
        while self.kind(position) in ("名詞", "接尾辞"):
            position += 1
        return position

    def _close(self, offset: int) -> int:
        for clause in self._clauses_from(offset):
            if clause.link not in (Link.AND, Link.NOUN):
                return clause.end
        return self.sentence.end

    def _clauses_from(self, offset: int) -> Iterator[Clause]:
        return (clause for clause in self.sentence.clauses if clause.end > offset)


def passages(analysis: Analysis) -> Iterator[Passage]:
    """The sentences of a draft that are no greetings, each with the one after it."""
    sentences = analysis.sentences
    for index, sentence in enumerate(sentences):
        if not sentence.greeting:
            words = sentence.tokens
            if " " in sentence.text or "\t" in sentence.text:
                words = tuple(word for word in words if word.kind != "空白")
            following = sentences[index + 1] if index + 1 < len(sentences) else None
            yield Passage(analysis.own, sentence, words, following)


def asks_at_all(sentence: Sentence) -> bool:
    """Whether a sentence asks the reader to do anything, courtesies included."""
    return not sentence.greeting and _REQUEST.search(sentence.text) is not None


def makes(said: str) -> bool:
    """Whether what is said goes on to make, change or do something."""
    return _MAKING.match(said) is not None


def asks(sentence: Sentence) -> bool:
    """Whether a sentence asks the reader to do something, beyond courtesy."""
    said = sentence.text
    return (
        not sentence.greeting and _REQUEST.search(said) is not None and not _COURTESY.search(said)
    )
