"""Whom a message names: 田中様, 佐藤さん, 各位, どなたか."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from madoguchi.engines.rulebook.analysis import Analysis
from madoguchi.engines.rulebook.once import read_once

_HONORIFIC = (
    r"(?:様|さま|サマ|さん|殿|どの|先生|氏|くん|君|ちゃん|部長|課長|係長|店長|主任|主査|社長|院長|園長|校長|所長|室長|次長|班長|局長|支店長|工場長|"
    r"マネージャー|マネジャー|リーダー|チーフ|ディレクター|専務|常務|代表|理事|女将|師長|料理長|教官|教授|講師|コーチ|監督|編集長|シェフ|親方|棟梁|弁護士|税理士|医師|看護師|園主|委員長|会長|塾長|学長|住職|大家|支配人|GM|MGR|PM)"
)
_PERSON = re.compile(
    rf"(?P<name>[一-龥々ヶ]{{1,5}}|[ァ-ヶー]{{2,8}}|[A-Za-z]{{1,12}}|[ぁ-ん]{{2,5}}(?=さん|様)){_HONORIFIC}(?!の(?!ほう|方|ところ|お手)|が(?!た))"
    r"|〔[^〕\n]{1,8}〕様|(?:^|[\s(、。])@(?!(?:all|here|channel|everyone|全員|みんな)\b)[^\s、。:!?]{1,20}"
)
# Titles alone, called out: 院長先生, 園長先生、.
_TITLE = re.compile(
    r"(?:院|園|校|店|所|部|課|室|係|支店|工場|事務|理事|会|社|館|局|師|組合|チーム)長(?:様|さま|さん|先生)?|(?:マネージャー|リーダー|支配人|オーナー|女将|住職|先生)(?:様|さん)?(?=[、,\s\n]|$)"
)
# Names of whole sides or of people outside of the room.
_NO_NAME = re.compile(
    r"(?:お?客|皆|みな|各|御社|貴社|弊社|当社|他社|患者|利用者|会員|生徒|保護者|業者|担当|ご担当|入居者|来場者|来院者|来庁者|参加者|応募者|受講者|ユーザー|スタッフ|ドライバー|オーナー|取引先|仕入先|先方|ご本人|購入者|注文者|申込者|何|何名|人|名|お疲れ|おつかれ|お世話|ご苦労|お互い|お陰|どちら|どなた|誰|ゲスト|メンバー|クルー|ベンダー|メーカー|運営|奥|旦那|お子|子|親|職人|社員|店員|市民|町民|読者|視聴者|宿泊者|予約者|候補者|学生|新人|外注|派遣|パート|バイト|本人|神|王|有|模|仕|同|多|異|一|今|別|左|以|無|左右|王|屋|会社|[店局課部方])$"
)
_EVERYONE = re.compile(
    r"各位|@(?:all|here|channel|everyone|みんな)|(?:皆|みな)(?:様|さま|さん|さまがた|々様)|全員|全(?:社|拠点|店舗|部署|メンバー)|お?(?:二人|ふたり|三方)(?:とも)?|両名|それぞれ|各(?:自|社|店|拠点|部署|担当|チーム|ご?担当者)|(?:メンバー|スタッフ|担当者)の?皆"
)
_NOBODY = re.compile(
    r"(?:どなた|誰|だれ|どちら様|どなた様|どの方)か(?!ら)|どなたでも(?:結構|構|いい|よ|大丈夫|かま|OK)|(?:誰|だれ)でも(?:いい|よ|OK|大丈夫|構)"
    r"|(?:手|お手|時間|お時間|体|余裕|手元)(?:の|が|に)?(?:空|すい|すき|あい|余裕|ある|あり|空き)[^。、\n]{0,8}(?:方|人|者|メンバー|先生|スタッフ|職員|社員|ドライバー|クルー|お?仲間|子|やつ)(?!法|々)"
    r"|(?:詳しい|分かる|わかる|ご存[じ知]の?|お近くの?|行ける|動ける|出られる|出れる|対応(?:できる|可能な)|できる|可能な|やれる|担当(?:できる|可能な)|都合の(?:つく|よい|いい|合う)|入れる|引き受け(?:られる|ていただける|てくださる)|やって(?:いただける|くださる|もらえる|くれる)|気づい(?:た|いた)|気付い(?:た|いた)|関係する|担当の|該当の?(?:する)?|どこかの)(?:ご?担当)?(?:の)?(?:方|人|者)(?!法|[々が][^。]{0,6}ため)"
)
_ROLE = re.compile(
    r"(?:厨房|フロア|ホール|売り?場|レジ|受付|事務所|現場|[早遅]番|夜勤|日勤|調理|配送|倉庫|経理|総務|営業|広報|人事|法務|制作|開発)(?:の)?(?:方|皆|みな|スタッフ|ご?担当)|(?:[一-龥ァ-ヶー]{2,8}(?:部|課|室|係|チーム|班|ご担当|担当|窓口|事務局|グループ))(?:の)?(?:ご?担当者?)?(?:の)?(?:方|様|さま|さん|皆)"
)


class Named(Enum):
    """How somebody is named."""

    PERSON = "person"
    ROLE = "role"
    EVERYONE = "everyone"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Addressee:
    """Somebody who is named, or どなたか who is not; offsets are those of the analysed text."""

    named: Named
    start: int
    end: int
    text: str


@read_once
def addressees(analysis: Analysis) -> tuple[Addressee, ...]:
    """Who is named in a draft, in the order of its text; the writer's own signature is none."""
    return tuple(sorted(_addressees(analysis), key=lambda one: (one.start, one.end)))


def _addressees(analysis: Analysis) -> Iterator[Addressee]:
    for match in _PERSON.finditer(analysis.own):
        if not _NO_NAME.search(match.group("name") or ""):
            yield _addressee(Named.PERSON, match)
    for named, pattern in (
        (Named.PERSON, _TITLE),
        (Named.ROLE, _ROLE),
        (Named.EVERYONE, _EVERYONE),
        (Named.NOBODY, _NOBODY),
    ):
        for match in pattern.finditer(analysis.own):
            yield _addressee(named, match)


def _addressee(named: Named, match: re.Match[str]) -> Addressee:
    return Addressee(named, match.start(), match.end(), match.group())
