"""What a newcomer is told to try: the welcome, and the example mails at the project's root."""

from email import message_from_bytes, policy
from pathlib import Path

import pytest

from madoguchi.desk.demo.story import STORY
from madoguchi.desk.demo.story.welcome import welcome

EXAMPLES = Path(__file__).parents[3] / "examples"
EXAMPLE_NAMES = (
    "komorebi-utf8.eml",
    "northpine-outlook-iso-2022-jp.eml",
    "minato-shift-jis-raw-subject.eml",
)


def test_the_welcome_names_the_address_the_sign_ins_and_the_password() -> None:
    text = welcome("http://127.0.0.1:8000")

    assert "http://127.0.0.1:8000/customers/" in text
    assert STORY.password in text
    for person in ("fujiwara", "murai", "sagara", "hayakawa"):
        assert f"{person}@madoguchi.example" in text


def test_the_welcome_offers_an_example_that_exists() -> None:
    [command] = [line for line in welcome("").splitlines() if "mail inject" in line]

    assert (EXAMPLES / Path(command.split()[-1]).name).is_file()


def test_the_examples_are_addressed_to_inboxes_of_the_story() -> None:
    inboxes = {inbox for client in STORY.clients for inbox in client.inboxes}
    for name in EXAMPLE_NAMES:
        to = message_from_bytes((EXAMPLES / name).read_bytes(), policy=policy.compat32)["To"]
        assert str(to).rpartition(" ")[2].strip("<>") in inboxes


def test_the_outlook_example_holds_what_the_standard_does_not() -> None:
    raw = (EXAMPLES / "northpine-outlook-iso-2022-jp.eml").read_bytes()

    assert raw.isascii()
    for kabu_maru_taka in (b"\x2d\x6a", b"\x2d\x21", b"\x7c\x62"):
        assert kabu_maru_taka in raw
    with pytest.raises(UnicodeDecodeError):
        raw.decode("iso-2022-jp")


def test_the_old_example_has_a_raw_shift_jis_subject() -> None:
    raw = (EXAMPLES / "minato-shift-jis-raw-subject.eml").read_bytes()
    [subject] = [line for line in raw.split(b"\r\n") if line.startswith(b"Subject:")]

    assert not subject.isascii()
    assert b"=?" not in subject
    assert subject.decode("cp932").startswith("Subject: 加湿器の表示が消える")
