"""山猫コーヒー: what is open now."""

from madoguchi.desk.demo.story.entries import ago, ahead, form, holding, mail, reply, word
from madoguchi.desk.demo.story.shapes import Conversation

CONVERSATIONS = (
    Conversation(
        key="ikegami-address",
        client="yamaneko",
        customer="ikegami",
        subject="定期便のお届け先の変更",
        owner="fujiwara",
        inbox=1,
        entries=(
            mail(
                ago(78),
                """
                {month+1}月便から新しい住所でお願いします。
                引っ越しは{day+9}です。今月分はもう届いたので大丈夫です。
                新しい住所は、マイページに入れればいいですか？それともここに書けばいいですか？

                池上 彩
                """,
            ),
        ),
    ),
    Conversation(
        key="nishida-grind",
        client="yamaneko",
        customer="nishida",
        subject="豆の挽き方を変えたい",
        owner="fujiwara",
        inbox=1,
        entries=(
            mail(
                ago(310),
                """
                定期便を豆のまま届けてもらっていますが、ミルが壊れました。
                次回から粉にしてもらえますか。ペーパードリップです。
                """,
            ),
            reply(
                ago(289),
                "fujiwara",
                """
                西田様、はい、次回の便から粉でお届けできます。ペーパードリップに合う挽き方は、次の2つです。
                どちらになさいますか。

                A　中挽き（すっきり。いつものヤマネコブレンドにおすすめ）
                B　中細挽き（こっくり。湯の落ちがゆっくりの器具に）

                {dayw+3}の12時までにお返事をいただければ、次回の便に間に合います。
                """,
            ),
        ),
    ),
    Conversation(
        key="fukuda-roast-date",
        client="yamaneko",
        customer="fukuda",
        subject="焙煎日を教えてください",
        owner="fujiwara",
        entries=(
            form(
                ago(205),
                "昨日届いたエチオピアの袋に日付のシールがありませんでした。いつ焙煎したものですか？"
                "妊娠中の妹にも分けるので、カフェインの量もわかれば知りたいです。",
            ),
            holding(
                ago(190),
                "fujiwara",
                """
                福田様、シールのない袋をお届けし、申し訳ございません。
                お手元の袋の焙煎日を、出荷の記録で焙煎所が調べております。{promise}までにお返事いたします。
                カフェインの量は、1杯（粉12g・湯180ml）あたり110mgです。
                妊娠中の方のお召し上がりは、かかりつけの医師とご相談ください。
                """,
                word("エチオピアの焙煎日", ahead(70)),
            ),
        ),
    ),
    Conversation(
        key="kuroki-pause",
        client="yamaneko",
        customer="kuroki",
        subject="定期便一回休みたい",
        owner="murai",
        inbox=1,
        entries=(
            mail(
                ago(26),
                """
                豆が余ってきたので来月だけ休みたいです
                手続きどこからですか？

                iPhoneから送信
                """,
            ),
        ),
    ),
    Conversation(
        key="endo-gift",
        client="yamaneko",
        customer="endo",
        subject="ギフト☕️について教えてください",
        owner=None,
        entries=(
            mail(
                ago(22),
                """
                会社の先輩の退職祝いに、ドリップバッグの詰め合わせを考えてます☕️🎁
                ①予算3000円くらい ②デカフェ入り ③{day+5}までに届く
                この条件でおすすめありますか？メッセージも入れたいです💌
                """,
            ),
        ),
    ),
    Conversation(
        key="morita-decaf",
        client="yamaneko",
        customer="morita",
        subject="カフェインレスの豆はありますか",
        owner="murai",
        entries=(
            mail(
                ago(820),
                """
                前略
                医者からコーヒーを控えるよう言われてしまいました。
                御社の豆で、カフェインの入っていないものはございますでしょうか。
                四十年毎朝飲んでまいりましたので、寂しいかぎりです。
                草々
                森田幸子
                """,
            ),
            reply(
                ago(801),
                "murai",
                """
                森田様、はい、ございます。「三日月デカフェ」は、カフェインを99.9%取り除いた豆です。
                いつもお召し上がりの深煎りに近いものですと、200gで1,480円です。
                最初の1杯をお試しいただけるよう、ドリップバッグ1袋を無料でお送りできます。お送りしてよろしいですか。
                """,
            ),
        ),
    ),
)
