"""What `madoguchi run` passes on of its processes, line by line."""

import asyncio
import json

import pytest

from madoguchi.desk.platform.supervisor import output


def passed_on(written: bytes) -> None:
    async def pass_all() -> None:
        stream = asyncio.StreamReader()
        stream.feed_data(written)
        stream.feed_eof()
        await output.pass_on(stream, "web")

    asyncio.run(pass_all())


def test_each_line_stands_under_the_name_of_its_process(capsys: pytest.CaptureFixture[str]) -> None:
    passed_on("始めます\n待ちます".encode())

    assert capsys.readouterr().out == "web      | 始めます\nweb      | 待ちます\n"


def test_a_line_of_json_stays_json_and_says_whose_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    passed_on(b'{"message": "answered", "status": 200}\n')

    told = json.loads(capsys.readouterr().out)
    assert told == {"process": "web", "message": "answered", "status": 200}


def test_what_only_looks_like_json_is_passed_on_as_it_is(
    capsys: pytest.CaptureFixture[str],
) -> None:
    passed_on(b"{}\n{ no json\n")

    assert capsys.readouterr().out == "web      | {}\nweb      | { no json\n"
