"""Reply addresses that carry their conversation, signed."""

import pytest

from madoguchi.desk.mail import addresses


def test_a_reply_address_reads_back() -> None:
    signed = addresses.reply_address("support@hikari.example", 4127)

    assert signed.startswith("support+r4127.")
    assert addresses.conversation_token(("other@x.example", signed)) == 4127
    assert addresses.base_of(signed) == "support@hikari.example"


def test_letters_may_change_their_case_on_the_way() -> None:
    signed = addresses.reply_address("support@hikari.example", 4127)

    assert addresses.conversation_token((signed.upper(),)) == 4127


@pytest.mark.parametrize(
    ("old", "new"), [("r4127", "r4128"), ("hikari", "tsubame"), ("support", "info")]
)
def test_a_signature_is_good_for_nothing_else(old: str, new: str) -> None:
    signed = addresses.reply_address("support@hikari.example", 4127)

    assert addresses.conversation_token((signed.replace(old, new),)) is None


@pytest.mark.parametrize("address", ["", "support@hikari.example", "support+r1.aaaa@x.example"])
def test_an_unsigned_address_names_no_conversation(address: str) -> None:
    assert addresses.conversation_token((address,)) is None
