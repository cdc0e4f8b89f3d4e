"""Mails as Japanese mail programs write them, and what of them must arrive."""

import base64
import quopri
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import groupby

# What other desks damaged: NEC's row 13, an IBM extension and half-width kana, in the bytes of
# ISO-2022-JP and EUC-JP that Python's own codecs do not write.
MACHINE_ROOM = {"㈱": b"-j", "①": b"-!", "№": b"-b", "髙": b"|b"}
HALF_WIDTH = {"ﾊ": 0x4A, "ﾝ": 0x5D, "ｶ": 0x36, "ｸ": 0x38, "ﾞ": 0x5E}
HARD = (*MACHINE_ROOM, "ﾊﾝｶｸ")

TEXTS = (
    "お世話になっております。先日注文した飯碗が届きましたが、縁が欠けておりました。",
    "交換をお願いできますでしょうか。母への贈り物なので、きれいなものをお願いいたします。",
    "引っ越しの予定がありまして、お届け先の変更も合わせてお願いいたします。",
    "定期便を来月から止めたいのですが、キャンセルの手続きを教えてください。",
    "配送業者からはまだ連絡がありません。いつ頃になりますでしょうか。",
)
SUBJECTS = ("飯碗の縁が欠けて届きました", "返品交換の受付について", "キャンセル料はいつから？")


@dataclass(frozen=True)
class Letter:
    """One mail, and the words that a person must see in the desk."""

    mail_id: str
    sender: str
    recipient: str
    raw: bytes
    text: str


def a_letter(number: int, *, run: str, client: int, answers: str = "") -> Letter:
    """The mail of this number; `answers` is the Message-ID that it refers to."""
    charset, transfer, written = _WAYS[number % len(_WAYS)]
    text = "\n".join(
        [
            TEXTS[number % 5],
            *TEXTS[number % 3 : number % 3 + 2],
            f"㈱ひかり ①番 髙橋様 №{number} ﾊﾝｶｸ",
        ]
    )
    mail_id, sender = f"<{run}-{number}@customer.example>", f"customer-{run}-{number}@mail.example"
    head = {
        "From": f"{_word('髙橋 花子')} <{sender}>",
        "To": f"support@client-{client}.example",
        "Subject": _word(f"{'Re: ' if answers else ''}{SUBJECTS[number % 3]} {number}"),
        "Message-ID": mail_id,
        "References": answers,
        "MIME-Version": "1.0",
        "Content-Type": f"text/plain; charset={charset}",
        "Content-Transfer-Encoding": transfer,
    }
    lines = "".join(f"{name}: {value}\r\n" for name, value in head.items() if value)
    raw = f"{lines}\r\n".encode() + written(text.replace("\n", "\r\n") + "\r\n")
    return Letter(mail_id, sender, head["To"], raw, text)


def _word(text: str) -> str:
    return f"=?utf-8?B?{base64.b64encode(text.encode()).decode()}?="


def _jis(text: str) -> bytes:
    """ISO-2022-JP with Microsoft's additions (CP50221)."""
    return b"".join(
        _jis_run(kind, "".join(run)) for kind, run in groupby(text, key=_kind_of_character)
    )


def _kind_of_character(one: str) -> str:
    return "nec" if one in MACHINE_ROOM else "half" if one in HALF_WIDTH else "plain"


def _jis_run(kind: str, text: str) -> bytes:
    if kind == "nec":
        return b"\x1b$B" + b"".join(MACHINE_ROOM[one] for one in text) + b"\x1b(B"
    if kind == "half":
        return b"\x1b(I" + bytes(HALF_WIDTH[one] for one in text) + b"\x1b(B"
    return text.encode("iso-2022-jp")


def _euc(text: str) -> bytes:
    """EUC-JP with Microsoft's additions (CP51932)."""
    return b"".join(
        bytes(one | 0x80 for one in MACHINE_ROOM[character])
        if character in MACHINE_ROOM
        else character.encode("euc-jp")
        for character in text
    )


def _cp932(text: str) -> bytes:
    return text.encode("cp932")


_WAYS: tuple[tuple[str, str, Callable[[str], bytes]], ...] = (
    ("utf-8", "8bit", str.encode),
    ("iso-2022-jp", "7bit", _jis),
    ("shift_jis", "8bit", _cp932),
    ("utf-8", "base64", lambda text: base64.encodebytes(text.encode()).replace(b"\n", b"\r\n")),
    ("euc-jp", "8bit", _euc),
    ("utf-8", "quoted-printable", lambda text: quopri.encodestring(text.encode(), quotetabs=False)),
    (
        "windows-31j",
        "base64",
        lambda text: base64.encodebytes(_cp932(text)).replace(b"\n", b"\r\n"),
    ),
)


def damaged(letters: Mapping[str, Letter], seen: Mapping[str, str]) -> int:
    """How many of the texts that are seen, by Message-ID, are not word for word those that were sent."""
    return sum(letters[mail_id].text != text for mail_id, text in seen.items())
