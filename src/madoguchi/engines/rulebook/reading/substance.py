"""Whether a message says anything beyond courtesies and reactions."""

import re

from madoguchi.engines.rulebook.analysis import Analysis
from madoguchi.engines.rulebook.once import read_once
from madoguchi.engines.rulebook.quoting import MASK

# Reactions and acknowledgements: they tell that something was read, and nothing to rely on. Drawn-out
# vowels and clipped sounds are taken off first (_plain): りょーかいっす is りょかいす.
_REACTION = re.compile(
    r"(?:(?:はい|は|うん|ん|ええ|え|へえ?|お+|ほう|ほい|ふむ|あい|あ|わい|わ|うお|やた|なるほど|なる|たしかに|確かに|そう(?:なん)?です(?:か|ね)|そうです|そか|いいです|いい|良い|よい|すごい|凄い|さすが|流石"
    r"|最高|素敵|すてき|神|天才|うれしい|嬉しい|楽しみ|よか|良か|きた|がんばります|頑張ります|がんば|頑張|ないす|ぐど?|good|great|nice|gj|thx|thanks?|thankyou|you|さんくす|どうも|あざ(?:ます)?|ありがと|ありがとう|おおきに|乙"
    r"|(?:おつ|お疲れ|おつかれ)(?:様|さま)?|うい|うす|おす|おは|へい|いえいえ|いえさ|あいあいさ|とんでもない|どういたしまして|ですよ|です(?=ね)|まじ|やばい|やば|草|わら|それな|せや|そや|ええで|ええやん|びくり"
    r"|了解|りょかい|りょうかい|承知|しょち|しょうち|諒解|了承|らじゃ|かしこまり|かしこ|(?:分か|わか|解)り|拝承|がてん|合点|御意|ぎょい|おらい|把握|はあく|(?:拝)?見|みま|確認|おけ|おけまる|ほ|了|うける|ども|たすかる|助かる|おき|りょ|り|大丈夫|だいじょうぶ|もちろん|問題な|ok|okay|k"
    r"|yes|yep|yeah|sure|noted|got|it|fine|cool|wow|roger|lgtm|笑)"
    r"(?:す|です|した|しました|いたしました|致しました|ました|まりました|でございます|い|し|た|まる)*(?:よ|ね|な|ねえ|なあ|わ|か|で)?)+",
    re.IGNORECASE,
)
# No reaction word is longer; it bounds the search.
_LONGEST = 20
_DRAWN_OUT = re.compile(r"[ー━─っぁぃぅぇぉ]+|(?<=[えあ])[えあ]+")
_HIRAGANA = {ord("ァ") + n: ord("ぁ") + n for n in range(ord("ヶ") - ord("ァ") + 1)}
_CODE = re.compile(
    r":[a-z0-9_+-]{1,30}:|\+1|\([a-z0-9_]{1,20}\)|[(\[【<][^()\[\]【】<>\n]{0,6}(?:スタンプ|絵文字|sticker|ステッカー)[^()\[\]【】<>\n]{0,10}[)\]】>]",
    re.IGNORECASE,
)
# Laughter and what stands for a face: 笑, www, ^^, orz, (^o^)/.
_MOOD = re.compile(
    r"(?:笑|泣|汗|(?<![A-Za-z])w{1,10}|orz|m\(_\s?_\)m)(?=[\W_]|$)|\((?=[^()\n]{0,10}[^\w\s()、。])[^()\nぁ-ん一-龥]{1,12}\)[ゞノシﾉ]?",
    re.IGNORECASE,
)
_WORDLESS = re.compile(r"[\W_]+")
# A stop alone, or a quotation alone, is no reaction.
_NOTHING = re.compile(r"[\s。、,.!?…・:;\-()\[\]「」『』〓]*")
_CITED = re.compile(rf"[「『〈《]{MASK}")
_QUOTED = re.compile(r"^[ \t]*>.*$", re.MULTILINE)
# 山田さん、 @大野: whom the reaction is for.
_ADDRESSEE = re.compile(
    r"^\s*(?:@\S{1,20}\s|[^\s、,。!@]{1,10}(?:さん|様|さま|先生|店長|部長|課長|君)[、,\s。!]+)"
)
_GREETING = re.compile(r"(?:いつも)?(?:大変)?お世話になって(?:おり|い)ます")
_TIME = r"(?:本日|昨日|先日|今週|先週|先ほど|今回|本年|今年|明日|来週|来月|来年|また|では|それでは|今後|このたび)"
_COURTESY = re.compile(
    r"(?:(?!ました|ます|ので|です|\d)[^。]){0,30}?(?:いただき|くださり|頂き)?(?:まして)?(?:本当に|誠に|大変|どうも|とても)?"
    r"(?:ありがとう|有難う)(?:ござい(?:ます|ました))?(?:ね|よ)?"
    rf"|{_TIME}?は?(?:本当に|とても|大変|誠に)?(?:助か(?:ります|りました)|感謝(?:します|いたします|申し上げます)|お疲れ(?:様|さま)(?:です|でした))(?:ね|よ)?"
    rf"|(?:{_TIME}|とも|も|引き続き|何卒|どうぞ|こちらこそ)*(?:よろしく|宜しく)お?願い(?:(?:いた|致)?します|申し上げます)?(?:ね)?"
    rf"|{_TIME}?[はも]?お世話になりました|(?:(?!ました|ます|ので|です|\d)[^。]){{0,16}}?おめでとうございます|おやすみなさい(?:ませ)?|(?:ゆっくり)?お(?:休み|過ごし|大事に)(?:なさって)?ください(?:ませ|ね)?|良い(?:週末|一日|お年)を(?:お過ごしください|お迎えください)?|お大事に(?:なさってください)?(?:ね)?"
    r"|(?:お)?(?:夜分|朝早く|遅い時間|お休みのところ|お忙しいところ|夜遅く)(?:に|から)?(?:大変)?(?:失礼|恐れ入り|すみません|申し訳|恐縮)[^。]{0,12}|こちらこそ|お?気をつけて(?:お帰り)?(?:ください)?(?:ね)?"
    r"|(?:いつも)?(?:大変)?お世話になって(?:おり|い)ます"
)


@read_once
def wordless(analysis: Analysis) -> bool:
    """Whether the writer says nothing but emoji, sticker codes and reaction words, whoever is addressed."""
    if _CITED.search(analysis.own):
        return False
    said = _ADDRESSEE.sub(" ", _QUOTED.sub(" ", analysis.text))
    words = _WORDLESS.sub(" ", _CODE.sub(" ", _MOOD.sub(" ", said))).split()
    if not words:
        return _NOTHING.fullmatch(said) is None
    others = [word for word in words if not _reacts(word)]
    return len(others) < len(words) and all(_GREETING.fullmatch(word) for word in others)


@read_once
def has_substance(analysis: Analysis) -> bool:
    """Whether something is told, asked or proposed: not only thanked for or acknowledged."""
    if len(analysis.own) > 200:
        return True
    said = (
        part
        for sentence in analysis.sentences
        for part in _WORDLESS.split(_CODE.sub(" ", _MOOD.sub(" ", sentence.text)))
    )
    return any(part and not _reacts(part) and not _COURTESY.fullmatch(part) for part in said)


def _reacts(word: str) -> bool:
    return len(word) <= _LONGEST and _REACTION.fullmatch(_plain(word)) is not None


def _plain(word: str) -> str:
    return _DRAWN_OUT.sub("", word.translate(_HIRAGANA))
