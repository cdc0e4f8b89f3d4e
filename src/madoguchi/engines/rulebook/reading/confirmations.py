"""Asking somebody to check, look over or confirm."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from madoguchi.engines.rulebook.analysis import Analysis, Sentence
from madoguchi.engines.rulebook.beginnings import compiled
from madoguchi.engines.rulebook.clauses import Link
from madoguchi.engines.rulebook.once import read_once
from madoguchi.engines.rulebook.reading.act import Act, ActKind

_CHECKING = (
    r"(?:(?:再|最終|再度|御)?確認|確かめ|たしかめ|(?:ダブル|ファクト)?チェック|(?<!様子を)(?<!面倒を)(?<!を診)見(?=て|と(?:い|く)|てもら|ていただ|て頂)|ご覧|目[ぇえ]?を?[と通](?=[おしす])|目通し|目通り|(?:覗|のぞ)い(?=て)|(?:触|さわ|使)って(?=み)|ご?感想(?=[をお、ごい頂も])|(?:覗|のぞ)き(?=くだ|い?ただ)|レビュー"
    r"|査読|一読|読んで(?!から|い(?:ない|ませ|れば))|読み合わせ|一瞥|一見(?=いただ|くだ)|目視|検分|閲覧(?=いただ|頂|くだ|下さ|を)|(?<![てで])みて(?=くだ|下さ|もら|いただ|ほし|ね)|お読み(?=いただ|頂|くだ|下さ)|一覧(?=いただ|頂|くだ|下さ)|視聴|試聴|笑覧|精査|査収|高覧|検収|検品|校閲|校正|赤(?:入れ|を入れ)|添削|吟味|お改め|内覧|試読|監修)"
)
# 確認させてください is the writer's own deed, 確認したところ is done.
_BETWEEN = r"(?:(?!させ|し(?:た|ま|つつ)|して(?:る|い(?!ただ)|お(?:り|る))|いたし|済|後|ところ|でき(?:る|ま)|取れ|ありがと|の結果|中)[^。!?\n、]){0,12}?"
_MAY = (
    r"(?:ます(?:か|と|でしょうか|よう|\?)|ません|ない(?:か|で)|る(?:と|か|\?)|れば|ましたら|たら)"
)
_ASKED = (
    rf"(?:(?:くださ[ー~〜ぁ]*|下さ)(?:い(?!まし)|れ|ると)|お?願(?:い(?!\s*$|し(?:まし|た(?!い|く)|て(?:い|お(?:り)?)(?:た|まし))|いたしまし|する)|え)|(?:いただけ|頂け|もらえ|貰え){_MAY}"
    r"|(?:いただき|頂き|もらい|貰い|頂戴し)(?:た[いく]|ますよう)|(?:もらって|貰って|いただいて|頂いて)も?(?:いい|よい|良い|よろし|宜し|大丈夫|構|かま|OK)|くれ(?:ます|ません|る(?!と(?!助|嬉|うれ|あり|幸))|ない|へん|はり)|もろて(?:も)?(?:よろし|ええ|いい|かま)|もらえへん|もろ(?:たら|て(?:ください|くだ))|[おた]?なしゃす|おねしゃす|(?:頼|たの)んます|ほし[いく]|欲し[いく]|ちょうだい|なさって|賜り(?!まし)|よろしく|ヨロ|よろ(?=[!。で])|頼(?:み|む|め)"
    r"|お待ち|(?:て|で|と)(?:おい|い)て(?:ね|よ|な)?(?=[!。~♪\s]|$)|(?:て|で)(?:ね|よ|な)?(?=[!。~♪]|$)|(?:をば?|も)(?=[!。]|$))"
)
_ASKS = compiled(
    rf"(?:ご|お|御)?{_CHECKING}(?:{_BETWEEN}{_ASKED}|(?:の|した)?(?:うえ|上)(?:で|、|にて|は)*[^。\n]{{0,16}}?(?:返信|返事|返答|回答|知らせ|連絡|指示|教え|承認|戻し|一報|判断|返送|捺印|コメント|修正|ご?了承|意見|感想|所感|聞かせ)[^。\n]{{0,12}}?{_ASKED}|(?:にな|し)って(?:いただ[いき])?、?[^。\n]{{0,16}}?(?:OK|よろし|よい|良い|問題|可否|これで)[^。\n]{{0,8}}?(?:聞かせ|知らせ|教え|返信|返事|連絡|回答)[^。\n]{{0,6}}?{_ASKED})"
    r"|(?:確認|チェック|ご覧)(?:いただ|頂)(?:き|いて|け(?:て|れば))、?[^。\n]{0,6}(?:問題|異論|相違|よろし|OK)[^。\n]{0,4}(?:なけ|なかっ|けれ|でし|なら|であ)"
    r"|要(?:再|ご)?(?:確認|レビュー|チェック)(?:です|で|!|。|$)|(?:確認|レビュー|チェック)(?:依頼|待ち)(?:です|!|。|$)"
    r"|(?i:(?:pls|plz|please)\s*(?:check|review|confirm|have a look)|(?:check|review)\s*(?:pls|plz|please))"
)
# 問題がないか教えてください, 間違いがあればご指摘ください: checking by other words.
_ASKS_FAULTS = re.compile(
    r"(?:(?:問題|誤り|間違い|不備|相違|違い|齟齬|不足|漏れ|抜け|ミス|修正(?:点|箇所)?|違和感|不都合)(?:が|は|も|等|など|点|の|ござ|あり|な|無)|おかし(?:[いな]|か)|気になる(?:ところ|点|箇所)|直し(?:た方|たほう)|変な(?:ところ|箇所))"
    r"[^。\n?]{0,14}?(?:か|れば|たら|なら)(?:どうか)?(?:だけ)?(?:を|、|も)?[^。、\n]{0,8}?(?:教え|知らせ|連絡|返信|返事|言って|指摘|指示|回答|お戻し)"
    rf"[^。、\n]{{0,4}}?{_ASKED}"
)
# Asked first: most sentences ask for nothing, or for no check.
_ASKING = compiled(
    r"[願頂貰賜頼待]|くださ|下さ|いただ|もら|くれ|ほし|欲し|ちょうだい|なさって|よろ|ヨロ|[てで](?:ね|よ|な)?(?:[!。~♪\s]|$)|[をもば](?:[!。]|$)|って|なしゃす|ねしゃす|んます|もろ|要|待ち|依頼|(?i:pls|plz|please)"
)
_CUE = compiled(
    r"[瞥検確見覧読閲査校監精吟収改添赤目視聴誤備違漏抜齟修直変覗要触感使]|チェック|のぞ[いき]|目ぇ|(?i:check|review|confirm)|たしかめ|レビュー|みて|問題|不足|ミス|おかし|気になる|不都合"
)
# フォルダもあわせてご確認ください: what is to be checked stands before them.
_BESIDES = frozenset({"合わせる", "併せる", "改める", "加える"})
# 確認してほしいとのお電話, ご確認くださいとお伝え: somebody else's words.
_PASSED_ON = re.compile(
    r"」?(?:と(?!思|存|考|て|も|ても|幸|助|あ|う|嬉|大変|、|し)|って(?!も)|旨|という)"
)
_CASE = re.compile(
    r"(?<!空い)(?<!空きまし)(?<!良かっ)(?<!よかっ)(?<!でし)たら、?[^。]{0,16}$|(?:(?<![す空]きの)(?<!手隙の)(?<!ついでの)(?<!のある)(?:場合|際)(?:は|には|に)|(?:とき|時)(?:は|には))、?[^。]{0,20}$|(?:いつでも|随時)[^。]{0,12}$"
)


@dataclass(frozen=True, slots=True)
class CheckAsked:
    """One ask to check. What is to be checked stands from `object_start` to `start`, the ask to `end`."""

    object_start: int
    start: int
    end: int
    sentence: int


@read_once
def checks_asked(analysis: Analysis) -> tuple[CheckAsked, ...]:
    """Where the reader is asked to check something, at most once a sentence.

    ご確認ありがとうございます, 確認させてください and マイページで確認いただけます ask for no check.
    """
    return tuple(
        check
        for index, sentence in enumerate(analysis.sentences)
        if _CUE.search(sentence.text) and _ASKING.search(sentence.text)
        for check in _in_sentence(sentence, index)
    )


def confirmations(analysis: Analysis) -> tuple[Act, ...]:
    """The same as speech acts."""
    return tuple(
        Act(ActKind.ASKS_TO_CONFIRM, check.start, check.end, check.sentence)
        for check in checks_asked(analysis)
    )


def _in_sentence(sentence: Sentence, index: int) -> Iterator[CheckAsked]:
    for pattern in (_ASKS, _ASKS_FAULTS):
        match = pattern.search(sentence.text)
        if match and _is_meant(sentence.text, match):
            start = sentence.start + match.start()
            yield CheckAsked(
                _object_start(sentence, start), start, sentence.start + match.end(), index
            )
            return


def _is_meant(said: str, match: re.Match[str]) -> bool:
    return not (_PASSED_ON.match(said, match.end()) or _CASE.search(said, 0, match.start()))


def _object_start(sentence: Sentence, offset: int) -> int:
    """Where that which is to be checked begins: its clause, with 〜か before it."""
    clauses = [clause for clause in sentence.clauses if clause.start <= offset]
    start = clauses[-1].start if clauses else sentence.start
    for clause in reversed(clauses[:-1]):
        if not (clause.question or clause.link is Link.NOUN or clause.head in _BESIDES):
            break
        start = clause.start
    return min(start, offset)
