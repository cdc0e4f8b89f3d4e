"""ノースパイン会計: what was answered and closed in the last month."""

from madoguchi.desk.demo.story.entries import closed, day, form, holding, mail, note, reply, word
from madoguchi.desk.demo.story.shapes import Conversation

CONVERSATIONS = (
    Conversation(
        key="sakai-two-offices",
        client="northpine",
        customer="sakai",
        subject="支店を足したときの仕訳の分け方",
        owner="onodera",
        entries=(
            mail(
                day(17, "10:22"),
                """
                酒井工務店です。{month+1}月から支店が1つ増えます。
                本店と支店で仕訳を分けて見たいのですが、契約をもう1つ足す必要がありますか。
                """,
            ),
            reply(
                day(17, "10:41"),
                "onodera",
                """
                酒井様、ご契約を足す必要はありません。いまのご契約の「部門」で、本店と支店を分けられます。
                「設定」→「部門」に2つを登録すると、仕訳の入力欄に部門が出て、試算表も部門ごとに出せます。
                部門は10個まで、追加の料金なしでお使いいただけます。
                """,
            ),
            mail(
                day(16, "14:06"),
                """
                できました。もう1点、過去の仕訳もまとめて部門をつけられますか？

                ----- 元のメッセージ -----
                差出人: ノースパイン会計 サポート <help@northpine-kaikei.example>
                送信日時: {year}年{day-1} 10:41
                宛先: 酒井 雅人
                件名: Re: 支店を足したときの仕訳の分け方

                酒井様、ご契約を足す必要はありません。いまのご契約の「部門」で、本店と支店を分けられます。
                """,
            ),
            reply(
                day(16, "14:20"),
                "onodera",
                """
                酒井様、はい、まとめてつけられます。「仕訳帳」で期間を選び、「まとめて編集」→「部門」の順に押してください。
                一度に変えられるのは500件までです。締めた月の仕訳は変わりません。
                """,
            ),
        ),
        closed=closed(day(16, "15:02"), "onodera"),
    ),
    Conversation(
        key="matsui-client-list",
        client="northpine",
        customer="matsui",
        subject="顧問先一覧の書き出し",
        owner="fujiwara",
        entries=(
            form(day(12, "13:15"), "顧問先の一覧をExcelで見たいです。どこから出せますか。"),
            reply(
                day(12, "13:24"),
                "fujiwara",
                """
                松井様、「顧問先」の一覧の右上にある「書き出し」から、Excelの形で保存できます。
                並び順は、画面に出ている順のままです。
                """,
            ),
            mail(day(12, "13:31"), "出せました。ありがとうございました。"),
            reply(
                day(12, "13:36"),
                "fujiwara",
                "松井様、出せたとのお知らせ、ありがとうございました。この件は完了といたします。",
            ),
        ),
        closed=closed(day(12, "13:37"), "fujiwara"),
    ),
    Conversation(
        key="kitamura-faq",
        client="northpine",
        customer="kitamura",
        subject="「E-204」のFAQを更新しました",
        owner="onodera",
        entries=(
            mail(
                day(9, "16:02"),
                """
                おつかれさまです、北村です。
                E-204（税率の表記ゆれ）のFAQを更新しました。全角の「８%」で止まる件を追記しています。
                お客様へのご案内は本日からこちらの手順でお願いします。
                """,
            ),
            reply(
                day(9, "16:15"),
                "onodera",
                """
                北村さん、FAQの更新を受け取りました。
                {promise}までに、定型文「E-204」を新しい手順に差し替え、担当2名の読了を報告します。
                """,
                word("定型文の差し替えと読了の報告", day(8, "12:00")),
            ),
            reply(
                day(8, "11:20"),
                "onodera",
                """
                北村さん、ご報告です。定型文「E-204」を差し替え、小野寺と藤原の2名が本日11時までに読み終えました。
                """,
            ),
        ),
        closed=closed(day(8, "11:21"), "onodera"),
    ),
    Conversation(
        key="ueno-depreciation",
        client="northpine",
        customer="ueno",
        subject="減価償却の端数が1円ずれます",
        owner="onodera",
        entries=(
            mail(
                day(5, "09:31"),
                "減価償却費が手計算と1円ずれます。切り捨てのはずですが、なぜでしょうか。上野",
            ),
            holding(
                day(5, "09:52"),
                "onodera",
                """
                上野様、1円の差の出る計算の段階を、開発の担当と突き合わせております。{promise}までに原因をお返事いたします。
                """,
                word("1円の差の原因", day(5, "16:00")),
            ),
            note(
                day(5, "13:40"),
                "onodera",
                "月割りのあとに端数処理をしている。設定で「年額で切り捨て」にできる。",
            ),
            reply(
                day(5, "14:12"),
                "onodera",
                """
                上野様、差の原因は、端数を切り捨てる段階の違いです。いまの設定では、月割りにしたあとで切り捨てています。
                「設定」→「固定資産」→「端数処理」を「年額で切り捨て」に変えると、手計算と一致します。
                変更は今期の分から反映され、締めた期の金額は変わりません。
                """,
            ),
            mail(day(5, "15:20"), "一致しました。すっきりしました。"),
            reply(
                day(5, "15:27"),
                "onodera",
                "上野様、一致したとのお知らせ、ありがとうございました。設定は来期もそのまま使えます。",
            ),
        ),
        closed=closed(day(5, "15:28"), "onodera"),
    ),
)
