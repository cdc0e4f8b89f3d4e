"""山猫コーヒー: what was answered and closed in the last month."""

from madoguchi.desk.demo.story.entries import closed, day, form, mail, no_answer, reply, word
from madoguchi.desk.demo.story.shapes import Conversation

CONVERSATIONS = (
    Conversation(
        key="ikegami-first-order",
        client="yamaneko",
        customer="ikegami",
        subject="定期便の最初のお届け日",
        owner="murai",
        inbox=1,
        entries=(
            form(
                day(28, "18:20"),
                "定期便を申し込みました。最初の豆はいつ届きますか？週末に友人が来るので、それまでにほしいです。",
            ),
            reply(
                day(28, "18:37"),
                "murai",
                """
                池上様、お申し込みありがとうございます。最初の豆は{promise}までに届きます。
                焙煎日は{dayw+1}で、飲みごろは焙煎から3日目です。週末のお集まりに間に合います。
                """,
                word("最初の豆のお届け", day(26, "18:00")),
            ),
            mail(day(25, "10:02"), "みんなに好評でした！ごちそうさまでした☕️"),
            no_answer(day(25, "10:15"), "murai", "お礼のみ。お届けは完了している"),
        ),
        closed=closed(day(25, "10:16"), "murai"),
    ),
    Conversation(
        key="uchida-charged-twice",
        client="yamaneko",
        customer="uchida",
        subject="二重に請求されています",
        owner="fujiwara",
        entries=(
            mail(
                day(14, "09:08"),
                """
                カードの明細に、山猫コーヒーから2,980円が2件あります。1回しか注文していません。
                確認のうえ、至急返金してください。
                内田
                """,
            ),
            reply(
                day(14, "09:25"),
                "fujiwara",
                """
                内田様、ご心配をおかけしております。2件のうち1件は、お支払いのやり直しで生じた仮の枠です。
                ご請求は2,980円の1件だけで、仮の枠は{dayw+5}に明細から消えます。
                その日の12時に当店でも明細を調べ、{promise}までに消えたことをお知らせいたします。
                """,
                word("仮の枠が消えたことのお知らせ", day(9, "15:00")),
            ),
            mail(day(14, "09:44"), "了解です。連絡をお待ちします。"),
            reply(
                day(9, "13:12"),
                "fujiwara",
                """
                内田様、お約束のお知らせです。仮の枠2,980円は、本日12時の時点で明細から消えております。
                ご請求は1件のみで確定いたしました。ご心配をおかけし、申し訳ございませんでした。
                """,
            ),
        ),
        closed=closed(day(9, "13:13"), "fujiwara"),
    ),
    Conversation(
        key="hattori-cold-brew",
        client="yamaneko",
        customer="hattori",
        subject="水出しの分量",
        owner="murai",
        entries=(
            mail(
                day(6, "20:31"),
                "水出しパックは1袋で何mlの水に入れますか？袋の説明を捨ててしまいました💦",
            ),
            reply(
                day(6, "20:39"),
                "murai",
                """
                服部様、水出しパックは、1袋を水500mlに入れ、冷蔵庫で8時間置いてください。
                濃いめがお好みでしたら、水を400mlにしていただくとちょうどよくなります。
                """,
            ),
            mail(day(6, "20:45"), "ありがとうございます！さっそく今夜仕込みます🌙"),
            no_answer(day(5, "09:10"), "murai", "お礼のみ"),
        ),
        closed=closed(day(5, "09:10"), "murai"),
    ),
)
