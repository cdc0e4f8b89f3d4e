"""The background of a message: why something is asked, and the sentences that only lead up to it."""

import re

from madoguchi.engines.rulebook.analysis import Sentence
from madoguchi.engines.rulebook.clauses import Clause, Link

_INTRODUCES = re.compile(
    r"(?:窓口|担当|事務局?|サポート|係|[店部課室社]|会社|代行|デスク|受付|センター|チーム|営業|広報|経理|運営|運用|制作|管理)[^。、\s]{0,6}の?[一-龥ァ-ヶー]{1,5}(?:です|でございます)[。!]?\s*$|と申し(?:ます|上げます)[。!]?\s*$|^\s*[^。\n]{0,14}(?:様|さん|さま|殿|各位|先生|御中)(?:へ|、|,)?\s*$"
    r"|^[\s\-―─━=*＊_~・]+$|^\s*[一-龥ァ-ヶ]{1,5}\s*$"
)
_COURTEOUS = re.compile(
    r"ありがとう|有難う|感謝|お礼|御礼|お世話|お疲れ|申し訳|お詫び|失礼|恐れ入|恐縮|すみません|お忙しい|ご多[忙用]|おはよう|こんにちは|こんばんは|よろしく|初めまして|はじめまして|ご無沙汰|お久し|お休みのところ|夜分|朝早く|突然|ご相談(?:です|があ)|お願い(?:です|があ|がござ)|ご連絡(?:です|いたしました|しました)$"
)
_WHY = re.compile(
    r"(?:ため(?!し|池|息)|為)(?!に?は)|ので(?!す|しょ)|んで[、。]|(?:です|ます|た|い|る)から(?!の)|(?:です|ます|た|い|る)もの(?:で|です)|(?:んです|ている|てい?ます|ました|ません|ない(?:です)?|おります|います)(?:けど|けれども?|が)[、。]|ゆえ|に(?:要|い)[るり]|につき[、,]|によ[りる]|により|に伴い|に伴う|にともな|を受けて|に向け|に備え|にあた[りっ]|に際し|の都合|理由|背景|目的|経緯|事情|関係で|必要(?:が|と|な|で|に)|(?<!なる)べく|(?<!いただき)(?<!頂き)(?<!もらい)(?<=[きしいみりえけせてねめれ])たく|たいと(?:思|考|の)|(?<!いただき)(?<!頂き)(?<!もらい)たいんで"
    r"|(?:に|で)(?:使[いうっ]|使用|利用|活用|載せ|貼[りる]|役立|つなげ|反映|合わせ|添え)|(?:用|向け|前提|準備|対策|検討|確認用|保管用|提出用)(?:として|に|で)|[がはもに](?:不足|遅れ|急増|急ぎ|増え|減っ|足り|迫っ|近づ|切れ|届い|来て|間に合)|とのこと|そうで[すし、]|(?:と|という)(?:声|お声|要望|ご要望|指摘|ご指摘|依頼|ご依頼|問い合わせ)|つきましては|そのため|よって|なので|ですので|という(?:わけ|こと)で|というのも|おかげで|せいで|ことから|ところ、|に使う|予定で|[るい]よう、|材料です|(?:ため|用)(?:のもの|の資料)です|(?:て|で)(?:おり|い)?まして、|(?:あり|なり|不足し|切れ)まして、|始ま(?:る|り)|ないと|でないと|ておかないと|防止|防[ぐげ]|避け|済むよう|できるよう|られるよう|しないよう|ように(?!お願|願|し(?:て|てくだ))|助かる|改善|早く進|反省|踏まえ|ふまえ|お急ぎ|至急の件"
)

_STANDS = re.compile(r"が|残り|あと\d|わずか|品切れ|欠品|不足|未着|満席|空き")
# お手数をおかけしますが tells nothing.
_POLITE_LEAD = re.compile(
    r"(?:お手数|恐れ入|恐縮|申し訳|すみません|すいません|ご面倒|お忙しい|ご多[忙用]|急|勝手|失礼|お手(?:すき|隙|空き)|お時間|いつでも|いそぎ|ご足労|ご負担|お急ぎ立て)[^、。\n]{0,16}(?:が|けど|けれども?|ところ|ので)[、 ]?"
)
_HAPPENS = re.compile(
    r"(?:ます|ました|ません|ましょう|[たるいくすうつぬむぐぶ]|予定|見込み)(?:です|でした|ね|よ|が|ので)*$(?<!です)(?<!でした)|中です$|未\w+です$"
)


def is_background(sentence: Sentence) -> bool:
    """Whether a sentence tells something: no greeting, no courtesy, no name, no line of marks."""
    return not (
        sentence.greeting or _COURTEOUS.search(sentence.text) or _INTRODUCES.search(sentence.text)
    )


def tells_why(said: str) -> bool:
    """10月の特集に載せたいので, 準備のため, 届いておりません: words that tell why."""
    return _WHY.search(_POLITE_LEAD.sub("", said)) is not None


def narrates(sentence: Sentence) -> bool:
    """Whether a sentence tells what happens or is to be: a deed or state, no mere 一覧です."""
    return is_background(sentence) and any(_tells(sentence, one) for one in sentence.clauses)


def _tells(sentence: Sentence, clause: Clause) -> bool:
    if clause.theirs or clause.link in (Link.NOUN, Link.WHEN):
        return False
    # 梱包材が残り20枚です tells how things stand, 一覧です only what is enclosed.
    if _STANDS.search(sentence.text):
        return True
    said = sentence.text[clause.head_start - sentence.start : clause.end - sentence.start]
    return _HAPPENS.search(said) is not None
