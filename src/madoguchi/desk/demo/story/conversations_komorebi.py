"""こもれび食器店: what is open now."""

from madoguchi.desk.demo.story.entries import ago, ahead, form, holding, mail, note, reply, word
from madoguchi.desk.demo.story.files import photo_of_chipped_bowl
from madoguchi.desk.demo.story.shapes import Conversation

CONVERSATIONS = (
    Conversation(
        key="tajima-chipped-bowl",
        client="komorebi",
        customer="tajima",
        subject="飯碗の縁が欠けて届きました",
        owner="fujiwara",
        entries=(
            form(
                ago(76),
                "昨日届いた粉引の飯碗（2点）のうち、1点の縁が欠けていました。"
                "母への贈り物なので、きれいなものをお願いできますか。",
            ),
            holding(
                ago(62),
                "fujiwara",
                "田島様、贈り物のうつわが欠けておりましたこと、誠に申し訳ございません。"
                "欠けた部分のお写真を1枚お送りいただけますか。"
                "お写真を拝見し、{promise}までに交換の可否をお返事いたします。",
                word("交換の可否", ahead(24)),
            ),
            mail(
                ago(48),
                "写真を送ります。交換をお願いしたいです。"
                "母の誕生日が{day+8}なので、それまでに届くと助かります。",
                photo_of_chipped_bowl("IMG_2231.png", 120),
                photo_of_chipped_bowl("IMG_2232.png", 84),
            ),
            note(
                ago(15),
                "onodera",
                "同じ窯の{month-1}月ロットで欠けの報告が3件目です。"
                "佐伯さんの集計（T-321）にも入れておきます。",
            ),
        ),
    ),
    Conversation(
        key="saeki-refunds",
        client="komorebi",
        customer="saeki",
        subject="返金の承認、2件まとめて",
        owner="fujiwara",
        entries=(
            mail(
                ago(171),
                """
                藤原さん、おつかれさまです。佐伯です。
                先週分の返金、まとめて見ますので対象の注文と金額を送ってください。
                昼までに席へ戻ります。
                """,
            ),
            reply(
                ago(150),
                "fujiwara",
                """
                佐伯さん、返金の対象は次の2件です。2件とも承認してよろしいでしょうか。

                1. 注文 K-20418　急須のふたの欠け　6,380円
                2. 注文 K-20433　箸置き5点のうち2点の色違い　1,760円

                理由：どちらも同じ品の在庫がなく、お客様が返金をご希望のためです。
                """,
            ),
            mail(
                ago(8),
                """
                承認しました。お客様への連絡をお願いします。
                急須の方は、次の入荷が{month+1}月なのでそれも一言添えてもらえると助かります。

                佐伯
                """,
            ),
        ),
    ),
    Conversation(
        key="kanno-engraving",
        client="komorebi",
        customer="kanno",
        subject="記念品の湯呑み30個、名入れの納期について",
        owner="fujiwara",
        entries=(
            mail(
                ago(590),
                """
                お世話になります。菅野建設の菅野と申します。
                創業30周年の記念に、社名入りの湯呑みを30個お願いしたいと思っております。
                {day+24}の式典で配りますので、前日までに必着です。間に合いますでしょうか。
                見積りもあわせてお願いします。
                """,
            ),
            holding(
                ago(566),
                "fujiwara",
                """
                菅野様、創業30周年おめでとうございます。
                30個のお名入れの納期を窯元に確かめ、{promise}までにお見積書とあわせてお返事いたします。
                お入れする文字の原稿（社名・年号）がお決まりでしたら、その前にお送りいただけますと、
                同じお返事の中で仕上がり図もお見せできます。
                """,
                word("名入れの納期とお見積り", ahead(210)),
            ),
            note(ago(540), "fujiwara", "窯元へ電話済み。折り返しは窯出しのあと。原稿は未着。"),
        ),
    ),
    Conversation(
        key="mizutani-noshi",
        client="komorebi",
        customer="mizutani",
        subject="のしの種類",
        owner="takanashi",
        inbox=1,
        entries=(
            mail(
                ago(260),
                """
                こんにちは。妹の結婚祝いに小鉢のセットを贈ります。
                のしは「寿」だけでいいのでしょうか？名前も入れてもらえますか。
                """,
            ),
            reply(
                ago(228),
                "takanashi",
                """
                水谷様、ご結婚おめでとうございます。はい、「寿」の下にお名前をお入れできます。
                次の2つから、どちらになさいますか。

                A　紅白結び切り「寿」＋ご姓名
                B　紅白結び切り「御結婚御祝」＋ご姓名

                どちらも無料です。{dayw+2}の17時までにお返事をいただければ、翌日の便でお送りします。
                """,
            ),
        ),
    ),
    Conversation(
        key="yoshioka-microwave",
        client="komorebi",
        customer="yoshioka",
        subject="レンジOKですか🍚",
        owner=None,
        entries=(
            mail(
                ago(15),
                """
                粉引のお茶碗かわいくて即買いしちゃいました🥰
                これって電子レンジ大丈夫ですか？食洗機は🙅‍♀️って書いてあったけどレンジの記載がなくて…
                よろしくおねがいします🙏✨
                """,
            ),
        ),
    ),
    Conversation(
        key="nishimura-voucher",
        client="komorebi",
        customer="nishimura",
        subject="クーポンが使えない",
        owner="takanashi",
        entries=(
            mail(
                ago(33),
                """
                先日もらったクーポンの番号を入れても「対象外です」と出て使えません。
                期限はまだ先のはずです。どうすればいいですか。　西村
                """,
            ),
        ),
    ),
    Conversation(
        key="asai-address",
        client="komorebi",
        customer="asai",
        subject="お届け先の番地を間違えました",
        owner="onodera",
        entries=(
            mail(
                ago(142),
                """
                さきほど注文した大皿ですが、お届け先の番地を1-2-3と書いてしまいました。
                正しくは1-3-2です。もう発送されていますか？
                注文番号はK-20457です。すみません。
                """,
            ),
            holding(
                ago(127),
                "onodera",
                """
                浅井様、ご注文 K-20457 は、まだ発送しておりません。
                新しい番地で送り状を作り直せるかを倉庫に確かめ、{promise}までに結果をお返事いたします。
                """,
                word("番地を直せたかどうか", ahead(55)),
            ),
        ),
    ),
)
