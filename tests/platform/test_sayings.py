"""What was kept in Japanese is said again in the reader's language."""

import pytest
from django.utils.translation import gettext, override

from madoguchi.desk.platform import sayings

CERTIFICATE = (
    "%s の証明書は、期限が切れています。サーバーの管理者に更新を頼んでください。"  # as it was kept
)


@pytest.mark.parametrize(
    ("kept", "said"),
    [
        ("読み取りが何度も途中で止まりました。", "Reading it broke off several times."),
        ("読み取れませんでした（ValueError('%')）。", "It could not be read (ValueError('%'))."),
        ("", ""),
        ("550 5.1.1 no such user", "550 5.1.1 no such user"),
        ("だれも知らない文です。", "だれも知らない文です。"),
    ],
)
def test_it_is_said_in_english_and_what_nobody_knows_stays(kept: str, said: str) -> None:
    with override("en"):
        assert sayings.again(kept) == said


def test_its_gaps_keep_what_stood_in_them() -> None:
    with override("en"):
        said = sayings.again(CERTIFICATE % "imap.provider.example")

    assert "imap.provider.example" in said
    assert "expired" in said


def test_in_japanese_it_stays_as_it_was_kept() -> None:
    kept = CERTIFICATE % "imap.provider.example"

    with override("ja"):
        assert sayings.again(kept) is kept


def test_every_sentence_with_gaps_is_recognised() -> None:
    with override("en"):
        for _, words in sayings._patterns("en"):
            kept, said = (
                sayings._GAP.sub("A1", one.replace("%%", "%")) for one in (words, gettext(words))
            )

            assert sayings.again(kept) == said
