"""こもれび食器店: what was answered and closed in the last month."""

from madoguchi.desk.demo.story.entries import (
    closed,
    day,
    form,
    mail,
    no_answer,
    note,
    reply,
    word,
)
from madoguchi.desk.demo.story.files import photo_of_chipped_bowl
from madoguchi.desk.demo.story.shapes import Conversation

CONVERSATIONS = (
    Conversation(
        key="tajima-cup-size",
        client="komorebi",
        customer="tajima",
        subject="湯呑みの大きさについて",
        owner="fujiwara",
        entries=(
            form(
                day(20, "10:41"),
                "粉引の湯呑みは、何mlくらい入りますか。母が使うので軽いものを探しています。",
            ),
            reply(
                day(20, "11:02"),
                "fujiwara",
                """
                田島様、粉引の湯呑みは、八分目で140ml入ります。重さは165gです。
                さらに軽いものでは、同じ窯の「汲み出し」が120ml・118gで、お母様のお手にも収まりやすい形です。
                どちらも本日の時点で在庫が5点以上ございます。
                """,
            ),
            mail(
                day(20, "12:30"),
                """
                ありがとうございます。汲み出しにします。さっそく注文しました。
                """,
            ),
            reply(
                day(20, "12:44"),
                "fujiwara",
                """
                田島様、ご注文ありがとうございます。汲み出しは、{promise}までにお届けいたします。
                """,
                word("汲み出しのお届け", day(17, "12:00")),
            ),
        ),
        closed=closed(day(20, "12:45"), "fujiwara"),
    ),
    Conversation(
        key="tajima-wrapping",
        client="komorebi",
        customer="tajima",
        subject="贈り物の包装をお願いできますか",
        owner="fujiwara",
        inbox=1,
        entries=(
            mail(
                day(6, "19:52"),
                """
                いつもお世話になっています。田島です。
                飯碗を2点、母への贈り物にします。包装と、短いメッセージカードをつけられますか。
                カードは手書きだと嬉しいのですが、難しければ印刷でもかまいません。
                """,
            ),
            reply(
                day(5, "10:12"),
                "fujiwara",
                """
                田島様、いつもありがとうございます。はい、包装も手書きのカードも、どちらも無料で承ります。
                カードの文面は40文字まで入ります。ご注文の備考欄に、文面をそのままお書きください。
                """,
            ),
            mail(
                day(5, "11:37"),
                "手書き、嬉しいです！備考欄に書いて注文しました。ありがとうございます。",
            ),
            reply(
                day(5, "11:58"),
                "fujiwara",
                """
                田島様、ご注文とカードの文面を受け取りました。
                文面は「いつもありがとう。ご飯がおいしくなりますように」の23文字で、店の者が筆ペンで書きます。
                お届けは{dayw+4}の予定です。
                """,
            ),
        ),
        closed=closed(day(5, "11:59"), "fujiwara"),
    ),
    Conversation(
        key="tajima-receipt",
        client="komorebi",
        customer="tajima",
        subject="領収書の宛名",
        owner="takanashi",
        entries=(
            form(day(13, "15:20"), "領収書の宛名を、父の名前に変えて出してもらえますか。"),
            reply(
                day(13, "15:34"),
                "takanashi",
                """
                田島様、領収書は、マイページの「注文履歴」からお父様のお名前で発行いただけます。
                発行の画面で宛名をお書き換えになれるのは1回です。
                書き間違えた場合は、こちらで作り直しますので、このメールへご返信ください。
                """,
            ),
            mail(day(13, "15:51"), "できました。ありがとうございました。"),
            no_answer(day(13, "16:02"), "takanashi", "お礼のみ。手続きは完了している"),
        ),
        closed=closed(day(13, "16:02"), "takanashi"),
    ),
    Conversation(
        key="hosokawa-cracked-plate",
        client="komorebi",
        customer="hosokawa",
        subject="皿が割れて届いた",
        owner="onishi",
        entries=(
            mail(
                day(15, "13:05"),
                """
                今日届いた八寸皿が真っ二つでした。箱はきれいなので、入れる前から割れていたのでは？
                写真つけます。交換でお願いします。
                """,
                photo_of_chipped_bowl("sara.png", 150),
            ),
            reply(
                day(15, "13:21"),
                "onishi",
                """
                細川様、割れた状態でお届けしましたこと、誠に申し訳ございません。
                新しい八寸皿を本日17時に発送し、{promise}までにお届けします。送料は当店が負担いたします。
                割れたお皿は、お手元で処分いただいて差し支えございません。
                """,
                word("新しい八寸皿のお届け", day(14, "12:00")),
            ),
            note(
                day(15, "13:25"),
                "onishi",
                "箱に傷なし。梱包前の検品もれの疑い。三好さんに写真を共有済み。",
            ),
            mail(day(14, "12:40"), "無事に届きました。対応が早くて助かりました。"),
            reply(
                day(14, "13:02"),
                "onishi",
                """
                細川様、お受け取りのご連絡をありがとうございます。
                本日の出荷分から、箱に入れる前に底を指ではじいて音を聞く検品を加えました。
                """,
            ),
        ),
        closed=closed(day(14, "13:03"), "onishi"),
    ),
    Conversation(
        key="iida-colour",
        client="komorebi",
        customer="iida",
        subject="返品したい（写真と色がちがう）",
        owner="onishi",
        entries=(
            mail(
                day(11, "21:16"),
                """
                瑠璃の小鉢を買いましたが、サイトの写真よりだいぶ暗い色です。
                開封しましたが使っていません。返品できますか？

                飯田
                """,
            ),
            reply(
                day(10, "10:18"),
                "onishi",
                """
                飯田様、はい、お使いになる前でしたら返品を承ります。
                お届けから14日以内の{dayw+9}までに、着払いの伝票でお送りください。伝票は、箱の底の封筒に入っております。
                ご返金は、お品の到着から3営業日以内に、お支払いのカードへお戻しします。
                写真の色味は、自然光で撮り直したものに差し替えました。
                """,
            ),
            mail(day(10, "12:07"), "わかりました、明日送ります。"),
            reply(
                day(10, "12:20"),
                "onishi",
                """
                飯田様、ありがとうございます。お品が届きましたら、その日の19時までにメールでお知らせいたします。
                """,
            ),
        ),
        closed=closed(day(10, "12:21"), "onishi"),
    ),
    Conversation(
        key="whitfield-overseas",
        client="komorebi",
        customer="whitfield",
        subject="Do you ship to the UK?",
        owner="takanashi",
        entries=(
            mail(
                day(8, "18:47"),
                """
                Hello,

                I fell in love with your kohiki rice bowls while visiting Kyoto last month.
                Do you ship to the United Kingdom? I would like four bowls and, if possible,
                the small teapot as well. Roughly how much would the postage be?

                Kind regards,
                Eleanor Whitfield
                """,
            ),
            reply(
                day(7, "10:09"),
                "takanashi",
                """
                Dear Ms Whitfield,

                Yes, we ship to the United Kingdom by EMS. For four bowls and the small teapot
                (3.2 kg with packing) the postage is 6,900 yen, and delivery takes 6 working days.
                Import VAT of 20 % is collected by the carrier on arrival.

                You can order on our website by choosing "Overseas" at checkout.
                """,
            ),
            mail(
                day(7, "16:30"),
                "Perfect, I have just placed the order. Thank you for such a quick answer!",
            ),
            reply(
                day(7, "16:41"),
                "takanashi",
                """
                Dear Ms Whitfield,

                Thank you, we have received your order. It leaves our warehouse tomorrow at 15:00
                Japan time, and you will receive the tracking number by e-mail within the same hour.
                """,
            ),
        ),
        closed=closed(day(7, "16:42"), "takanashi"),
    ),
    Conversation(
        key="ogata-thanks",
        client="komorebi",
        customer="ogata",
        subject="ありがとうございました😊🎁",
        owner="onodera",
        entries=(
            mail(
                day(3, "14:28"),
                """
                お友達の出産祝いの件、急なお願いだったのに名入れまで間に合わせてくださって
                本当にありがとうございました😭💕 すごく喜んでました〜‼️
                返信は大丈夫です🙌
                """,
            ),
            no_answer(day(3, "14:40"), "onodera", "お礼のみ。返信は不要と書かれている"),
        ),
        closed=closed(day(3, "14:41"), "onodera"),
    ),
)
