"""こもれび食器店: single questions of the last weeks, and what the guard said of their answers."""

from madoguchi.desk.demo.story.exchanges import exchange
from madoguchi.desk.demo.story.shapes import Guarded

EARLIER = (
    exchange(
        ("komorebi", "nishimura"),
        (47, "11:05"),
        "onishi",
        "電子レンジ",
        "粉引の飯碗は電子レンジで使えますか。",
        "西村様、粉引の飯碗は電子レンジでは使えません。磁器の白い飯碗でしたら、600Wで3分までお使いいただけます。",
    ),
    exchange(
        ("komorebi", "asai"),
        (41, "15:20"),
        "onodera",
        "入荷の時期",
        "売り切れの丸皿は、いつ入りますか。",
        "浅井様、丸皿は{dayw+12}の10時に入荷します。入荷の数は24枚です。",
        Guarded(
            first="浅井様、丸皿は近日中に入荷します。入荷の数は24枚です。",
        ),
    ),
    exchange(
        ("komorebi", "yoshioka"),
        (36, "13:40"),
        "onishi",
        "欠けていました",
        "豆皿の縁が少し欠けていました。交換できますか。",
        "吉岡様、申し訳ございません。はい、交換を承ります。新しい豆皿を本日17時に発送します。",
        Guarded(
            first="吉岡様、申し訳ございません。不良品の交換について、在庫を確認して、折り返しご連絡いたします。",
        ),
    ),
    exchange(
        ("komorebi", "mizutani"),
        (31, "10:48"),
        "takanashi",
        "食洗機",
        "銀彩の小皿は食洗機に入れてもよいですか。",
        """
        水谷様、銀彩の小皿は食洗機では色が変わります。柔らかい布で洗ってください。
        この商品は、重曹を入れた湯に5分浸すと元の色に戻ります。
        """,
        Guarded(reviews={"client-vocabulary": "confirmed"}),
    ),
    exchange(
        ("komorebi", "ogata"),
        (27, "16:10"),
        "onodera",
        "割引の番号",
        "メールでもらった割引の番号は、どこに入れますか。",
        "緒方様、お会計の画面のクーポンコード欄に、8桁の番号を入れてください。",
        Guarded(silenced=("client-vocabulary",), reviews={"client-vocabulary": "rejected"}),
    ),
    exchange(
        ("komorebi", "iida"),
        (22, "12:15"),
        "takanashi",
        "箱の大きさ",
        "贈り物用の箱は、紙袋に入りますか。",
        "飯田様、はい、紙袋に入ります。少し大きめの箱でお届けします。",
        Guarded(reviews={"concrete-wording": "rejected"}),
    ),
    exchange(
        ("komorebi", "asai"),
        (14, "11:30"),
        "fujiwara",
        "土鍋の手入れ",
        "土鍋に焦げがつきました。落とし方を教えてください。",
        "浅井様、重曹を大さじ1入れた水を沸かし、弱火でしばらく温めてから冷ますと落ちます。",
        Guarded(reviews={"concrete-wording": "rejected"}),
    ),
    exchange(
        ("komorebi", "nishimura"),
        (11, "17:05"),
        "takanashi",
        "のしの文字",
        "のしの文字は「内祝」で出せますか。",
        "西村様、はい、「内祝」でお作りします。お名前は、次のどちらにいたしますか。1. 西村　2. 西村 和夫",
        Guarded(
            first="西村様、はい、「内祝」でお作りします。お名前はなるべく早くお知らせください。",
        ),
    ),
    exchange(
        ("komorebi", "yoshioka"),
        (8, "15:50"),
        "onodera",
        "配達の時間",
        "今日届く予定の荷物が、まだ来ません。",
        "吉岡様、本日のお届けは18時から20時のあいだです。配達員がなるべく早くお届けします。",
        Guarded(reviews={"concrete-wording": "confirmed"}),
    ),
    exchange(
        ("komorebi", "mizutani"),
        (4, "13:12"),
        "fujiwara",
        "割引の番号が使えない",
        "クーポンコード欄に番号を入れると「期限切れ」と出ます。",
        "水谷様、クーポンコード欄の番号は、昨日の23時59分で期限を迎えました。新しい番号を本日17時までにお送りします。",
        Guarded(silenced=("client-vocabulary",), reviews={"client-vocabulary": "rejected"}),
    ),
)
