"""Threading: ids, their order, new ones, and reply addresses that cannot be made up."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from madoguchi.engines.mailtext import (
    new_message_id,
    parse,
    read_reply_address,
    reply_address,
    thread_keys,
)
from tests.engines.mailtext.builders import mail

SECRET = b"a secret of the tests"


def test_ids_keep_their_brackets_and_lose_blanks() -> None:
    read = parse(
        mail(
            "Message-ID:\r\n < a@b >",
            "In-Reply-To: <c@d> (Cora's message)",
            "References: <e@f>\r\n <g\r\n h@i>",
        )
    )
    assert (read.message_id, read.in_reply_to, read.references) == (
        "<a@b>",
        ("<c@d>",),
        ("<e@f>", "<gh@i>"),
    )


def test_ids_without_brackets_get_them() -> None:
    read = parse(
        mail("Message-ID: a@b", "In-Reply-To: your message of Friday", "References: c@d, e@f @")
    )
    assert (read.message_id, read.in_reply_to, read.references) == ("<a@b>", (), ("<c@d>", "<e@f>"))


def test_absent_ids_are_none_and_too_many_are_cut_at_the_front() -> None:
    read = parse(mail("References: " + " ".join(f"<{number}@x>" for number in range(300))))
    assert read.message_id is None
    assert len(read.references) == 200
    assert read.references[-1] == "<299@x>"


def test_keys_are_the_parent_then_ancestors_from_the_newest_each_once_and_never_the_mail_itself() -> (
    None
):
    read = parse(
        mail("Message-ID: <me@x>", "In-Reply-To: <p@x>", "References: <old@x> <me@x> <mid@x> <p@x>")
    )
    assert thread_keys(read) == ("<p@x>", "<mid@x>", "<old@x>")
    assert thread_keys(parse(mail())) == ()


def test_a_new_message_id_is_pure() -> None:
    now = datetime(2026, 11, 20, 5, 36, tzinfo=UTC)
    made = new_message_id(domain="hikari.example", now=now, random="k3v9x2aa")
    assert made == "<20261120053600.k3v9x2aa@hikari.example>"


@pytest.mark.parametrize(
    ("domain", "random"),
    [("a b", "k3v9x2aa"), ("a.jp", "short"), ("a.jp", "k3v9x2aa\r\nX: y"), ("", "k3v9x2aa")],
)
def test_a_message_id_refuses_what_no_header_can_hold(domain: str, random: str) -> None:
    with pytest.raises(ValueError, match="message id"):
        new_message_id(domain=domain, now=datetime(2026, 11, 20, tzinfo=UTC), random=random)


def test_a_reply_address_leads_back_even_in_capitals() -> None:
    address = reply_address(local="support", domain="Hikari.example", token=42, secret=SECRET)
    assert address.startswith("support+r42.")
    assert address == reply_address(
        local="support", domain="Hikari.example", token=42, secret=SECRET
    )
    assert read_reply_address(f" {address.upper()} ", secret=SECRET) == (
        "support@hikari.example",
        42,
    )


@pytest.mark.parametrize(
    "change", [("r42", "r43"), ("support+", "sales+"), ("hikari", "asahi"), ("+r42.", "+r042.")]
)
def test_a_changed_reply_address_is_not_ours(change: tuple[str, str]) -> None:
    address = reply_address(local="support", domain="hikari.example", token=42, secret=SECRET)
    assert read_reply_address(address.replace(*change), secret=SECRET) is None
    assert read_reply_address(address, secret=b"another") is None


@pytest.mark.parametrize(
    "address",
    ["support@hikari.example", "", "@", "support+r1.x@y", "a+r1." + "b" * 16 + "@", "あ@b"],
)
def test_other_addresses_are_not_ours(address: str) -> None:
    assert read_reply_address(address, secret=SECRET) is None


@pytest.mark.parametrize(
    ("local", "token", "secret"),
    [
        ("x" * 60, 1, SECRET),
        ("a", 0, SECRET),
        ("a", -1, SECRET),
        ("a", 10**19, SECRET),
        ("a", 1, b""),
    ],
)
def test_impossible_reply_addresses_are_refused(local: str, token: int, secret: bytes) -> None:
    with pytest.raises(ValueError, match="reply address"):
        reply_address(local=local, domain="x.jp", token=token, secret=secret)


@settings(deadline=None)  # the machine may be busy
@given(st.integers(1, 10**12), st.from_regex(r"[a-z][a-z0-9.+-]{0,20}", fullmatch=True))
def test_every_reply_address_fits_and_leads_back(token: int, local: str) -> None:
    address = reply_address(local=local, domain="hikari.example", token=token, secret=SECRET)
    assert len(address.split("@")[0]) <= 64
    assert read_reply_address(address, secret=SECRET) == (f"{local}@hikari.example", token)
