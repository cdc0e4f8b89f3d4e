"""Whether a mail holds nothing but what it quotes."""

import pytest

from madoguchi.engines.mailtext import quotes_alone
from tests.engines.mailtext.test_reply_text import OWN, QUOTE

SUBJECT = "Re: 発送のご連絡"
ATTRIBUTED = f"2026年11月20日(金) 14:36 山田 <support@hikari.example>:\n{QUOTE}"
ORIGINAL = (
    "-----Original Message-----\nFrom: 山田 <support@hikari.example>\n"
    "Sent: Friday, November 20, 2026 2:36 PM\nTo: a@b.example\nSubject: 発送のご連絡\n\n発送しました。"
)


@pytest.mark.parametrize(
    ("text", "is_alone"),
    [
        (QUOTE, True),
        (ATTRIBUTED, True),
        (ORIGINAL, True),
        (f"{OWN}\n{QUOTE}", False),
        (f"{QUOTE}\n{OWN}", False),
        (f"{OWN}\n\n{ORIGINAL}", False),
        (OWN, False),
    ],
)
def test_quotes_alone_are_told_from_words(text: str, *, is_alone: bool) -> None:
    assert quotes_alone(text, subject=SUBJECT) is is_alone


def test_what_is_passed_on_is_what_its_writer_wants_read() -> None:
    assert not quotes_alone(QUOTE, subject="Fwd: 発送のご連絡")
    assert not quotes_alone("> 長い\n" * 200_000, subject=SUBJECT)
