"""みなと家電: what was answered and closed in the last month."""

from madoguchi.desk.demo.story.entries import closed, day, form, mail, note, reply, word
from madoguchi.desk.demo.story.shapes import Conversation

CONVERSATIONS = (
    Conversation(
        key="otsuka-fridge-width",
        client="minato",
        customer="otsuka",
        subject="冷蔵庫の設置に必要な幅",
        owner="onishi",
        entries=(
            mail(
                day(27, "22:14"),
                "MR-480Vの購入を考えています。左右は何cm空ければよいですか。うちの置き場所は幅70cmです。",
            ),
            reply(
                day(27, "22:31"),
                "onishi",
                """
                大塚様、幅70cmでしたら、MR-480V をお置きいただけます。
                本体の幅は68.5cmで、左右に0.5cmずつ、上に5cmの空きが必要です。
                搬入の通り道は78cmあれば通ります。狭い場合は、配送の当日に無料で下見をいたします。
                """,
            ),
            mail(day(26, "08:05"), "助かりました。店で注文します。"),
            reply(
                day(26, "08:19"),
                "onishi",
                "大塚様、ありがとうございます。お届けの日は、ご注文の店舗で7日先までお選びいただけます。",
            ),
        ),
        closed=closed(day(26, "08:20"), "onishi"),
    ),
    Conversation(
        key="sugawara-vacuum",
        client="minato",
        customer="sugawara",
        subject="Re: 掃除機の吸い込みが弱い",
        owner="fujiwara",
        inbox=1,
        entries=(
            mail(
                day(18, "19:40"),
                """
                掃除機の吸い込みが弱くなりました。ごみは捨てています。壊れたのでしょうか。
                """,
            ),
            reply(
                day(18, "19:58"),
                "fujiwara",
                """
                菅原様、吸い込みの弱まりは、次の2か所の詰まりで起こることが多く、故障でないこともございます。
                順にお試しのうえ、1と2のどちらで変わったか、または変わらないかをお知らせください。

                1. フィルターを外し、水で洗って24時間乾かす
                2. ホースを外し、明かりに透かして詰まりを取る
                """,
            ),
            mail(
                day(17, "21:03"),
                """
                1をやったら直りました！フィルターが真っ黒でした…
                ついでに聞きたいのですが、フィルターはどのくらいで交換ですか？

                {year}年{day-1} 19:58 みなと家電 サポートセンター <repair@minato-kaden.example>:

                > 菅原様、吸い込みの弱まりは、次の2か所の詰まりで起こることが多く、故障でないこともございます。
                > 順にお試しのうえ、1と2のどちらで変わったか、または変わらないかをお知らせください。
                >
                > 1. フィルターを外し、水で洗って24時間乾かす
                > 2. ホースを外し、明かりに透かして詰まりを取る
                """,
            ),
            reply(
                day(17, "21:17"),
                "fujiwara",
                """
                菅原様、フィルターの交換は2年に1回が目安です。水洗いは月に1回をおすすめしております。
                交換用は品番 MF-02、1,320円（税込）です。直りましたとのお知らせ、ありがとうございました。
                """,
            ),
        ),
        closed=closed(day(17, "21:18"), "fujiwara"),
    ),
    Conversation(
        key="doi-rice-cooker",
        client="minato",
        customer="doi",
        subject="炊飯器の内釜だけ欲しい",
        owner="onishi",
        entries=(
            form(
                day(9, "07:48"),
                "内釜のコーティングがはげてきました。釜だけ買えますか。型番はMS-10Pです。",
            ),
            reply(
                day(9, "08:06"),
                "onishi",
                """
                土井様、はい、MS-10P の内釜は単品でお求めいただけます。価格は8,800円（税込）、在庫は12点ございます。
                このメールに「注文する」とご返信いただければ、ご登録のご住所へ{dayw+3}にお届けします。
                """,
            ),
            mail(day(9, "12:31"), "注文する"),
            reply(
                day(9, "12:40"),
                "onishi",
                """
                土井様、内釜1点のご注文を承りました。{promise}までにお届けします。お支払いは代金引換です。
                """,
                word("内釜のお届け", day(6, "18:00")),
            ),
            note(day(6, "15:10"), "onishi", "配達完了を確認（14:22）。"),
        ),
        closed=closed(day(6, "15:11"), "onishi"),
    ),
    Conversation(
        key="kubota-night-install",
        client="minato",
        customer="kubota",
        subject="洗濯機の設置は土日でも大丈夫？",
        owner="fujiwara",
        entries=(
            mail(
                day(4, "23:35"),
                """
                夜分にすみません。引っ越しで洗濯機の設置をお願いしたいのですが、
                土日は追加料金がかかりますか？共働きなので平日は難しいです。

                ドコモのスマートフォンから送信
                """,
            ),
            reply(
                day(4, "23:49"),
                "fujiwara",
                """
                久保田様、土日の設置に追加の料金はかかりません。
                直近では{dayw+5}の午前と{dayw+6}の午後が空いております。どちらになさいますか。
                """,
            ),
            mail(day(3, "07:20"), "早い方の午前でお願いします！"),
            reply(
                day(3, "07:31"),
                "fujiwara",
                """
                久保田様、{dayw+4}の9時から12時で承りました。サービス担当2名が伺います。
                当日は、蛇口の位置が床から113cm以上あるかを先に測らせていただきます。
                """,
            ),
        ),
        closed=closed(day(3, "07:32"), "fujiwara"),
    ),
)
