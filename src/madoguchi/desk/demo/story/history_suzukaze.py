"""すずかぜ旅行: what was answered and closed in the last month."""

from madoguchi.desk.demo.story.entries import closed, day, form, mail, no_answer, reply
from madoguchi.desk.demo.story.shapes import Conversation

CONVERSATIONS = (
    Conversation(
        key="nakahara-insurance",
        client="suzukaze",
        customer="nakahara",
        subject="旅行保険はあとから付けられますか",
        owner="fujiwara",
        entries=(
            form(
                day(22, "20:10"), "申し込みのときに保険を選び忘れました。今からでも付けられますか。"
            ),
            reply(
                day(22, "20:23"),
                "fujiwara",
                """
                中原様、はい、ご出発の前日まで付けられます。料金はお一人1,240円です。
                「予約の確認」の画面で「保険を追加」を押していただくと、その場で保険証が届きます。
                """,
            ),
            mail(day(22, "20:41"), "付けられました。夜なのに早い返信ありがとうございます。"),
            no_answer(day(22, "20:50"), "fujiwara", "お礼のみ。手続きの完了を画面で確認済み"),
        ),
        closed=closed(day(22, "20:50"), "fujiwara"),
    ),
    Conversation(
        key="tachibana-receipt",
        client="suzukaze",
        customer="tachibana",
        subject="領収書（会社名）の再発行",
        owner="takanashi",
        entries=(
            mail(
                day(16, "09:12"),
                """
                お世話になっております。橘です。
                出張で利用した予約 SZ-117755 の領収書を、会社名「橘デザイン事務所」で再発行いただけますでしょうか。
                経理の締めが{day+2}です。
                """,
            ),
            reply(
                day(16, "09:30"),
                "takanashi",
                """
                橘様、領収書を「橘デザイン事務所」のお名前で再発行いたしました。
                「予約の確認」の画面の「書類」から、本日よりお受け取りになれます。
                前の領収書は、経理の方が二重に数えないよう、画面に「再発行済み」と表示しております。
                """,
            ),
        ),
        closed=closed(day(16, "10:45"), "takanashi"),
    ),
    Conversation(
        key="kojima-lost-hat",
        client="suzukaze",
        customer="kojima",
        subject="バスに帽子を忘れました",
        owner="takanashi",
        entries=(
            mail(
                day(12, "21:55"),
                """
                今日の日帰りバスツアー2号車に、ベージュの帽子を忘れてしまったみたいです。
                祖母の手編みなのでどうしても見つけたいです。席は7Bでした。
                """,
            ),
            reply(
                day(12, "22:08"),
                "takanashi",
                """
                小島様、大切なお帽子ですので、いま探しております。
                2号車は明朝7時に車庫を出ます。その前に運転士が7Bのまわりを探し、明日の8時までに結果をお返事いたします。
                """,
            ),
            reply(
                day(11, "07:36"),
                "takanashi",
                """
                小島様、お帽子が見つかりました。7Bの窓側の足元にございました。
                本日15時に、着払いではなく当社の負担でお送りし、{dayw+1}の午前中にお届けします。
                """,
            ),
            mail(
                day(11, "08:02"),
                "よかった〜😭💦 本当に本当にありがとうございます！運転士さんにもお礼をお伝えください！！",
            ),
            reply(
                day(11, "08:10"),
                "takanashi",
                "小島様、見つかって何よりでございます。お礼の言葉は、本日の点呼で運転士の本人に読み上げてお伝えしました。",
            ),
        ),
        closed=closed(day(11, "08:11"), "takanashi"),
    ),
)
