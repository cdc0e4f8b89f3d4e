"""`madoguchi run` as a person uses it: again, with a taken port, and until Ctrl-C."""

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.journeys.mailing import Letter, conversation_of, deliver
from tests.journeys.stack import Stack

SECOND_START_SECONDS = 15  # five are promised; a busy machine is given more


@pytest.fixture
def stack(tmp_path: Path) -> Iterator[Stack]:
    """A home that nothing has started in yet."""
    own = Stack(tmp_path / "home")
    yield own
    own.end_hard()


def test_a_second_start_is_quick_and_keeps_the_data(stack: Stack, measured: list[str]) -> None:
    first = stack.start()
    letter = Letter(subject="前の日のお問い合わせ")
    number = deliver(stack, letter)
    assert stack.stop() == 0
    assert stack.living() == []

    second = stack.start()
    measured.append(f"first start {first:.1f} s, second start {second:.1f} s")

    assert second < SECOND_START_SECONDS
    assert conversation_of(stack, letter) == number
    assert stack.stop() == 0
    assert stack.living() == []


@pytest.mark.parametrize("variable", ["MADOGUCHI_PORT", "MADOGUCHI_SMTP_PORT"])
def test_a_taken_port_is_said_and_nothing_starts(stack: Stack, variable: str) -> None:
    with socket.create_server(("127.0.0.1", int(stack.environ[variable]))):
        code = stack.launch().wait(60)

    assert code == 1
    port = stack.environ[variable]
    assert f"ポート{port}は、ほかのプログラムが使っています。" in stack.written()
    assert f"Port {port} is taken." in stack.written()
    assert stack.living() == []
