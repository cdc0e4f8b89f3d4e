"""ClamAV, where it is configured."""

from dataclasses import replace
from pathlib import Path

import pytest
from pytest_django import Settings

from madoguchi.desk.files import scanning
from tests.fakes.clamd import VIRUS, Clamd
from tests.fakes.mailserver import free_port


def test_without_a_scanner_nothing_is_claimed() -> None:
    assert not scanning.is_configured()
    assert scanning.scan(VIRUS) == scanning.UNSCANNED


def test_a_clean_file_is_clean(clamd: Clamd) -> None:
    data = bytes(range(256)) * 40

    assert scanning.scan(data) == scanning.CLEAN
    assert clamd.looked_at == [data]


def test_a_virus_is_found(clamd: Clamd) -> None:
    assert scanning.scan(b"before " + VIRUS) == scanning.INFECTED


@pytest.mark.parametrize(
    "answer", ["INSTREAM size limit exceeded. ERROR", "stream: broken ERROR", "what?", " "]
)
def test_an_answer_that_says_neither_is_a_failure(clamd: Clamd, answer: str) -> None:
    clamd.answer = answer

    assert scanning.scan(b"data") == scanning.FAILED


@pytest.mark.parametrize("size", [3_000, 30_000_000])
def test_what_is_longer_than_the_scanner_takes_is_a_failure(clamd: Clamd, size: int) -> None:
    clamd.longest = 2_000  # it hangs up while the rest is still being sent

    assert scanning.scan(bytes(size)) == scanning.FAILED


def test_a_scanner_that_is_away_is_a_failure(settings: Settings) -> None:
    settings.CONFIG = replace(settings.CONFIG, clamav=f"127.0.0.1:{free_port()}")

    assert scanning.scan(b"data") == scanning.FAILED


def test_a_scanner_may_be_a_socket(settings: Settings, tmp_path: Path) -> None:
    settings.CONFIG = replace(settings.CONFIG, clamav=str(tmp_path / "clamd.sock"))

    assert scanning.scan(b"data") == scanning.FAILED
