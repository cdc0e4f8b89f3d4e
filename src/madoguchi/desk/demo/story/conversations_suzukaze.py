"""すずかぜ旅行: what is open now, but for the long thread."""

from madoguchi.desk.demo.story.entries import ago, ahead, form, holding, mail, note, reply, word
from madoguchi.desk.demo.story.shapes import Conversation

CONVERSATIONS = (
    Conversation(
        key="nakahara-cancel-fee",
        client="suzukaze",
        customer="nakahara",
        subject="キャンセル料はいつから？",
        owner="fujiwara",
        entries=(
            mail(
                ago(29),
                """
                {day+15}出発の予約について教えてください。
                同行者の仕事の都合で取りやめるかもしれません。キャンセル料は何日前からかかりますか？
                2名で合計128,000円のプランです。

                中原
                """,
            ),
        ),
    ),
    Conversation(
        key="tehai-refund",
        client="suzukaze",
        customer="tehai",
        subject="返金の可否を確認中",
        owner="fujiwara",
        entries=(
            mail(
                ago(118),
                """
                窓口 藤原さま

                おつかれさまです、手配課です。
                欠航した便の返金の件、航空会社へ照会します。予約番号と、お客様が希望されている内容をください。
                """,
            ),
            reply(
                ago(96),
                "fujiwara",
                """
                手配課のみなさま、ご照会をお願いするのは、次の1件です。

                ・予約番号：SZ-118204（大人2名、往復とも欠航）
                ・ご希望：全額84,600円の返金。振替は不要

                お客様へは{promise}までに可否をお返事するとお約束しています。
                その15分前までに、返金の可否と金額をこのメールへご返信ください。
                """,
                word("返金の可否をお客様へお返事", ahead(84)),
            ),
            note(
                ago(95), "fujiwara", "委託元の回答待ち。15分前に来なければ江口さん経由で電話する。"
            ),
        ),
    ),
    Conversation(
        key="shimizu-passport",
        client="suzukaze",
        customer="shimizu",
        subject="パスポートの残り期間",
        owner="fujiwara",
        entries=(
            form(
                ago(700),
                "来月のバリ島ツアーに申し込みました。パスポートの有効期限があと5か月です。行けますか？",
            ),
            reply(
                ago(684),
                "fujiwara",
                """
                清水様、5か月のままではご入国いただけません。インドネシアは、入国の日に6か月以上の残りが必要です。
                更新は、お住まいの窓口で申請から受け取りまで6営業日です。ご出発に間に合います。
                新しい旅券番号が決まりましたら、{dayw+18}の18時までにこのメールへご返信ください。航空券のお名前は、その日の19時までに照らし合わせます。
                """,
            ),
        ),
    ),
    Conversation(
        key="ono-honeymoon",
        client="suzukaze",
        customer="ono",
        subject="新婚旅行のお部屋について",
        owner="fujiwara",
        entries=(
            mail(
                ago(166),
                """
                {month+4}月の新婚旅行で予約した大野です。
                お部屋は海側の高層階をお願いしたいのですが、確約できますか？
                追加料金がかかるなら払います。妻に内緒なので電話ではなくメールでお願いします。
                """,
            ),
            holding(
                ago(149),
                "fujiwara",
                """
                大野様、ご結婚おめでとうございます。ご連絡は、すべてメールでいたします。
                海側・8階以上を確約できるかを現地のホテルに問い合わせ、追加の料金とあわせて{promise}までにお返事いたします。
                """,
                word("海側・高層階の確約と料金", ahead(260)),
            ),
            note(ago(148), "fujiwara", "サプライズのため電話は不可。家族カードにも書き込み済み。"),
        ),
    ),
    Conversation(
        key="hamada-party-size",
        client="suzukaze",
        customer="hamada",
        subject="日帰りバスツアー、1名増やせますか",
        owner="takanashi",
        entries=(
            mail(
                ago(37),
                """
                {day+9}出発の日帰りツアーに女4人で申し込んでおります浜田です。
                お友達がもう1人行きたいと申しております。まだお席はございますか。
                あわせて、足の悪い者がおりますので、前の方の席にしていただけると助かります。
                お返事は急ぎませんが、今日じゅうに友達に伝えてやりたいです。
                """,
            ),
        ),
    ),
    Conversation(
        key="arakawa-flight-time",
        client="suzukaze",
        customer="arakawa",
        subject="飛行機の時間変わった？？",
        owner=None,
        entries=(
            mail(
                ago(11),
                """
                {dom+3}日の那覇行きなんですけど、航空会社のアプリに出発時刻変更って出てます。
                そっちから連絡来てないんですが、ツアーの集合時間どうなりますか？
                新幹線の指定もう取っちゃってます😭

                iPhoneから送信
                """,
            ),
        ),
    ),
    Conversation(
        key="noguchi-allergy",
        client="suzukaze",
        customer="noguchi",
        subject="子どもの食物アレルギー（卵・乳）について",
        owner="takanashi",
        entries=(
            mail(
                ago(520),
                """
                5歳の息子に卵と乳のアレルギーがあります。
                夕食と朝食のバイキングで食べられるものがあるか、宿に確認していただけますか。
                重い方なので、調理場が分かれているかも知りたいです。
                """,
            ),
            holding(
                ago(503),
                "takanashi",
                """
                野口様、大切なことをお知らせくださり、ありがとうございます。
                宿の料理長に次の3点を書面で問い合わせ、{promise}までにお返事いたします。

                1. 卵・乳を使わない夕食と朝食の献立
                2. 調理場と調理の道具が分かれているか
                3. 持ち込みのお食事を温められるか
                """,
                word("アレルギー対応3点の回答", ahead(310)),
            ),
            mail(ago(470), "丁寧にありがとうございます。お返事お待ちしています。"),
            reply(
                ago(462),
                "takanashi",
                """
                野口様、ありがとうございます。献立の表と材料の一覧は、{promise}までのお返事に添えてお送りいたします。
                """,
                word("アレルギー対応3点の回答", ahead(310)),
            ),
        ),
    ),
)
