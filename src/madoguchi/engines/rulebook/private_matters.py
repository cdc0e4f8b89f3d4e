"""What two people may talk about alone: health, family, working life, joy and grief; not the work itself."""

import re

from madoguchi.engines.rulebook.analysis import Analysis
from madoguchi.engines.rulebook.reading.before import said_before

# What concerns the writer or the reader in person, whatever the trade.
_PERSONAL = re.compile(
    r"体調(?!管理)|お加減|熱(?:が|を|も)\d*.{0,4}(?:出|あり|あっ|下|上)"
    r"|早退|欠勤|忌引|つわり|産休|育休|休職|復職|転職|休ませて(?!い[るた])|(?:本日|明日|今日|日|午[前後])[^。\n]{0,8}お?休み(?:を|させ|いただ)"
    r"|(?:お?子(?:ども|供|さま|様|さん)?|家族|娘|息子|[父母妻夫兄弟姉妹](?:が|の|を|も)|祖[父母]|お[父母](?:様|さま|さん))[^。\n]{0,12}(?:熱|病|具合|看病|介護|不幸|亡く|他界|葬|生まれ|入[院学園]|退院|手術|保育園|お迎え)"
    r"|家庭の(?:事情|都合)|私事|一身上|個人的(?:な|に(?!は))|プライベート|ハラスメント|人間関係|悩み|悩んで|昇給|評価面談|面談|キャリア|1on1"
    r"|(?:退職|異動|働き方|勤務日|契約の更新)[^。\n]{0,8}(?:希望|願|するこ|させて|いたし|を考え|の意)|私(?:自身)?の[^。\n]{0,6}(?:希望|評価|給与|異動|口座|今後|将来)"
    r"|(?:会社|仕事|ここ)を(?:辞め|やめ)|いっぱいで(?:辞め|やめ|退)|(?:辞め|やめ)ることに"
    r"|(?:2人|二人|ふたり|お二人)(?:だけ)?で(?:お?話|面談|会)|離婚|入籍|名字が|異動したい|(?:私|来月|今月|\d月)[^。\n]{0,8}退職(?:し|いた|する)|(?:給料|給与|お給料)の(?:こと|件で)"
    r"|面接の練習|引っ越しました|(?:ごはん|ご飯|ランチ|お茶|飲みに?|カラオケ)[^。\n]{0,8}(?:行き|しま|でも|どう|いかが)|保育園が決ま|向き不向き|眠れな|仕事を減らし|聞いてもらいた|つらいとき|辛いとき|話を聞きます"
    r"|(?:お?約束)(?:の|し|どお|通)[^。\n]{0,12}(?:個別|個人|DM|ダイレクト)|お(?:身体|体)(?:のこと|を|に)"
)
# Wishes and thanks between people; beside the day's work they are only its opening.
_WISH = re.compile(
    r"お大事|お見舞い|ご(?:快復|回復|療養|静養|冥福|愁傷)|お悔やみ|お力落とし|(?:ご|お)?無理(?:を)?(?:なさら|しない|せず)|お誕生日|おめでとうござ"
    r"|(?:飲み会|歓迎会|送別会|懇親会)[^。\n]{0,12}(?:ごちそう|ご馳走|ありがと|楽し)|ごちそうさま|ご馳走さま|(?:お菓子|お土産|プレゼント)[^。\n]{0,10}(?:おいし|美味し|ありがと|いただき)|どうぞご自愛"
)
# So much one's own that nothing else need be said.
_OF_ONES_BODY = re.compile(
    r"インフル|コロナ|陽性|ぎっくり|腰|頭痛|手術|入院|退院|通院|妊娠|葬儀|通夜|法事|身内に不幸"
)
# The body and the doctor: private when it is somebody's own, the day's work in a clinic.
_OF_THE_BODY = re.compile(
    r"腰|頭痛|腹痛|吐き気|めまい|骨折|捻挫|風邪|発熱|コロナ|陽性|インフル|検査|診断|病院|歯医者|医者|主治医|薬|症状|不調|休養|リハビリ|けが|怪我|治療|通院|入院|手術|退院|妊娠|出産|介護|亡くな|他界|葬儀|通夜|法事"
)
_ONES_OWN = re.compile(
    r"私|わたし|自分|実は|しばらく|休(?:み|ま|む|養)|早退|午[前後](?:から|休)|[父母妻夫兄弟姉妹娘](?:が|の|を)|息子|子ども|家族|祖[父母]|痛め|勧められ|もらい|飲むこと|まして|たため|通院のため|ひど"
)
# The work of the client: customers, counts, papers, screens.
_WORK = re.compile(
    r"患者|応募|候補者|(?<!心)お?客|利用者|会員|入居者|受講者|生徒|園児|参加者|契約者|保護者|フォロワー|投稿|広告|日程表|会場|外来|診療|病棟|受付|予約|処方|来館|求人|掲載|募集|案内|冊子|一覧|集計|\d\s?[件%円点組枚部冊台品万]|\d+(?:,\d+)*名|欄|ページ|画面|サイト|FAQ|マニュアル|手順|在庫|納品|受注|発注"
    r"|単価|料金|の枠|取り消し|キャンセル|配送|見積|請求|突き合わせ|差異|返し方|方(?:へ|向け|の求人)|プラン|システム|データ|資料|原稿|台本"
)
_ASKED_IN_PRIVATE = re.compile(
    r"個別に(?:ご?相談|お?話|聞い)|内密|内々|全体(?:では|じゃ)な|(?:こちら|ここ)だけで|周りには|(?:ほか|他)の(?:人|方)(?:の(?:いない|目)|に(?:は|も))|誰にも|どなたにも|まだ(?:誰|皆|みんな|周り)|(?:家庭|身内|健康|体調)[^。\n]{0,10}(?:相談|事情|こと|件)"
)
_CREDENTIAL = re.compile(
    r"パスワード|パスコード|暗証|認証(?:コード|情報)|ログイン情報|アクセスキー|シークレット|APIキー|秘密鍵|PIN|合い?言葉|解凍キー",
    re.IGNORECASE,
)
_PRIVATELY = re.compile(
    r"個別|個人|DM|ダイレクト|直接|こちら(?:に|で|へ)|別(?:便|途|送)|1対1|一対一", re.IGNORECASE
)
# ルームのほうに書きましたので: the talk is led back to where all see it.
_LED_BACK = re.compile(
    r"(?:ルーム|全体|共有の場|共有の部屋|グループ|スレッド|チャンネル|部屋)(?:の)?(?:ほう|方|チャット)?(?:に|で|へ|にて)[^。\n]{0,14}(?:書き|書か|お?返事|返信|回答|お答え|投稿|お?願い|移|続け|共有し|報告し|載せ)"
)
_LONGEST_POINTER = 60
_CODE_ALONE = re.compile(r"(?=[!-~]{0,20}\d)[!-~]{6,40}")


def is_private(analysis: Analysis) -> bool:
    """Whether a message may stand between two people: what it says, or what it replies to, is private."""
    own = analysis.own
    if _WISH.search(own) and not _WORK.search(own):
        return True
    if _says_private(analysis) or _hands_over_agreed_credentials(analysis):
        return True
    if len(own) <= _LONGEST_POINTER and _LED_BACK.search(own) and not re.search(r"\d", own):
        return True
    theirs = _their_last(analysis)
    return theirs is not None and _opened(theirs) and not _WORK.search(own)


def _their_last(analysis: Analysis) -> Analysis | None:
    said = [one.text for one in analysis.context.previous if one.sender == "them"]
    return said_before(said[-1]) if said else None


def _opened(theirs: Analysis) -> bool:
    if _WISH.search(theirs.own):
        return True
    return _says_private(theirs) or _ASKED_IN_PRIVATE.search(theirs.own) is not None


def _says_private(analysis: Analysis) -> bool:
    return any(_is_personal(sentence.text) for sentence in analysis.sentences)


def _is_personal(said: str) -> bool:
    if _WORK.search(said):
        return False
    if _PERSONAL.search(said) or _OF_ONES_BODY.search(said):
        return True
    return _OF_THE_BODY.search(said) is not None and _ONES_OWN.search(said) is not None


def _hands_over_agreed_credentials(analysis: Analysis) -> bool:
    """Credentials that the two agreed to send privately: asked for or announced before."""
    said = " ".join(message.text for message in analysis.context.previous)
    if not (_CREDENTIAL.search(said) and _PRIVATELY.search(said)):
        return False
    alone = len(analysis.own) <= _LONGEST_POINTER and _CODE_ALONE.search(analysis.text)
    return bool(alone or _CREDENTIAL.search(analysis.own))
