"""ノースパイン会計: what is open now."""

from madoguchi.desk.demo.story.entries import ago, ahead, form, holding, mail, note, reply, word
from madoguchi.desk.demo.story.files import csv_file, text_file
from madoguchi.desk.demo.story.shapes import Conversation

CONVERSATIONS = (
    Conversation(
        key="shibata-e204",
        client="northpine",
        customer="shibata",
        subject="CSV取込でエラー E-204",
        owner="fujiwara",
        entries=(
            form(
                ago(16),
                "請求書データを取り込むと途中で止まります。画面には「E-204 行 318」と出ます。"
                "前の月は同じやり方で取り込めました。取り込みたいファイルの先頭を付けます。",
                csv_file(
                    "seikyu_318.csv",
                    "請求番号,取引先,税率,金額",
                    "S-0317,㈱青葉製作所,10%,48400",
                    "S-0318,髙橋商店,軽減８%,12960",
                    "S-0319,㈲三つ葉,10%,5500",
                ),
            ),
        ),
    ),
    Conversation(
        key="ishikawa-year-end",
        client="northpine",
        customer="ishikawa",
        subject="年末調整のひな形はいつ新しくなりますか",
        owner="fujiwara",
        entries=(
            mail(
                ago(610),
                """
                お世話になっております。石川製作所の石川です。
                年末調整の申告書のひな形が昨年のままのようです。
                従業員42名分の配布を控えておりますので、更新の予定日をご教示ください。
                """,
            ),
            holding(
                ago(580),
                "fujiwara",
                """
                石川様、ひな形の更新日を開発の担当に確かめ、{promise}までにお返事いたします。
                あわせて、お手元で42名分を一度に差し替える手順もお送りします。
                """,
                word("ひな形の更新日", ahead(190)),
            ),
            note(
                ago(560), "fujiwara", "委託元の北村さんに照会済み。税制改正の反映は検収中とのこと。"
            ),
        ),
    ),
    Conversation(
        key="maeda-qualified-invoice",
        client="northpine",
        customer="maeda",
        subject="登録番号が請求書に出ません",
        owner="fujiwara",
        entries=(
            mail(
                ago(150),
                """
                フリーランスのデザイナーです。登録番号を設定したのに請求書のPDFに出てきません。
                取引先から差し戻されて困っています。
                """,
            ),
            reply(
                ago(129),
                "fujiwara",
                """
                前田様、登録番号は、次の2か所の両方に入れるとPDFに出ます。

                1. 「設定」→「事業者」→「登録番号」（T＋13桁）
                2. 「請求書のひな形」→「登録番号を表示」に印

                2の印は、ひな形ごとに要ります。印を入れて作り直したPDFで番号が出たかどうかを、お知らせください。
                """,
            ),
        ),
    ),
    Conversation(
        key="ueno-login",
        client="northpine",
        customer="ueno",
        subject="退職者のログインを止めたい",
        owner="onodera",
        entries=(
            mail(
                ago(38),
                """
                今月末で経理の者が1名退職します。
                その者のログインを止めて、過去に入力した仕訳はそのまま残すことはできますか。
                できれば月末の18時ちょうどに止めたいです。

                上野商事　上野和也
                """,
            ),
        ),
    ),
    Conversation(
        key="kaneko-bank-sync",
        client="northpine",
        customer="kaneko",
        subject="銀行の明細が3日前から来ない",
        owner="onodera",
        entries=(
            mail(
                ago(240),
                """
                カフェをやっている金子です。
                銀行の明細が3日前から入ってきません。再ログインもしましたがだめでした。
                ログを出せと書いてあったのでつけます。パソコン苦手なのでよろしくお願いします。
                """,
                text_file(
                    "sync.log",
                    "08:00:02 sync start bank=0038",
                    "08:00:05 auth ok",
                    "08:00:35 timeout after 30s",
                    "08:00:35 sync aborted",
                ),
            ),
            holding(
                ago(218),
                "onodera",
                """
                金子様、ログをお送りいただき、ありがとうございます。ログインは成功し、明細の受け取りの途中で30秒の制限に達しています。
                銀行との接続の担当に制限の延長を依頼しました。結果を{promise}までにお返事いたします。
                """,
                word("銀行の明細の復旧の結果", ahead(120)),
            ),
            mail(ago(205), "ありがとうございます。待ってますね。"),
            reply(
                ago(197),
                "onodera",
                """
                金子様、ありがとうございます。{promise}までに、復旧の結果と、止まった3日分の明細の扱いをお返事いたします。
                """,
                word("銀行の明細の復旧の結果", ahead(120)),
            ),
        ),
    ),
)
