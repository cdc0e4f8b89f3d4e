"""はるか整骨院: what is open now."""

from madoguchi.desk.demo.story.entries import ago, ahead, form, holding, mail, note, reply, word
from madoguchi.desk.demo.story.shapes import Conversation

CONVERSATIONS = (
    Conversation(
        key="kamimura-later",
        client="haruka",
        customer="kamimura",
        subject="予約時間を30分後ろへ",
        owner="fujiwara",
        entries=(
            mail(
                ago(2),
                """
                {dom+5}日の10時半に変更できますか。
                10時で予約している上村です。保育園の送りが長引きそうで…。
                """,
            ),
        ),
    ),
    Conversation(
        key="taniguchi-insurance",
        client="haruka",
        customer="taniguchi",
        subject="部活のねんざは保険がききますか",
        owner="fujiwara",
        entries=(
            form(
                ago(330),
                "高2の息子が部活で足首をひねりました。整骨院でも保険証は使えますか？"
                "部活は学校の保険もあると聞きました。",
            ),
            reply(
                ago(312),
                "fujiwara",
                """
                谷口様、ねんざの施術には、健康保険をお使いいただけます。当日は保険証をお持ちください。印かんは不要です。
                学校の保険は、学校で受け取る用紙に当院が記入します。用紙は、次の施術の日にお持ちいただければ間に合います。
                初回は{dayw+1}の16時と18時が空いております。どちらになさいますか。
                """,
            ),
        ),
    ),
    Conversation(
        key="hayashi-wheelchair",
        client="haruka",
        customer="hayashi",
        subject="車いすで伺えますか",
        owner="fujiwara",
        entries=(
            mail(
                ago(122),
                """
                八十二の母を連れて参りたいのですが、車いすのまま入れますでしょうか。
                駐車場から入口までの段差も心配しております。
                林
                """,
            ),
            holding(
                ago(101),
                "fujiwara",
                """
                林様、はい、車いすのままご来院いただけます。入口の幅は90cm、院内に段差はございません。
                駐車場からの通り道は、{month}月の工事で変わっております。院長が段差を測り、{promise}までにお返事いたします。
                """,
                word("駐車場から入口までの段差", ahead(150)),
            ),
            note(ago(99), "fujiwara", "院長に写真も1枚お願いした。"),
        ),
    ),
    Conversation(
        key="kondo-hotline",
        client="haruka",
        customer="kondo",
        subject="試合後の夜間連絡について",
        owner="onishi",
        entries=(
            mail(
                ago(44),
                """
                南高校サッカー部コーチの近藤です。
                {day+7}の試合のあと、けが人が出たら夜間の窓口に連絡してよいでしょうか。
                前回は22時前でつながらず、救急に行きました。時間と連絡方法を教えてください。
                """,
            ),
        ),
    ),
    Conversation(
        key="oshima-maternity",
        client="haruka",
        customer="oshima",
        subject="妊娠7か月でも大丈夫でしょうか",
        owner="murai",
        entries=(
            mail(
                ago(470),
                """
                腰がつらくて予約したいのですが、妊娠7か月です。受けても大丈夫ですか？
                うつ伏せができません。女性の先生だと安心です。
                """,
            ),
            reply(
                ago(448),
                "murai",
                """
                大島様、産科の医師の許可があれば、お受けいただけます。横向きの姿勢で行い、うつ伏せにはなりません。
                女性の施術者は火曜と木曜におります。{dayw+7}までの空きは、次の2枠です。どちらになさいますか。

                A　次の火曜 11時
                B　次の木曜 14時
                """,
            ),
        ),
    ),
)
