"""はるか整骨院: what was answered and closed in the last month."""

from madoguchi.desk.demo.story.entries import closed, day, form, mail, no_answer, note, reply
from madoguchi.desk.demo.story.shapes import Conversation

CONVERSATIONS = (
    Conversation(
        key="kamimura-first-visit",
        client="haruka",
        customer="kamimura",
        subject="初めての予約（肩）",
        owner="onishi",
        entries=(
            form(
                day(21, "12:08"),
                "デスクワークで肩がつらいです。初めてですが、いつ空いていますか。平日の午前希望です。",
            ),
            reply(
                day(21, "12:22"),
                "onishi",
                """
                上村様、お問い合わせありがとうございます。平日の午前は、{dayw+7}の10時と{dayw+8}の11時が空いております。
                初回は問診を含めて60分です。どちらになさいますか。
                """,
            ),
            mail(day(21, "12:40"), "早い方でお願いします。"),
            reply(
                day(21, "12:48"),
                "onishi",
                """
                上村様、{dayw+7}の10時で承りました。保険証と、肩の出しやすい服をお持ちください。
                """,
            ),
        ),
        closed=closed(day(21, "12:49"), "onishi"),
    ),
    Conversation(
        key="segawa-bill",
        client="haruka",
        customer="segawa",
        subject="会計の金額がちがう気がします",
        owner="onishi",
        entries=(
            mail(
                day(13, "18:45"),
                """
                今日の会計、いつも620円なのに1,120円でした。何か間違っていませんか。
                疑うわけではないですが説明がほしいです。　瀬川
                """,
            ),
            note(
                day(13, "18:58"),
                "onishi",
                "会計の記録：テーピング500円を追加。施術者がお声がけを忘れたとのこと。",
            ),
            reply(
                day(13, "19:04"),
                "onishi",
                """
                瀬川様、本日の差額500円は、足首のテーピングの代金です。
                お巻きする前に金額をお伝えしておらず、誠に申し訳ございません。
                お伝えのないままのお代ですので、500円は次回のご来院の際に受付でお返しいたします。
                """,
            ),
            mail(
                day(12, "10:30"),
                "そういうことでしたか。テーピングは助かったので返金はいいです。次から一言ください。",
            ),
            reply(
                day(12, "10:41"),
                "onishi",
                """
                瀬川様、あたたかいお言葉をありがとうございます。
                本日の朝礼で、追加の代金は巻く前にお伝えすることを、施術者6名の全員で取り決めました。
                """,
            ),
        ),
        closed=closed(day(12, "10:42"), "onishi"),
    ),
    Conversation(
        key="aoyama-cancel",
        client="haruka",
        customer="aoyama",
        subject="Re: ご予約の前日のお知らせ",
        owner="murai",
        entries=(
            mail(
                day(8, "09:02"),
                """
                すみません、子どもが熱を出して明日行けなくなりました。
                また落ち着いたら予約し直します。

                > ご予約の前日のお知らせです。
                > 明日11時に、はるか整骨院のご予約をいただいております。
                > ご都合が変わったときは、このメールへご返信ください。

                ドコモのスマートフォンから送信
                """,
            ),
            reply(
                day(8, "10:05"),
                "murai",
                """
                青山様、明日11時のご予約を取り消しました。取り消しの料金はかかりません。
                お子様のお熱が早く下がりますように。次のご予約は、このメールへのご返信で承ります。
                """,
            ),
        ),
        closed=closed(day(8, "10:06"), "murai"),
    ),
    Conversation(
        key="imai-thanks",
        client="haruka",
        customer="imai",
        subject="無事に走れました！",
        owner="onishi",
        entries=(
            mail(
                day(4, "11:20"),
                """
                先日お世話になった今井です。
                おかげさまでハーフマラソン、1時間52分で完走できました🏃‍♂️🎉
                先生によろしくお伝えください！
                """,
            ),
            no_answer(day(4, "11:41"), "onishi", "お礼のみ。院長へ転送済み"),
        ),
        closed=closed(day(4, "11:42"), "onishi"),
    ),
)
