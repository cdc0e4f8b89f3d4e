"""ノースパイン会計: single questions of the last weeks, and what the guard said of their answers."""

from madoguchi.desk.demo.story.exchanges import exchange
from madoguchi.desk.demo.story.shapes import Guarded

EARLIER = (
    exchange(
        ("northpine", "ishikawa"),
        (46, "10:15"),
        "onodera",
        "科目の追加",
        "勘定科目を追加できますか。",
        "石川様、はい、設定の「科目」から50件まで追加できます。",
    ),
    exchange(
        ("northpine", "maeda"),
        (40, "14:20"),
        "fujiwara",
        "CSVの並び",
        "CSVの列の順番を教えてください。",
        "前田様、取込の列は、日付・金額・相手先・摘要の順です。1行目は見出しにしてください。",
        Guarded(
            first="前田様、インポートの列は、日付・金額・相手先・摘要の順です。1行目は見出しにしてください。",
        ),
    ),
    exchange(
        ("northpine", "ueno"),
        (34, "11:10"),
        "onodera",
        "改正への対応",
        "来年の改正には、いつ対応しますか。",
        "上野様、改正への対応は、近日中に更新します。国の様式が出るのを待っております。",
        Guarded(approver="sagara", reviews={"concrete-wording": "confirmed"}),
    ),
    exchange(
        ("northpine", "kaneko"),
        (28, "15:30"),
        "onodera",
        "画面の名前",
        "「CSVインポート」の画面が見つかりません。",
        "金子様、CSVインポートの画面は、左の一覧の「入出金」の3番目にあります。",
        Guarded(silenced=("client-vocabulary",), reviews={"client-vocabulary": "rejected"}),
    ),
    exchange(
        ("northpine", "sakai"),
        (23, "13:25"),
        "fujiwara",
        "人数の追加",
        "使う人を2人増やしたいです。料金は変わりますか。",
        "酒井様、はい、1人につき月550円が加わります。追加は、次のどちらにしますか。1. 本日から　2. 来月1日から",
        Guarded(
            first="酒井様、はい、1人につき月550円が加わります。エクスポートの権限も要りますか。いかがいたしましょうか。",
        ),
    ),
    exchange(
        ("northpine", "ishikawa"),
        (13, "16:05"),
        "onodera",
        "更新の時刻",
        "今夜の更新は何時までですか。",
        "石川様、更新は22時に始まります。更新のあと、なるべく早く再開します。",
        Guarded(approver="sagara", reviews={"concrete-wording": "rejected"}),
    ),
    exchange(
        ("northpine", "ueno"),
        (9, "11:35"),
        "fujiwara",
        "書き出しの形式",
        "仕訳をExcelで出せますか。",
        "上野様、はい、右上の「書き出し」からExcelの形式を選べます。",
        Guarded(first="上野様、はい、右上のエクスポートのボタンからExcelの形式を選べます。"),
    ),
    exchange(
        ("northpine", "maeda"),
        (5, "14:45"),
        "onodera",
        "画面が古い",
        "説明の画像と画面が違います。",
        "前田様、画面の説明は、なるべく早く直します。いまの画面では、インポートのボタンは左から2番目です。",
        Guarded(
            approver="sagara",
            reviews={"concrete-wording": "confirmed", "client-vocabulary": "rejected"},
        ),
    ),
)
