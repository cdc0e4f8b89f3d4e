"""みなと家電: single questions of the last weeks, and what the guard said of their answers."""

from madoguchi.desk.demo.story.exchanges import exchange
from madoguchi.desk.demo.story.shapes import Guarded

EARLIER = (
    exchange(
        ("minato", "takeda"),
        (59, "14:05"),
        "fujiwara",
        "訪問の時間",
        "明日の修理は何時に来ますか。",
        "武田様、明日はサービス担当が13時から15時のあいだに伺います。",
        Guarded(first="武田様、明日は修理業者が13時から15時のあいだに伺います。"),
    ),
    exchange(
        ("minato", "kurihara"),
        (52, "11:45"),
        "onishi",
        "保証書をなくした",
        "保証書をなくしました。修理は受けられますか。",
        "栗原様、はい、購入日の分かる領収書で受けられます。長期保証の期間は、ご購入から5年です。",
        Guarded(reviews={"client-vocabulary": "confirmed"}),
    ),
    exchange(
        ("minato", "yano"),
        (46, "16:30"),
        "onishi",
        "部品の到着",
        "炊飯器の内ぶたは、いつ届きますか。",
        "矢野様、内ぶたは{dayw+3}の午前中にお届けします。",
        Guarded(
            first="矢野様、申し訳ございません。修理業者に在庫を確認して、折り返しご連絡いたします。"
        ),
    ),
    exchange(
        ("minato", "nagase"),
        (39, "13:22"),
        "fujiwara",
        "工事の人数",
        "エアコンの取り付けには何人で来ますか。",
        "長瀬様、取り付けには作業員が2名で伺います。",
        Guarded(silenced=("client-vocabulary",), reviews={"client-vocabulary": "confirmed"}),
    ),
    exchange(
        ("minato", "hirai"),
        (33, "15:15"),
        "onishi",
        "見積りの内訳",
        "見積りの内訳を知りたいです。",
        "平井様、内訳は、技術料6,600円、部品代4,400円、訪問の料金3,300円です。なるべく早くお返事ください。",
        Guarded(
            first="平井様、修理業者の見積書を添付します。なるべく早くお返事ください。",
            reviews={"concrete-wording": "confirmed"},
        ),
    ),
    exchange(
        ("minato", "sugawara"),
        (21, "17:40"),
        "onishi",
        "ふたつめの部品",
        "届いた部品が足りません。",
        "菅原様、申し訳ございません。不足の部品を本日19時に発送します。明日の午前に必ず届きます。",
        Guarded(reviews={"forbidden-promise": "confirmed"}),
    ),
    exchange(
        ("minato", "kubota"),
        (16, "12:35"),
        "fujiwara",
        "アプリにつながらない",
        "エアコンがアプリにつながりません。",
        "久保田様、ルーターの2.4GHzに接続してください。つなぐ前に、本体のWi-Fiボタンを5秒押します。",
    ),
    exchange(
        ("minato", "takeda"),
        (12, "18:10"),
        "onishi",
        "原因を知りたい",
        "先週の修理の原因を教えてください。",
        "武田様、原因を工場に確認しております。分かり次第ご連絡いたします。",
        Guarded(reviews={"reply-promise": "confirmed"}),
        reason="工場の回答日が未定。お客様に電話で説明し、了解をいただいた",
    ),
    exchange(
        ("minato", "yano"),
        (5, "14:50"),
        "onishi",
        "同じ質問で恐縮です",
        "返品の期限は何日でしたか。",
        "矢野様、重ねてのご案内で恐れ入りますが、返品の期限はお届けから8日です。",
        Guarded(
            first="矢野様、何度も申し上げていますが、長期保証の品でも、返品の期限はお届けから8日です。"
        ),
    ),
    exchange(
        ("minato", "hirai"),
        (2, "15:33"),
        "fujiwara",
        "作業の時間",
        "訪問のとき、作業は何分かかりますか。",
        "平井様、60分です。作業員用の駐車場は、建物の裏に1台分あれば足ります。",
        Guarded(reviews={"client-vocabulary": "rejected"}),
    ),
)
