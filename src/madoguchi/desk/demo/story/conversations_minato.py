"""みなと家電: what is open now."""

from madoguchi.desk.demo.story.entries import ago, ahead, form, holding, mail, note, reply, word
from madoguchi.desk.demo.story.files import photo_of_type_plate
from madoguchi.desk.demo.story.shapes import Conversation

CONVERSATIONS = (
    Conversation(
        key="otsuka-repair-day",
        client="minato",
        customer="otsuka",
        subject="冷蔵庫の修理日を変えたい",
        owner="fujiwara",
        inbox=1,
        entries=(
            mail(
                ago(2960),
                """
                冷蔵庫の野菜室が冷えなくなりました。修理をお願いします。
                型番はMR-480Vです。平日ならいつでも大丈夫です。　大塚
                """,
            ),
            reply(
                ago(2944),
                "fujiwara",
                """
                大塚様、野菜室が冷えずお困りのところ、申し訳ございません。
                訪問修理を{dayw+3}の10時から12時でお取りしました。サービス担当が伺います。
                それまでは、傷みやすいものを冷蔵室の2段目へお移しください。野菜室だけの不調のため、2段目は冷えています。
                """,
            ),
            mail(
                ago(192),
                """
                明日の訪問を午後にできますか。
                午前中に子どもの学校から呼ばれてしまいました。15時以降だとありがたいです。
                勝手を言ってすみません。

                大塚
                """,
            ),
        ),
    ),
    Conversation(
        key="hori-washing-noise",
        client="minato",
        customer="hori",
        subject="洗濯機の異音",
        owner="fujiwara",
        inbox=1,
        entries=(
            form(
                ago(415),
                "脱水のときにガタガタとすごい音がします。下の階の方に申し訳なくて夜に回せません。"
                "買って3年くらいです。見てもらえますか。",
            ),
            reply(
                ago(398),
                "fujiwara",
                """
                堀様、夜にお使いになれずご不便をおかけしております。
                はい、拝見します。修理か調整かを見分けるため、ふたの裏の銀色の板（型番の表示）のお写真を1枚お送りください。
                次の2つのどちらに近いかも、あわせてお選びいただけますか。

                1. 脱水の始まりだけ鳴る
                2. 脱水の終わりまで鳴り続ける
                """,
            ),
        ),
    ),
    Conversation(
        key="takeda-aircon-part",
        client="minato",
        customer="takeda",
        subject="エアコンのリモコンが反応しない",
        owner="fujiwara",
        entries=(
            mail(
                ago(228),
                """
                リビングのエアコン（AM-28K）のリモコンが効きません。電池は替えました。
                リモコンだけ買えますか？いくらですか？
                """,
            ),
            holding(
                ago(204),
                "fujiwara",
                """
                武田様、AM-28K のリモコンは、単品でお求めいただけます。価格は2,750円（税込）です。
                在庫の数を部品倉庫に確かめ、お届けできる日を{promise}までにお返事いたします。
                """,
                word("リモコンをお届けできる日", ahead(95)),
            ),
            mail(ago(190), "値段わかりました。連絡待ってます。"),
            reply(
                ago(182),
                "fujiwara",
                """
                武田様、ありがとうございます。お届けできる日は、{promise}までにお知らせいたします。
                それまでは、本体の右下にある「応急運転」のボタンで、25度の運転ができます。
                """,
                word("リモコンをお届けできる日", ahead(95)),
            ),
        ),
    ),
    Conversation(
        key="kurihara-third-failure",
        client="minato",
        customer="kurihara",
        subject="いい加減にしてください。テレビ3回目の故障です",
        owner="onishi",
        inbox=1,
        entries=(
            mail(
                ago(40),
                """
                いい加減にしてください。
                {month-5}月に修理、{month-2}月にも修理、そして昨日また画面が真っ暗です。これで3回目です。
                そのたびに半日仕事を休んで待っているんですよ。前回の人は「もう大丈夫です」と言って帰りました。
                何が大丈夫なんですか。

                修理はもう結構です。新品と交換するか、全額返金してください。
                また「確認します」だけの返事だったら、消費生活センターに相談します。

                栗原正一
                """,
            ),
            note(
                ago(31),
                "onishi",
                "修理歴2回（基板・電源）。延長保証は5年まで有効で、同じ症状3回は交換の対象。"
                "江口さんに一読をお願いしてから送ります。",
            ),
        ),
    ),
    Conversation(
        key="yano-microwave-spark",
        client="minato",
        customer="yano",
        subject="電子レンジから火花",
        owner=None,
        entries=(
            mail(
                ago(5),
                """
                さっき電子レンジで温めていたらバチバチと火花が出ました。すぐ止めてコンセントも抜きました。
                中に入れていたのは耐熱の器だけです。
                使い続けるのは怖いです。どうしたらいいでしょうか。

                auメールから送信　矢野
                """,
            ),
        ),
    ),
    Conversation(
        key="nagase-long-subject",
        client="minato",
        customer="nagase",
        subject=(
            "先週の土曜日に駅前の店舗で購入して月曜日に設置していただいた食器洗い乾燥機について、"
            "標準コースと強力コースの水の量の違い、専用洗剤以外の洗剤を使ってもよいかどうか、"
            "それから夜間に運転したときの音が隣の部屋にどのくらい聞こえるものなのか教えていただきたいです"
        ),
        owner="onishi",
        entries=(
            mail(
                ago(300),
                """
                題名に書いた3つです。機械に疎いもので、まとめてお聞きします。
                年寄りにもわかるように教えてくださいませ。
                長瀬
                """,
            ),
            holding(
                ago(281),
                "onishi",
                """
                長瀬様、3つのうち2つを先にお答えします。

                1. 水の量：標準コースは9リットル、強力コースは12リットルです。
                2. 洗剤：「食器洗い乾燥機用」と書かれたものでしたら、どの会社の品でもお使いになれます。台所用の中性洗剤は泡があふれるため、お使いになれません。
                3. 夜の音：となりの部屋での大きさを設計の担当に確かめ、{promise}までにお返事いたします。
                """,
                word("夜の運転音の大きさ", ahead(140)),
            ),
        ),
    ),
    Conversation(
        key="hirai-warranty-card",
        client="minato",
        customer="hirai",
        subject="保証書をなくしました",
        owner="onishi",
        entries=(
            form(
                ago(17),
                "ドライヤーの電源が入らなくなりました。たぶん保証期間内ですが、保証書が見つかりません。"
                "通販で買ったので注文履歴はあります。これで修理してもらえますか？",
                photo_of_type_plate("type-plate.png"),
            ),
        ),
    ),
)
