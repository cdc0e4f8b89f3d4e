"""The writer's own words: never less, and little more."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from madoguchi.engines.mailtext import parse, reply_text
from madoguchi.engines.mailtext.signatures import is_device_line, is_rule
from tests.engines.mailtext.builders import text_mail

OWN = "ありがとうございます。\n届きました。"
QUOTE = "> お世話になっております。\n> 商品を発送いたしました。\n"


def own(text: str, subject: str = "Re: 発送のご連絡") -> str:
    return reply_text(text, subject=subject)


@pytest.mark.parametrize(
    "attribution",
    [
        "2026年11月20日(金) 14:36 山田 <support@hikari.example>:",
        "2026年11月20日(金) 14:36 ひかり商店カスタマーサポート\n<support@hikari.example>:",
        "2026/11/20 14:36、山田 <support@hikari.example>のメール:",
        "2026/11/20 14:36、ひかり商店 カスタマーサポート\n<support@hikari.example>のメール：",
        "On Fri, Nov 20, 2026 at 2:36 PM Support <support@hikari.example> wrote:",
        "2026年11月20日(金) 14:36 ひかり商店カスタマーサポート <support+r42.k3v@hikari.example\n>:",
        "On Fri, Nov 20, 2026 at 2:36 PM Hikari Support\n<support@hikari.example> wrote:",
        "On Fri, 20 Nov 2026 14:36:00 +0900\nHikari Customer Support\n<support@hikari.example> wrote:",
        "On 2026/11/20 14:36, 山田 wrote:",
        "(2026/11/20 14:36), 山田 wrote:",
        "Fri, 20 Nov 2026 14:36:00 +0900 Support <support@hikari.example> wrote:",
        "山田太郎 <support@hikari.example> のメール:",
        "山田さんのメール:",
        "山田さんは書きました:",
        "2026-11-20 14:36 に 山田 <support@hikari.example> さんは書きました:",
        "2026/11/20 14:36:",
        "support@hikari.example:",
    ],
)
def test_an_answer_above_a_marked_quote_stands_alone(attribution: str) -> None:
    assert own(f"{OWN}\n\n{attribution}\n\n{QUOTE}") == OWN


@pytest.mark.parametrize(
    "attribution",
    [
        "2026年11月20日(金) 14:36 山田 <support@hikari.example>:",
        "2026/11/20 14:36、山田 <support@hikari.example>のメール:",
        "On Fri, Nov 20, 2026 at 2:36 PM Support <support@hikari.example> wrote:",
    ],
)
def test_an_answer_above_an_unmarked_quote_stands_alone(attribution: str) -> None:
    history = (
        "商品を発送しました。\n\n2026/11/19 10:00、Cora <cora@example.jp>のメール:\n> まだですか\n"
    )
    assert own(f"{OWN}\n\n{attribution}\n\n商品を発送しました。\n") == OWN
    assert own(f"{OWN}\n\n{attribution}\n\n{history}") == OWN


@pytest.mark.parametrize(
    "separator",
    [
        "-----元のメッセージ-----",
        "-----Original Message-----",
        "----- Original Message -----",
        "-------- 元のメッセージ --------",
        "-----support@hikari.example wrote: -----",
        "______________________________________\n差出人: 窓口 <a@b.jp>\n送信日時: 2026年11月20日 14:36\n宛先: cora@example.jp\n件名: 発送",
        "差出人: 窓口 <a@b.jp>\n送信日時: 2026年11月20日 14:36\n宛先: cora@example.jp\n件名: 発送",
        "差出人： 窓口\n日時： 2026年11月20日\n件名： 発送",
        "*From:* Support <a@b.jp>\n*Sent:* Friday, November 20, 2026\n*To:* cora@example.jp\n*Subject:* Shipping",
        "From: Support <a@b.jp>\nDate: Fri, 20 Nov 2026\nTo: cora@example.jp\nSubject: Shipping",
    ],
)
def test_everything_below_a_separator_is_the_earlier_mail(separator: str) -> None:
    assert own(f"{OWN}\n\n{separator}\n\n商品を発送しました。\n") == OWN


def test_an_answer_below_the_quote_is_kept() -> None:
    assert own(f"2026/11/20 14:36、山田 <a@b.jp>のメール:\n{QUOTE}\n{OWN}\n") == OWN


def test_answers_between_quotes_are_kept_in_order() -> None:
    text = "山田様\n\n2026/11/20 14:36、山田 <a@b.jp>のメール:\n> 色は？\n赤です。\n> 数は？\n2つです。\n"
    assert own(text) == "山田様\n\n赤です。\n\n2つです。"


def test_answers_written_into_the_unmarked_quote_keep_the_whole_mail() -> None:
    text = "以下に赤字で回答します。\n-----Original Message-----\nFrom: a\n\n色は？ →赤です\n"
    assert "赤です" in own(text)


def test_words_below_an_attribution_that_introduces_marked_lines_are_kept() -> None:
    text = "先に一言。\n\nOn Fri, Nov 20, 2026 Support <a@b.jp> wrote:\n\nこれも私の文です。\n\n> 引用\n"
    assert own(text) == "先に一言。\n\nこれも私の文です。"


def test_a_mail_with_nothing_above_the_separator_is_kept_whole() -> None:
    text = "-----Original Message-----\nFrom: a\n\nここに書きました。\n"
    assert own(text) == text.strip()


def test_a_mail_of_marked_lines_without_attribution_is_kept() -> None:
    assert own("> はい、お願いします。\n> よろしく\n") == "> はい、お願いします。\n> よろしく"


def test_a_pure_quote_holds_no_words_of_its_own() -> None:
    assert own(f"2026/11/20 14:36、山田 <a@b.jp>のメール:\n{QUOTE}") == ""
    assert own(f"iPhoneから送信\n\n2026/11/20 14:36、山田 <a@b.jp>のメール:\n{QUOTE}") == ""


def test_full_width_marks_and_bars_are_quotes_when_there_are_several() -> None:
    assert own("＞商品を\n＞発送しました\nありがとう") == "ありがとう"
    assert own("| 商品を\n| 発送しました\nありがとう") == "ありがとう"
    assert own("> 商品を\n＞発送しました\nありがとう") == "ありがとう"


@pytest.mark.parametrize(
    "text",
    [
        "＞山田様\nありがとうございます。",
        "| 品番 | 数 |\n| A1 | 2 |\nを注文します。",
        ">_< 困っています",
        "商品名:\nひかりカップ\n-----\n色は赤でお願いします。",
        "On Monday I wrote: nothing arrived.",
        "先日のメール:\n届いていません。",
        "2026/11/20 14:36 に注文しました:\nひかりカップ",
        "件名: 注文\n数は2です",
        "________________________________\n以上です",
        "差出人: 私\n宛先: 東京都\nに送ってください",
        "From: Tokyo\nTo: Osaka\nI want to go.",
    ],
)
def test_ordinary_text_is_left_as_it_is(text: str) -> None:
    assert own(text) == text


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        (
            "Fwd: 発送",
            f"届きません。\n\n---------- Forwarded message ---------\nFrom: a <a@b.jp>\n\n{QUOTE}".strip(),
        ),
        ("FW: 発送", "見てください\n\n-----Original Message-----\nFrom: a\nSent: x\nTo: b\n\n本文"),
        ("転送: 発送", "________________________________\n差出人: a\n送信日時: x\n宛先: b\n\n本文"),
    ],
)
def test_a_forwarded_mail_stays_whole(subject: str, text: str) -> None:
    assert own(text, subject) == text


def test_a_forward_is_also_known_by_its_separator() -> None:
    text = "これが届きました。\n\n-------- 転送メッセージ --------\n件名: 当選\n\nおめでとう"
    assert own(text, "相談") == text
    assert (
        own("Begin forwarded message:\n\nFrom: a\n\nBody", "x")
        == "Begin forwarded message:\n\nFrom: a\n\nBody"
    )
    assert own(f"{OWN}\n{QUOTE}\n-------- 転送メッセージ --------\n", "Re: Fwd: 発送").startswith(
        OWN
    )


@pytest.mark.parametrize(
    "line",
    [
        "iPhoneから送信",
        "iPhone から送信",
        "私の iPad から送信しました",
        "Android スマートフォンから送信",
        "ドコモのスマートフォンから送信",
        "Sent from my iPhone",
        "Sent from my Galaxy S25",
        "Sent from Yahoo Mail on Android",
        "Get Outlook for iOS",
        "Outlook for Android を入手",
        "(auスマートフォンから送信)",
        "Windows 版のメールから送信",
    ],
)
def test_lines_that_phones_add_are_cut(line: str) -> None:
    assert own(f"{OWN}\n\n{line}\n") == OWN
    assert is_device_line(line)


@pytest.mark.parametrize(
    "line", ["iPhoneから送信できません", "昨日iPhoneから注文しました", "Sent to my home"]
)
def test_sentences_about_phones_are_kept(line: str) -> None:
    assert own(f"{OWN}\n\n{line}") == f"{OWN}\n\n{line}"


@pytest.mark.parametrize(
    "signature",
    [
        "-- \n山田太郎\n東京都港区",
        "--\n山田太郎",
        "━━━━━━━━━━━━\n山田太郎\n株式会社さくら 営業部\n〒105-0011 東京都港区芝公園1-2-3\nTEL 03-1234-5678\n━━━━━━━━━━━━",
        "＊＊＊＊＊＊＊＊\n山田 太郎\ntaro@example.jp\n＊＊＊＊＊＊＊＊",
        "======================\n山田太郎\n携帯: 090-1234-5678\n======================",
        "-----------------\n株式会社さくら\n山田太郎\nhttps://sakura.example/",
        "*:.｡..｡.:*･ﾟ:*:.｡\n山田 090-1234-5678".replace("･ﾟ", ""),
        "----------\n株式会社さくら\nTEL 03-1234-5678\n☆新商品を発売中です！\n----------",
        "┏━━━━━━━━┓\n┃山田太郎\n┃℡ 03-1234-5678\n┗━━━━━━━━┛",
    ],
)
def test_signatures_are_cut(signature: str) -> None:
    assert own(f"{OWN}\n\n{signature}\n") == OWN
    assert own(f"{OWN}\n\n{signature}\n\n2026/11/20 14:36、山田 <a@b.jp>のメール:\n{QUOTE}") == OWN


@pytest.mark.parametrize(
    "text",
    [
        "届け先を下記に変更してください。\n----------\n山田太郎\n〒105-0011 東京都港区\n電話: 03-1234-5678\n----------",
        "新しい住所：\n━━━━━\n東京都港区芝公園1-2-3\nTEL 03-1234-5678",
        "こんにちは。\n-----\n注文番号 123\n-----\n以上、よろしくお願いします。",
        "こんにちは。\n=====\n電話: 03-1234-5678 にかけても出ません。\n返金してください。",
        "━━━━\n山田太郎\nTEL 03-1234-5678",
        "--\n署名だけの本文",
        "表です\n-----\n赤\n青",
        "こんにちは\n" + "--\n" + "\n".join(f"行{number}" for number in range(30)),
        "ここまで\n-----\n",
    ],
)
def test_what_might_be_the_persons_own_words_is_kept(text: str) -> None:
    assert own(text) == text.strip("\n")


def test_rules_are_drawn_of_few_marks() -> None:
    assert is_rule("━━━")
    assert is_rule("  ＊ ＊ ＊  ")
    assert not is_rule("--")
    assert not is_rule("-=*~#+.")
    assert not is_rule("12345")


def test_blank_lines_are_brought_down_to_one_and_an_indent_stays() -> None:
    assert own("\n\n　一段落目  \n\n\n\n二段落目\n\n") == "　一段落目\n\n二段落目"


def test_a_parsed_mail_carries_its_reply_text() -> None:
    assert (
        parse(
            text_mail(f"{OWN}\n\nOn 2026/11/20, A <a@b.jp> wrote:\n{QUOTE}", "Subject: Re: x")
        ).reply_text
        == OWN
    )


def test_a_text_that_nobody_typed_stays_whole() -> None:
    text = f"{OWN}\n{QUOTE}" + "x" * 500_000
    assert own(text) == text


@settings(deadline=None)  # the machine may be busy
@given(
    st.lists(
        st.sampled_from(
            [
                "はい",
                "",
                QUOTE.strip(),
                "-- ",
                "From: a",
                "Sent: b",
                "To: c",
                "━━━━",
                "TEL 03-1234-5678",
            ]
        )
    )
)
def test_own_words_are_never_lost_altogether(lines: list[str]) -> None:
    text = "\n".join(lines)
    assert ("はい" in own(text)) is ("はい" in text) or _below_a_block(lines)


def _below_a_block(lines: list[str]) -> bool:
    """Words below a header block or a signature's dashes may be part of them."""
    return any(line in ("From: a", "-- ", "━━━━") for line in lines) and lines[0] != "はい"


@settings(deadline=None)  # the machine may be busy
@given(st.text(alphabet="あい>＞|:-_ \n1/20年月日<@a.b>On wrote差出人件名", max_size=200))
def test_any_text_gives_text(text: str) -> None:
    assert isinstance(own(text), str)
