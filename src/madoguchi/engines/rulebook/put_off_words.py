"""The words by which an answer is put off, and those that only look like it."""

import re

from madoguchi.engines.rulebook.words import word_set

# What is done while the other side waits.
CHECKING = word_set(
    """
    確認 再確認 調べる 調べ 調査 再調査 照会 検討 相談 問い合わせ 問い合わせる
    聞く 訊く 尋ねる 伺う 精査 検証 協議 持ち帰る 持ち帰り 探す 当たる 掛け合う
    打診 審議 審査 確かめる 照合 チェック リサーチ ヒアリング 見る 見積もる
    洗い出す 究明 解析
    """
)
# How an answer reaches them.
ANSWERING = word_set(
    """
    連絡 再連絡 返事 返答 回答 報告 知らせる 知らせ お知らせ 案内 伝える 電話
    返信 共有 言う 答える 折り返す 返す 通知 コメント メール 書き込む 張る 貼る
    提示 返電 架電 話す 申し上げる 申し伝える
    """
)
# The others announce what stands in the same message as often as they put it off.
REPLYING = word_set("連絡 再連絡 返事 返答 回答 電話 返信 折り返す 返電 架電")
SETTLING = word_set("決まる 固まる 分かる 判明 確定 揃う 出る 纏まる")
WAITING = word_set("待つ 時間 猶予 待ち 御待ち")

# Words that move the answer to some later time.
LATER = re.compile(
    r"折り?返し(?!ま|て)|追って|おって|後ほど|のちほど|後程|あとで|後で|後日|改めて|あらためて|別途|いずれ(?![もか])|そのうち|追々"
    r"|また(?=(?:こちら|私|当方)?(?:から|より)?[ごお]?(?:連絡|知らせ|電話|返事|返信|報告|伝え|答え|言い|声|メール|共有|案内))|順次"
    r"|(?:なるべく|できるだけ|出来るだけ|できる限り|可能な限り|極力|少しでも)(?:早[くめい]に?(?:うち|段階)?に?|速やかに|急いで|急ぎで?)?"
    r"|早急に|早めに|至急|速やかに|すみやかに|なるはやで?|近いうちに?|近々|近日中?に?|すぐに?|ま?もなく|間もなく|しばらくしたら"
)
# 回答待ちです, 日程を調整中です: nothing is said to be done, yet the answer is not there.
AWAITED = re.compile(
    r"(?:回答|返答|返事|返信|結果|連絡|承認|判断|許可)待ち(?=です|で|と|の(?:状|段)|中|$)"
    r"|(?:調整|分析|特定|集計|算出|選定|協議)中(?=です|で(?!し)|と|の(?:状|段)|$)"
)
# 詳細は後ほど: the verb is left out.
LEFT_OPEN = re.compile(r"[はが]、?((?:また)?(?:後ほど|のちほど|後程|追って|後日|改めて|折り返し))$")
SOFTENED = re.compile(
    r"(?:今|いま)?(?:しばらく|暫く)の?|もう?少々|もう少し|少々|少し|ちょっと|ちと|いったん|一旦"
)
# What an answer waits for, as against a case that may never come.
OUTCOME = re.compile(
    r"進展|進捗|動き|続報|結果|結論|返答|回答|返事|連絡|目[処途]|めど|見通し|情報|詳細|状況|原因|日程"
)
ARISES = re.compile(r"(?:あれば|あった|あり(?:まし|次第)|ござい|ある場合)")
MAYBE = re.compile(
    r"何か|なにか|不良|問題|空きが|キャンセル|ご?不明|必要|異常|不備|万が一|万一|もし|ご希望|ご質問|お気づき|ご要望|変更が?(?:ある|あり|ござ)"
)
THEIR_DEED = re.compile(
    r"(?:ご|お)(?:入金|支払|返信|返送|返事|返却|注文|来店|来院|申し?込み?|記入|提出|連絡|指示|回答|送付|予約)|いただ|くださ|頂"
)
ROUTINE = re.compile(r"発送|出荷|配送|配達")
SENDER = re.compile(
    r"(?:こちら|当方|当社|弊社|当店|私ども|私|わたくし|担当.{0,4}|窓口|係)(?:の者)?(?:より|から)"
)
# Procedures that happen to anyone, not an answer that is being looked for.
PROCEDURE = re.compile(
    r"当日|毎[日朝回月週]|都度|[一-龥]時に|の際(?:に|は)|ごとに|定期的|日々|常に|全品|全数|必ず|通常|原則|事前に"
    r"|(?:身分証|本人|お名前|年齢|免許証|保険証|会員証|資格|チケット).{0,6}(?:を|の)?ご?確認|(?:こと|旨|との)[をはが]ご?確認|念のため"
)
ELSEWHERE = re.compile(
    r"楽しみ|そのまま|ロビー|受付で|窓口で|会場|店頭|待合|画面|席|場所|前で|[内口所階]で"
)
MEETING = re.compile(
    r"(?:打ち?合わ?せ|面談|会議|ミーティング|商談|お話し?|通話|お電話|取材|訪問)の?(?:ための?)?お?$"
)
TAKES_TIME = re.compile(
    r"(?:確認|調査|調べ|検討|回答|返答|返信|返事|審査|照会|ご案内|お答え).{0,8}(?:(?:お?時間|日数)(?:が|を)?|まで.{0,4})(?:かか|掛か|要し)"
)
LOOKS = re.compile(
    r"[見み]て(?:み|き|お|参|まい)|[見み]と[きく]|(?:後|あと)で[^。]{0,8}[見み]|(?:後|のち)ほど[^。]{0,8}[見み]"
)
ASKED_OF = re.compile(
    r"(?:担当|部|課|者|上司|長|オーナー|さん|方|先生|メーカー|ベンダー|業者|倉庫|現場)に(?:も)?お?伺(?:って|い(?:し|いた|ま))"
)
THEIR_WORDS = re.compile(r"回答|返事|返答|連絡|結果|返信|判断|見解|意見|承認")
