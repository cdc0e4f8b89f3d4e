"""A task that the other side asks for, and the words that show its purpose, scope, due time and way."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from madoguchi.engines.rulebook.analysis import Analysis, Sentence
from madoguchi.engines.rulebook.clauses import Clause
from madoguchi.engines.rulebook.reading.asking import asks_in, asks_in_a_case, asks_to_be_told
from madoguchi.engines.rulebook.reading.background import is_background
from madoguchi.engines.timewords import Kind, TimeWord

# Why it is asked for, or what it will be used for.
_PURPOSE = re.compile(
    r"(?:ため(?!し)|為)(?:です|に(?!な)|の|で|、|。|$)|ので|んで[、。]|(?<!です)から(?:です|なんです)?[。、!]|もので[。、]|[でま]すから|んですけ?(?:ど|が)"
    r"|に(?:使[いうっ]|使用|利用|活用|載せ|貼[りる]|回す|回し|役立|備え|向け|合わせ|充て|添え|つけ|つなげ|反映)|用に(?!は)|目的|狙い|ねらい|背景|理由|経緯|というのも|なぜなら"
    r"|(?:したい|たい)(?:と(?:思|考|のこと)|ため|ので|んです|のです)|向けて|に(?:伴|あた|際|先立)|で(?:発表|説明|提案|配[りるっ布]|見せ|掲示|共有)(?:し|す|る|予定)"
    r"|(?:増え|減っ|落ち|変わ|切れ|終わ|始ま|届い|壊れ|足り|間違[いえっ]|抜け|戻って|迷)[^。]{0,12}(?:ており|ている|てい|てき|ました|ます|ず)(?=[。、]|$|ので)|(?:との|という)(?:声|お声|指摘|要望|クレーム|相談)"
)
# Which things, how many, where: what bounds the task.
SCOPE = re.compile(
    r"対象|範囲|対応箇所|(?:修正|直す|変更)(?:の)?(?:箇所|点|ところ)|だけ|のみ|以外|除[いくき]|含め|限[りっる]|すべて|全て|全部|[全各](?:店|社|ページ|サイト|員|拠点|件|品|商品|部署|フロア)|両方"
    r"|\d+(?:\.\d+)?(?:件|名|人|点|個|本|枚|箇所|か所|ヶ所|ヵ所|カ所|店|社|ページ|頁|部|通|台|列|項目?|問|章|行|品|種|冊|箱|袋|席|セット|口|案|号|番|階|回|校|教室|棟|室|区画|部屋|語|字|文字|円|%|GB|MB|つ|パターン|冊子|シート|タブ|曜|軒|世帯|路線|便|車|株|反|kg|g)"
    r"|[一二三四五六七八九十](?:つ|件|名|点|枚|箇所|か所|本|部|行|案|社)|第\d|No\.?\s?\d|[A-Z]-?\d|[a-zA-Z]+[-_]?\d+|「|『|\d{1,4}(?:年|月)(?:分|度|期|号|以降|から|\d{1,2}日(?:分|から|の))|(?:先月|今月|前月|昨年|今年|上期|下期|前期|先週|今週|本日|昨日|今日|直近|過去)(?:の?分|度|の|\d|1)"
    r"|[^。、\s]{1,12}(?:から|~|〜)[^。、\s]{1,12}まで(?=の|を)|・[^\n]+\n?・"
)
# How: a form, a pattern to follow, a place, a source, a target state.
_WAY = re.compile(
    r"添付|別紙|下記|以下|次の(?!会)|上記|下の|朱書き|赤字|同様|同じ|いつも(?:の|通り|どおり)|前回|従来|これまで|例年|昨年(?:と|の)|去年(?:と|の)|[どと][おう]り(?:に|で|、|。|です)|通りに?(?:お願|し|で)"
    r"|(?:メモ|原稿|様式|書式|形式|フォーマット|テンプレ(?:ート)?|雛形|ひな形|雛型|見本|サンプル|手順書?|マニュアル|要領|ルール|やり方|方法|仕様書?)(?:に|で|を(?:元|もと|使|見|参)|の(?:とお|通)|は|どおり|通り)"
    r"|(?:フォルダ|ドライブ|シート|スプレッド\w{0,4}|エクセル|Excel|CSV|PDF|パワポ|パワーポイント|PowerPoint|ワード|Word|スライド|メール|チャット|電話|郵送|紙|データ|列|表|画像|PNG|JPEG)(?:で(?!す)|に)|https?:|〓〓〓"
    r"|[^。、\s](?:に|へ)(?:変え|変更|直し|差し?替え|置き?換え|入れ?替え|書き?換え|切り?替え|張り?替え|貼り?替え|修正|訂正|移[しす]|戻し|並べ?替え|統一|そろえ|揃え|統合)"
    r"|(?:順|別|ごと)に|一覧に(?!し)|グラフに|箇条書き|項目(?:は|で)|[A-Za-z\d]案"
    r"|(?:書|記載|入力|指定|共有|用意|登録|お渡し|お送り|送付|保存)(?:(?:いて|して)(?:ある|あり|おい)|(?:いた|した)(?:の|もの|[一-龥ァ-ヶ])|済み)|に(?:あり|書き|置い|入れ|入って|まとめて|保存|用意)(?:ます|まし|あり|てあ|いて|ておき|た)"
)
BARE = 12
_BECOMES = re.compile(r"に?(?:変え|変更|直し|替え|移|ずら|訂正|書き?換|延ばし|早め|遅らせ|統一)")
_DUE = re.compile(r"納期|期限|期日|締め?切|(?:まで|迄)に")
# Words that leave open what is wanted.
_VAGUE = re.compile(
    r"何とか|なんとか|いい感じ|良い感じ|よい感じ|いい具合|よしなに|うまく|上手く|うまいこと|適当|それっぽ|っぽく|ぽい感じ|もっと(?!も)|もうちょ|もう少し|とか|なんか|何か(?!所)|みたいな|周り|まわり|系の|諸々|もろもろ|色々|いろいろ|ざっくり|ざっと|一通り|ひと通り"
    r"|雰囲気|イメージ|印象(?!材|派)|例の|そのへん|この辺|この前の|今風|イケてる|映える|かっこよ|(?:わかり|分かり|見|使い|読み)やすく|良く(?:して|なる)|よくして|きれいに|綺麗に|すっきり|スッキリ|キレイに|テコ入れ|てこ入れ|ブラッシュ|リニューアル|刷新|強化|盛り上げ|元気"
)
# Deeds whose result may be one thing or another; of others (止める, 再発行する) only one can be meant.
_OPEN_DEED = re.compile(
    r"見直|整理|まとめ|纏め|調べ|調査|リサーチ|分析|解析|検討|改善|対策|新しく|整え|整備|片付|片づけ|かたづけ|掃除|作[っりるれ]|作成|つくっ|つくり|こしらえ|用意|準備|企画|考え|書いて|書いと|書き起"
    r"|(?:データ|資料|リスト|一覧|情報|レポート|数字|素材|名簿|アンケート|ログ|集計)[^。]{0,10}(?:出し|送|くだ|もら|いただ|頂|ほし|欲し|お?願|よろし|共有|抽出|引っ張|抜[いき])"
    r"|集計|集め|洗い出|棚卸|比較|評価|監査|診断|チェック|アンケート|レポート|報告書|資料|提案|デザイン|制作|編集|宣伝|広報|PR|集客|告知|紹介|取材|運用|管理|フォロー|ケア|サポート|手入れ|メンテ|お手伝い|手伝"
    r"|進めて|やって|やっと|リニューアル|刷新|見栄え|何とか|なんとか|盛り上げ|強化|抽出|ピックアップ|選[んびぶ]|決めて|段取|仕切|回して|まわして|処理|よろしく"
    r"|見て(?:きて|回|まわ)|様子|(?:なんとか|何とか|どうにか)|感じ|バズ|動かし|見繕|分けて|ブラッシュ|よく(?:し|な)|品質|質を"
    r"|ダサ|ごちゃ|評判|(?:わかり|分かり|使い|見|読み)(?:にく|づら)|いまいち|イマイチ|微妙|古[いくび]|物足りな|弱[いく]|暗[いく]|地味|ぱっとし|パッとし|雑[でに]|汚[いく]|散らか|硬[いく]|目立|そろそろ"
)
# Only one thing can be meant by these.
_DEFINITE_DEED = re.compile(
    r"止め|停止|解除|再発行|発行|再送|送り直|消[しすせ]|削除|外し|外す|差し?替え|入れ?替え|取り?消|取り?下げ|返金|返品|交換|登録|公開|非公開|掲載|印刷|発注|追加|発送|出荷|配達|集荷|再起動|リセット|開け|閉め|戻[しすせ]|転送|届け|積[みんむ]|止め|延長|前倒し|移動|予約|押さえ|取って|キャンセル|変更|変え|切り?替え|置き?換え|来て|呼[びんぶ]|伝え|知らせ|電話し|連絡し|声をか|渡[しすせ]|案内を?(?:送|して)|返[しすせ]|支払|入金|請求"
)
_ORDER = re.compile(
    r"(?:[\d番案色AB側プ型式]|(?<![いるたな])の)で(?:お願|よろ|頼)|予約(?!サイト|ページ|画面|表|システム|フォーム)|申し?込|注文|契約|席|名様?で|人で|コース|キャンセル|取り?消し|解約|退会"
)

_ORDERS = re.compile(
    r"(?:申し?込み|注文|予約|購入|契約|解約)(?:た[いく]|ま[すし]|し(?:ます|ました|たい))"
)


@dataclass(frozen=True, slots=True)
class Shown:
    """Words of their message that show something; offsets are those of its analysed text."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class TaskAsked:
    """A task that is asked of us: its words, what is done (見直す), and what the request told of it.

    `open_ended` where the deed may come out one way or another (見直す, まとめる), `vague` the words
    that leave open what is wanted (いい感じに, とか), `detailed` where a further sentence
    tells more, `definite` where only one thing can be
    meant (止める, 再発行する), `order` where something of the desk's standing offer
    is ordered (予約, 解約).
    """

    start: int
    end: int
    sentence: int
    text: str
    deed: str
    purpose: Shown | None
    scope: Shown | None
    due: Shown | None
    way: Shown | None
    vague: Shown | None
    open_ended: bool
    definite: bool
    detailed: bool
    order: bool

    @property
    def loose(self) -> bool:
        """Whether the words themselves leave the result open."""
        return self.open_ended or self.vague is not None

    @property
    def clear(self) -> bool:
        """Whether somebody could begin without asking back; a missing due time leaves it clear."""
        told = sum(one is not None for one in (self.purpose, self.scope, self.way)) + self.detailed
        if self.vague is not None:
            return told >= 3
        if self.order:
            return True
        return told >= (2 if self.open_ended else 0 if self.definite else 1)


def task_asked(theirs: Analysis) -> TaskAsked | None:
    """The first task of their message, None where none is asked."""
    for index, sentence in enumerate(theirs.sentences):
        for match in asks_in(sentence):
            if not (asks_to_be_told(match) or asks_in_a_case(match)):
                return _task(theirs, index, sentence)
    return None


def _task(theirs: Analysis, index: int, sentence: Sentence) -> TaskAsked:
    purpose, scope, way = (_shown(theirs, one) for one in (_PURPOSE, SCOPE, _WAY))
    # A bare お願いします。 asks for what the sentences around it say.
    bare = len(sentence.text.strip()) <= BARE
    start, end = (0, len(theirs.own)) if bare else (sentence.start, sentence.end)
    wanted = theirs.own[start:end]
    shown = [one for one in (purpose, scope, way) if one]
    return TaskAsked(
        start=sentence.start,
        end=sentence.end,
        sentence=index,
        text=sentence.text.strip(),
        deed=_deed(sentence.clauses),
        purpose=purpose,
        scope=scope,
        due=next(_dues(theirs), None),
        way=way,
        vague=_shown(theirs, _VAGUE, start, end),
        open_ended=_OPEN_DEED.search(wanted) is not None,
        definite=_DEFINITE_DEED.search(wanted) is not None,
        detailed=not bare and _is_detailed(theirs, shown),
        order=_ORDER.search(wanted) is not None or _ORDERS.search(theirs.own) is not None,
    )


def _is_detailed(theirs: Analysis, shown: Sequence[Shown]) -> bool:
    """Whether a sentence beside the request tells more of it than is shown already."""
    return any(
        is_background(sentence)
        and not any(asks_in(sentence))
        and not any(sentence.start <= one.start < sentence.end for one in shown)
        for sentence in theirs.sentences
    )


def _deed(clauses: tuple[Clause, ...]) -> str:
    asked_of_us = [clause.head for clause in clauses if clause.theirs or clause.wished]
    return asked_of_us[-1] if asked_of_us else ""


def _shown(
    theirs: Analysis, pattern: re.Pattern[str], start: int = 0, end: int | None = None
) -> Shown | None:
    match = pattern.search(theirs.own, start, len(theirs.own) if end is None else end)
    return Shown(match.start(), match.end(), match.group()) if match else None


def _dues(theirs: Analysis) -> Iterator[Shown]:
    """まで, 中, 以内 and に after a time to come: 金曜までに, 明日中に."""
    for sentence in theirs.sentences:
        if any(asks_in(sentence)) or _DUE.search(sentence.text):
            for time in sentence.times:
                if _limits(theirs, sentence, time):
                    yield Shown(time.start, time.limit_end, theirs.own[time.start : time.limit_end])


def _limits(theirs: Analysis, sentence: Sentence, time: TimeWord) -> bool:
    if time.past or time.vague:
        return False
    # 水曜に変えて: what it becomes, not by when.
    if _BECOMES.match(theirs.own, time.limit_end):
        return False
    limit = theirs.own[time.end : time.limit_end]
    if not limit.startswith("に"):
        return "まで" in limit or "迄" in limit or limit.startswith(("中", "以内", "いっぱい"))
    clause = next((c for c in sentence.clauses if c.start <= time.start < c.end), None)
    dated = not {Kind.CLOCK, Kind.PART, Kind.LENGTH} & set(time.kinds)
    return dated and clause is not None and (clause.theirs or clause.wished)
