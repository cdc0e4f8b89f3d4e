"""Unsent texts that wait in the composer, each with something for the guard to find."""

from madoguchi.desk.demo.story.shapes import Draft

DRAFTS = (
    # Three findings: a put-off without a time, a vague day, and a word that the client avoids.
    Draft(
        conversation="tajima-chipped-bowl",
        author="fujiwara",
        text=(
            "田島様\n"
            "お写真をお送りいただき、ありがとうございます。"
            "お届けした商品が欠けておりましたこと、心よりお詫び申し上げます。\n"
            "交換の在庫を確認して、折り返しご連絡いたします。"
            "お誕生日に間に合うよう、なるべく早くお送りします。"
        ),
    ),
    # A vague time at a client that wants its director's approval for one.
    Draft(
        conversation="shibata-e204",
        author="fujiwara",
        text=(
            "柴田様\n"
            "318行目の税率「軽減８%」が全角のため、インポートが止まっております。"
            "半角の「8%」に直していただくと、最後まで取り込めます。\n"
            "全角のまま取り込めるようにする更新は、なるべく早く行います。"
        ),
    ),
    # A word that the law keeps from this client's trade.
    Draft(
        conversation="kamimura-later",
        author="fujiwara",
        text=(
            "上村様\n"
            "{day+5}の10時半に変更いたしました。治療は11時15分に終わる予定です。\n"
            "お気をつけてお越しください。"
        ),
    ),
)
