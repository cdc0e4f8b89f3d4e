"""What a draft gives its reader to look at: a link, a file, the content itself, or the point to look at."""

import re

from madoguchi.engines.rulebook.analysis import Analysis
from madoguchi.engines.rulebook.once import read_once

_GIVEN = re.compile(
    r"https?://|www\.|添付|別添|別紙|同封|お付けし|(?:下|右|次|以下)の(?:リンク|URL|アドレス|ボタン|画像|図|表)"
)
_QUOTE = re.compile(r"^[ \t]*(?:>|\||```)", re.MULTILINE)
# A block between two rules is shown; what follows the last rule of a mail signs it.
_RULE = re.compile(r"^[ \t]*[-=―─━*_]{3,}[ \t]*$", re.MULTILINE)
_SIGNS = re.compile(r"@|TEL|電話|FAX|〒|窓口|担当|事務局|サポート|[0-9]-[0-9]{3}")
_CONTENT = re.compile(r"[。、0-9%]")
_LINES = re.compile(
    r"^[ \t]*(?:[・●■◆◇○◯□▼*‐–-](?![-*‐–]) ?|[0-9]{1,2}[.)、:]|\([0-9]{1,2}\)|[①-⑩]|【[^】\n]{1,20}】|(?!TEL|電話|FAX|Mail|mail|メール|E-?mail|URL|住所|担当|営業)[^。、:\n]{1,12}:)[ \t]*\S",
    re.MULTILINE,
)
_CITED = re.compile(r"[「『“\"][^」』”\"\n]{12,}[」』”\"]")
# 発送は25日、数量は20個です: the content is told in the message itself.
_TOLD = re.compile(
    r"(?:は|が|:|を)[^。\n]{0,24}?[0-9〇一二三四五六七八九十][^。\n]{0,20}?(?:です|となり|になり|でござ|に(?:変|直|替|差し替|移|決ま|改め)|へ(?:変|直|移)|ございま)"
)
_MADE = re.compile(
    r"作成|作り|つく[りっ]|更新|修正|直し(?=まし|た)|送[りっ]|送付|共有|格納|アップ|仕上|完成|まとめ|用意|提出|入れ|置[いき]|案(?:です|を)|枚|ページ分|本分|回目|お願い"
)
_LOCATOR = r"[0-9〇一二三四五六七八九十両]{1,4} ?(?:ページ|頁|行|章|節|項|条|[かカヵヶケ]所|箇所|点(?!検)|番|列|枚目|段|つ目|つめ|件目|問|コマ|分目|秒)|第[0-9一二三四五六七八九十]|Q ?[0-9]|P\.? ?[0-9]|No\.? ?[0-9]|[A-Z]列"
_ASPECT = (
    r"(?:日付|日程|日時|時刻|時間(?!の|が)|曜日|期日|期限|期間|締め?切り?|納期|金額|料金|価格|値段|単価|税率|費用|数字|数値|数量|個数|人数|件数|枚数|部数|宛[名先]|住所|氏名|名前|お名前|名称|社名|品名|役職|表記|表現|言い回し|語尾|敬称"
    r"|誤字|脱字|色(?!々)|色味|色合い|サイズ|寸法|大きさ|配置|順番|並び|見出し|タイトル|題名|件名|リンク先|品番|型番|型式|番号|在庫|口座|残高|部分|箇所|有無|可否|状況|状態|都合|意向|進捗|空き|予定|出欠|希望|条件|定員|会場名?|場所|行き先|経路|赤字|黄色|下線|太字|マーカー|ハイライト|網掛け|朱書き|差分|変更点|修正点|変更箇所|修正箇所|追記|注記|脚注|冒頭|末尾|最後|文末|右上|左上|右下|左下|欄|項目|のみ|だけ(?!お|で))"
)
_PLACE = r"(?:フォルダ|トレイ|受信|迷惑メール|ポスト|郵便受け|宅配|マイページ|画面(?!の(?:文|デザイン|案|見|レイ|構成))|設定|アプリ|取扱説明書|説明書|電源|ケーブル|コード|配線|ランプ|通信|電波|Wi-?Fi|回線|ブレーカー|元栓|コンセント|プラグ|電池|バッテリー|フィルター|蓋|フタ|鍵|パスワード|ID|キャップスロック|履歴|残量|ラベル|外箱|梱包|お手元の|通帳|明細|身分証|保険証|看板|掲示板)"
_POINT = re.compile(
    f"{_LOCATOR}|{_ASPECT}|(?:特に|とくに)(?!、?(?:ご|お)?(?:異[議存]|問題|意見|指摘|修正|返信|連絡|変更|なけれ|ない|な[くし]))|〔"
)
_PLACES = re.compile(_PLACE)
_ELSEWHERE = re.compile(r"[^、。]{1,14}(?:(?<![んの])で|にて|から|より)も?(?:、|ご|お|$)")
_ABOVE = re.compile(r"以上(?!に|の(?:人|方))|上記|右記|前述")
# 経理の方にご確認ください asks to find out, not to look over.
_OTHERS = re.compile(
    r"(?:[一-龥ァ-ヶー](?<![際折時前後中緒別目急特的念内先次共度])|取引先|送り先|さん)(?<![書案稿図表料文紙])に(?:も|は)?\s*(?:一度|念のため|直接)?\s*$"
)
_VAGUE_PLACE = re.compile(
    r"お手元|サーバ|共有(?!シート|スプ)|ドライブ|クラウド|チャット|そちら|あちら|いつもの|例の|別途|後で|あと(?:で|から)|先ほど|先日|方(?:で|から)|側(?:で|から)|様(?:で|から|より)|さん(?:で|から)|念のため|皆|当日|現地"
)
_WHETHER = re.compile(
    r"(?<!だれ)(?<!誰)(?<!どなた)か(?:どうか|否か)?(?:だけ)?(?:を|も|、|の)?\s*(?:一度|再度|今一度|念のため|改めて|あわせて|併せて|ひと(?:とお|通)り|一通り|よく|ざっと|軽く|もう一度|お手数ですが)?、?\s*$"
)
_ANY_FAULT = re.compile(
    r"問題|誤り|間違|不備|相違|齟齬|不足|漏れ|抜け|違い|ミス|不具合|差し支え|支障|大丈夫|よろし|良い|よい|いい|正し|合って|不明|疑問|これで|おかし|変|気になる|OK"
)
_BREAK = re.compile(r"[、\s]")
# What is looked over as a whole: 求人票, 文面, 第2稿, こちら.
_WORK = re.compile(
    r"(?:資料|書(?:類|面)?|文|文面|文章|文言|原稿|稿|案|版|表|図(?:面)?|録|集|票|状|紙|画像|バナー|ポスター|チラシ|パンフ(?:レット)?|リスト|一覧|ページ|サイト|シート|データ|ファイル|マニュアル|動画|写真|カット|デザイン|ロゴ|メール|メッセージ|LP|FAQ|Q&A|レポート|スライド|テキスト|コピー|プロフィール|記事|下書き|ドラフト|たたき台|叩き台|ゲラ|台本|スクリプト|議事録|メモ|レシピ|メニュー|献立|カタログ|見積もり?|内容|中身|件|分|もの|こちら|それ|これ|あれ|もろもろ|諸々|ほう|方|結果|回答|登録|試作品?|サンプル|見本|モック(?:アップ)?|パッケージ|ラフ|構成|企画|設計|コード|テンプレ(?:ート)?|シフト|行程|日報|週報|月報|CSV|PDF|PPT|エクセル|ドキュメント|フォーム|アンケート|名簿|申請|お知らせ|掲示|広告|投稿|間取り|校正|初校|再校|ブログ|メルマガ)(?:一式|等|など|の(?:件|ほう|方|内容|中身))?\s*(?:を|も|は|、|の|について|に関して|に|へ|が)?\s*(?:一度|再度|そろそろ|ざっと|さらっと|軽く|ご一緒に|改めて|一旦|いったん|ちょっと|少し|お手すきで|よく|今一度|至急|早めに|本日中に|いい加減|とり?あえず|取り急ぎ|まとめて|全体(?:を|的に)?|じっくり|一通り|ひと通り|ひととおり)?、?\s*$"
)


@read_once
def gives_material(analysis: Analysis) -> bool:
    """Whether the message holds what it speaks of: a link, an attachment, the content told or quoted."""
    context = analysis.context
    if context.attachments or context.links or _GIVEN.search(analysis.text):
        return True
    if _QUOTE.search(analysis.text) or len(_LINES.findall(analysis.text)) > 1:
        return True
    return _CITED.search(analysis.text) is not None or _shows_block(analysis.text)


def _shows_block(text: str) -> bool:
    blocks = _RULE.split(text)[1:-1]
    return any(_CONTENT.search(block) and not _SIGNS.search(block) for block in blocks)


def tells_content(analysis: Analysis, index: int) -> bool:
    """Whether a sentence, or one beside it, tells the content itself: 発送は25日、数量は20個です."""
    near = analysis.sentences[max(index - 1, 0) : index + 2]
    if _ABOVE.search(analysis.own):
        near = analysis.sentences
    return any(_TOLD.search(s.text) and not _MADE.search(s.text) for s in near)


def names_point(said: str) -> bool:
    """Whether words name what to look at: 日付と金額, 3ページ, 電源が入っているか, マイページで."""
    if _POINT.search(said) or _PLACES.search(said):
        return True
    if _WHETHER.search(said):
        return not _ANY_FAULT.search(said)
    if _OTHERS.search(said):
        return True
    elsewhere = _ELSEWHERE.search(said)
    return elsewhere is not None and not _VAGUE_PLACE.search(said)


def names_work(said: str) -> bool:
    """Whether a piece of work as a whole is named as what to look over, or any fault in it."""
    return _WHETHER.search(said) is not None or any(
        _WORK.search(part) for part in _BREAK.split(said)
    )
