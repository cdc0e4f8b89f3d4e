"""`madoguchi promise extract` and `madoguchi promise score`."""

import json
from pathlib import Path
from typing import Any

import pytest

from madoguchi.cli import main

CONTEXT = {
    "sent_at": "2026-11-20T14:36:00+09:00",
    "working_hours": {
        "days": [1, 2, 3, 4, 5],
        "open": "10:00",
        "close": "19:00",
        "tz": "Asia/Tokyo",
    },
}
RECORD: dict[str, Any] = {
    "id": "p-1",
    "context": CONTEXT,
    "text": "本日17時までにご連絡いたします。",
}
LABEL = {"span": "本日17時までに", "due": "2026-11-20T17:00:00+09:00"}


def written(path: Path, *lines: Any) -> str:
    texts = [line if isinstance(line, str) else json.dumps(line) for line in lines]
    path.write_text("\n".join(texts), encoding="utf-8")
    return str(path)


def test_each_record_gets_one_line_of_promises(
    tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    file = written(tmp_path / "sent.jsonl", RECORD, RECORD | {"id": 2, "text": "はい。"})

    code = main(["promise", "extract", file])

    assert code == 0
    assert [json.loads(line) for line in capfdbinary.readouterr().out.splitlines()] == [
        {
            "id": "p-1",
            "promises": [
                {
                    "span": "本日17時までにご連絡いたします",
                    "due": "2026-11-20T17:00:00+09:00",
                    "what": "連絡",
                }
            ],
        },
        {"id": 2, "promises": []},
    ]


def test_a_line_that_is_no_record_says_why_and_the_others_are_read(
    tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    file = written(
        tmp_path / "sent.jsonl", "{", [], {"id": 3, "text": "はい。", "context": {}}, RECORD
    )

    code = main(["promise", "extract", file])

    answers = [json.loads(line) for line in capfdbinary.readouterr().out.splitlines()]
    assert code == 1
    assert [answer["id"] for answer in answers] == [None, None, 3, "p-1"]
    assert ["error" in answer for answer in answers] == [True, True, True, False]
    assert answers[2]["error"].startswith("sent_at")


def test_a_file_that_is_not_there_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = main(["promise", "extract", str(tmp_path / "none.jsonl")])

    assert code == 1
    assert capsys.readouterr().err.startswith("madoguchi promise: ")


def test_figures_and_misses_of_labelled_records(
    tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    right = RECORD | {"promises": [LABEL]}
    wrong = RECORD | {"id": "p-2", "promises": []}
    file = written(tmp_path / "labelled.jsonl", right, wrong)

    code = main(["promise", "score", "--misses", file])

    told, miss = capfdbinary.readouterr().out.decode().splitlines()
    assert code == 0
    assert "1 of 2 messages exact (0.500)" in told
    assert miss.split("\t")[:2] == ["false", "p-2"]


def test_figures_alone(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    code = main(
        ["promise", "score", written(tmp_path / "labelled.jsonl", RECORD | {"promises": []})]
    )

    assert code == 0
    assert len(capfdbinary.readouterr().out.splitlines()) == 1


def test_labels_that_are_none_refuse_the_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = main(["promise", "score", written(tmp_path / "labelled.jsonl", RECORD)])

    assert code == 1
    assert "promises must be a list" in capsys.readouterr().err
