"""What two desks said of themselves for the last month."""

from madoguchi.desk.demo.story.shapes import SelfCheck

SELF_CHECKS = (
    SelfCheck(
        client="minato",
        director="eguchi",
        note="部品の到着日を聞かれる対応が多い月でした。来月は、工場の回答日を朝の打ち合わせで共有します。",
        notes={
            "reply-promise": "工場の回答を待つときの書き方を、定型文に加えました。",
            "client-vocabulary": "「作業員」がまだ残ります。",
        },
    ),
    SelfCheck(
        client="haruka",
        director="sagara",
        note="予約の返信は、2つの時刻から選べる書き方でそろいました。",
        notes={"closed-question": "候補を2つ示す形が定着しました。"},
    ),
)
