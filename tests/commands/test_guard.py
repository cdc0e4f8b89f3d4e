"""`madoguchi guard check` and `madoguchi guard score`."""

import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from madoguchi.cli import main

PUBLIC = Path(__file__).parents[1] / "data" / "rulebook" / "public.jsonl"
PROMISE = {
    "id": "p-1",
    "text": "折り返しご連絡いたします。",
    "context": {
        "sent_at": "2026-11-20T14:36:00+09:00",
        "working_hours": {"days": [1, 2, 3, 4, 5], "open": "10:00", "close": "19:00"},
    },
}


class Standard:
    """A standard stream with its bytes underneath, as the interpreter has it."""

    def __init__(self, raw: bytes = b"") -> None:
        self.buffer = io.BytesIO(raw)

    def write(self, text: str) -> int:
        return self.buffer.write(text.encode())

    def flush(self) -> None:
        self.buffer.flush()


def run(monkeypatch: pytest.MonkeyPatch, *words: str, given: bytes = b"") -> tuple[int, str]:
    out = Standard()
    monkeypatch.setattr(sys, "stdin", Standard(given))
    monkeypatch.setattr(sys, "stdout", out)
    return main(["guard", *words]), out.buffer.getvalue().decode()


def written(path: Path, *records: Any) -> str:
    path.write_text("\n".join(json.dumps(record) for record in records), encoding="utf-8")
    return str(path)


def test_each_record_gets_one_line_of_findings(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = written(tmp_path / "drafts.jsonl", PROMISE, {"id": 2, "text": "納品しました。"})

    code, out = run(monkeypatch, "check", file)

    assert code == 0
    assert "折り返し" in out
    assert [json.loads(line) for line in out.splitlines()] == [
        {
            "id": "p-1",
            "findings": [
                {
                    "rule": "reply-promise",
                    "span": "折り返しご連絡いたします",
                    "start": 0,
                    "end": 12,
                    "severity": "stop",
                    "reason": "いつ連絡が来るのか分かりません",
                    "rewrite": "本日17時までにご連絡いたします",
                }
            ],
        },
        {"id": 2, "findings": []},
    ]


def test_a_bad_line_is_named_and_the_others_are_still_checked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    given = b'nonsense\n\n{"id": "x"}\n[1]\n{"id": "y", "text": "\xe3\x81\xaf\xe3\x81\x84"}\n'

    code, out = run(monkeypatch, "check", "-", given=given)

    assert code == 1
    assert [json.loads(line) for line in out.splitlines()] == [
        {"id": None, "error": "not JSON: Expecting value: line 1 column 1 (char 0)"},
        {"id": "x", "error": "text must be a text"},
        {"id": None, "error": "record must be an object"},
        {"id": "y", "findings": []},
    ]


def test_a_lone_surrogate_and_a_byte_order_mark_do_no_harm(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    given = b'\xef\xbb\xbf{"id": "\\ud83d", "text": "\\ud83d"}'

    code, out = run(monkeypatch, "check", "-", given=given)

    assert (code, out) == (0, '{"id": "?", "findings": []}\n')


def test_a_file_that_is_not_there_is_a_plain_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out = run(monkeypatch, "check", "/nowhere.jsonl")

    assert (code, out) == (1, "")
    assert "/nowhere.jsonl" in capsys.readouterr().err


def test_the_score_of_each_rule_is_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    code, out = run(monkeypatch, "score", str(PUBLIC))

    assert code == 0
    heading, *rows = out.splitlines()
    assert heading.split()[:5] == ["rule", "labelled", "found", "precision", "recall"]
    assert [row.split()[0] for row in rows] == [
        "reply-promise",
        "concrete-wording",
        "client-vocabulary",
    ]


@pytest.mark.parametrize("record", [{"text": "はい"}, {"findings": []}])
def test_records_without_labels_cannot_be_scored(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path, record: Any
) -> None:
    code, out = run(monkeypatch, "score", written(tmp_path / "drafts.jsonl", record))

    assert (code, out) == (1, "")
    assert capsys.readouterr().err.startswith("madoguchi guard: ")
