"""山猫コーヒー: single questions of the last weeks, and what the guard said of their answers."""

from madoguchi.desk.demo.story.exchanges import exchange
from madoguchi.desk.demo.story.shapes import Guarded

EARLIER = (
    exchange(
        ("yamaneko", "nishida"),
        (62, "10:30"),
        "murai",
        "挽き目",
        "フレンチプレス用に挽いてもらえますか。",
        "西田様、はい、粗挽きで承ります。次の便から変えますか、今回の分も交換しますか。",
    ),
    exchange(
        ("yamaneko", "fukuda"),
        (55, "14:15"),
        "murai",
        "解約したい",
        "毎月届く豆を止めたいです。",
        "福田様、定期便は、マイページの「お届けの予定」から3分で止められます。",
        Guarded(first="福田様、サブスクは、マイページの「お届けの予定」から3分で止められます。"),
    ),
    exchange(
        ("yamaneko", "kuroki"),
        (48, "16:40"),
        "fujiwara",
        "豆の日付",
        "袋の日付は何の日ですか。",
        "黒木様、袋の裏の日付は製造日です。お召し上がりの目安は、その日から45日です。",
        Guarded(reviews={"client-vocabulary": "confirmed"}),
    ),
    exchange(
        ("yamaneko", "endo"),
        (42, "11:20"),
        "murai",
        "届かない",
        "金曜に届くはずの豆が来ません。",
        "遠藤様、申し訳ございません。代わりの豆を本日15時に発送し、明日の午前にお届けします。",
        Guarded(
            first="遠藤様、申し訳ございません。定期購入の分を配送会社に確認して、折り返しご連絡いたします。"
        ),
    ),
    exchange(
        ("yamaneko", "uchida"),
        (29, "15:45"),
        "fujiwara",
        "酸っぱい",
        "今回の豆は酸味が強いです。",
        "内田様、お湯を92度まで上げると酸味が和らぎます。粉は少し細かめが向きます。",
        Guarded(silenced=("concrete-wording",), reviews={"concrete-wording": "rejected"}),
    ),
    exchange(
        ("yamaneko", "nishida"),
        (18, "17:20"),
        "murai",
        "お届け日の変更",
        "次のお届けを1週間遅らせたいです。",
        "西田様、はい、ご注文番号 Y-20418 のお届けを{dayw+9}に変えました。",
        Guarded(first="西田様、承知しました。サブスクのお届け日の変更、対応いたします。"),
    ),
    exchange(
        ("yamaneko", "kuroki"),
        (7, "14:35"),
        "murai",
        "新しい豆",
        "エチオピアの新豆はいつ出ますか。",
        "黒木様、エチオピアの新豆は近日中に入荷します。入荷の数は120袋です。",
        Guarded(reviews={"concrete-wording": "confirmed"}),
    ),
    exchange(
        ("yamaneko", "fukuda"),
        (3, "16:15"),
        "murai",
        "再開したい",
        "止めていた豆を、また始めたいです。",
        "福田様、はい、定期便を本日再開しました。最初のお届けは{dayw+6}です。",
    ),
)
