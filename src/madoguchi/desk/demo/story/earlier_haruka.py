"""はるか整骨院: single questions of the last weeks, and what the guard said of their answers."""

from madoguchi.desk.demo.story.exchanges import exchange
from madoguchi.desk.demo.story.shapes import Guarded

EARLIER = (
    exchange(
        ("haruka", "taniguchi"),
        (46, "11:00"),
        "murai",
        "土曜の受付",
        "土曜は何時までですか。",
        "谷口様、土曜の受付は19時30分までです。",
    ),
    exchange(
        ("haruka", "hayashi"),
        (40, "13:30"),
        "onishi",
        "時間の長さ",
        "腰は何分くらいかかりますか。",
        "林様、腰の施術は45分です。着替えを含めて、60分かかります。",
        Guarded(first="林様、腰の治療は45分です。着替えを含めて、60分かかります。"),
    ),
    exchange(
        ("haruka", "kondo"),
        (34, "15:10"),
        "murai",
        "他院との違い",
        "病院の治療と併せて通えますか。",
        "近藤様、はい、病院で治療を受けながら通えます。医師の同意書を初回にお持ちください。",
        Guarded(reviews={"client-vocabulary": "rejected"}),
        reason="「治療」は病院のもの。当院の施術を指していない",
    ),
    exchange(
        ("haruka", "segawa"),
        (24, "16:20"),
        "murai",
        "空きを知りたい",
        "今週の夕方に空きはありますか。",
        "瀬川様、{dayw+1}の17時と18時が空いております。どちらになさいますか。",
        Guarded(first="瀬川様、治療の空きを確認して、折り返しご連絡いたします。"),
    ),
    exchange(
        ("haruka", "aoyama"),
        (19, "10:35"),
        "onishi",
        "持ち物",
        "初めて行きます。持ち物を教えてください。",
        "青山様、保険証と、動きやすい服をお持ちください。受付は、ご予約の10分前からです。",
    ),
    exchange(
        ("haruka", "imai"),
        (14, "14:00"),
        "murai",
        "テーピング",
        "試合の前にテーピングだけお願いできますか。",
        "今井様、はい、1か所500円で承ります。ご来院は、試合の前日と当日のどちらになさいますか。",
        Guarded(
            first="今井様、はい、1か所500円で承ります。ご来店の日はいかがいたしましょうか。",
        ),
    ),
    exchange(
        ("haruka", "hayashi"),
        (6, "11:15"),
        "murai",
        "痛みが残る",
        "昨日のあと、腰に痛みが残っています。",
        "林様、状態を拝見しますので、なるべく早くお越しください。{dayw+1}の10時が空いております。",
        Guarded(silenced=("concrete-wording",)),
    ),
    exchange(
        ("haruka", "kondo"),
        (2, "13:45"),
        "murai",
        "医師の同意書",
        "同意書は毎回必要ですか。",
        "近藤様、いいえ、同意書は6か月に1度で足ります。病院の治療の内容が変わったときは、新しくお持ちください。",
        Guarded(reviews={"client-vocabulary": "rejected"}),
        reason="「治療」は病院のもの。当院の施術を指していない",
    ),
)
