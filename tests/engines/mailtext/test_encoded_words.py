"""Subjects and names come out right, however their program wrote them."""

import base64

import pytest

from madoguchi.engines.mailtext import parse
from tests.engines.mailtext.builders import encoded_word, mail, windows_jis


def subject_of(written: str | bytes, *headers: str) -> str:
    raw = written if isinstance(written, bytes) else written.encode()
    return parse(mail(b"Subject: " + raw, *headers)).subject


def b_word(data: bytes, charset: str) -> str:
    return f"=?{charset}?B?{base64.b64encode(data).decode('ascii')}?="


def test_windows_characters_that_the_standard_library_leaves_undecoded() -> None:
    assert subject_of(b_word(windows_jis("①髙橋㈱"), "ISO-2022-JP")) == "①髙橋㈱"


@pytest.mark.parametrize("codec", ["cp932", "euc_jp", "iso2022_jp", "utf-8"])
def test_raw_subjects_are_read_in_their_charset(codec: str) -> None:
    text = "商品が届きません。ご確認ください"
    assert subject_of(text.encode(codec)) == text


@pytest.mark.parametrize("codec", ["cp932", "iso2022_jp", "utf-8"])
@pytest.mark.parametrize("encoding", ["B", "Q"])
def test_a_character_cut_in_two_by_neighbouring_words_is_whole_again(
    codec: str, encoding: str
) -> None:
    data = "日本語の件名".encode(codec)
    halves = (data[:8], data[8:])
    if encoding == "B":
        words = [b_word(half, codec) for half in halves]
    else:
        words = [f"=?{codec}?Q?{''.join(f'={byte:02x}' for byte in half)}?=" for half in halves]
    assert subject_of("\r\n ".join(words)) == "日本語の件名"


def test_base64_cut_between_two_words_is_joined_first() -> None:
    letters = base64.b64encode("お問い合わせの件".encode()).decode("ascii")
    assert (
        subject_of(f"=?utf-8?B?{letters[:10]}?= =?UTF-8?B?{letters[10:]}?=") == "お問い合わせの件"
    )


def test_words_without_blanks_between_or_around_are_decoded() -> None:
    first, second = encoded_word("注文", "utf-8"), encoded_word("番号", "shift_jis")
    assert subject_of(f"Re:{first}{second}(123)") == "Re:注文番号(123)"


def test_blanks_between_words_vanish_and_blanks_around_them_stay() -> None:
    word = encoded_word("注文", "utf-8")
    assert subject_of(f"a {word}  {word} b {word} ") == "a 注文注文 b 注文"


def test_line_breaks_inside_of_a_word_do_no_harm() -> None:
    letters = base64.b64encode("お問い合わせ".encode()).decode("ascii")
    assert subject_of(f"=?utf-8?B?{letters[:8]}\r\n {letters[8:]}?=") == "お問い合わせ"


def test_underscores_and_bare_blanks_of_a_q_word_are_blanks() -> None:
    assert subject_of("=?utf-8?Q?a_b c=E3=81=82=zz?=") == "a b cあ=zz"


def test_missing_padding_and_a_letter_too_many_are_borne() -> None:
    assert subject_of("=?utf-8?B?44GC44GE?=") == "あい"
    assert subject_of("=?utf-8?B?44GC4?=") == "あ"
    assert subject_of("=?utf-8?B?44GCQQ?=") == "あA"


def test_language_tags_empty_and_unknown_charsets_are_decoded() -> None:
    assert subject_of("=?utf-8*ja?B?44GC?=") == "あ"
    assert subject_of("=??B?44GC?=") == "あ"
    assert subject_of("=?x-nonsense?B?44GC?=") == "あ"


def test_an_unfinished_word_stays_as_it_is() -> None:
    assert subject_of("=?utf-8?B?44GC") == "=?utf-8?B?44GC"


def test_words_within_quotes_are_decoded() -> None:
    assert subject_of(f'"{encoded_word("注文", "utf-8")}"') == '"注文"'


def test_folds_controls_and_line_separators_become_blanks() -> None:
    assert subject_of("one\r\n two\r\n\tthree\x07four\u2028five") == "one two three four five"


def test_nul_and_lone_surrogates_never_reach_the_result() -> None:
    read = parse(
        mail(
            b"Subject: a\x00b "
            + b_word("\ud83d".encode("utf-16-le", "surrogatepass"), "utf-16-le").encode()
        )
    )
    assert read.subject == "ab \ufffd"
    assert "subject: NUL characters removed" in read.defects
    lone = parse(mail("Subject: =?utf-7?Q?+2D0-?="))
    lone.subject.encode()


def test_stripped_escapes_in_a_subject_are_put_back() -> None:
    assert subject_of("$BJ8;z2=$1%F%9%H(B") == "文字化けテスト"
    assert subject_of("Save $5 today") == "Save $5 today"


def test_no_subject_is_an_empty_subject() -> None:
    assert parse(mail()).subject == ""
