"""`madoguchi guard check` and `madoguchi guard score`."""

import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from madoguchi.cli import main
from madoguchi.engines.rulebook.scoring import GUIDE

PUBLIC = Path(__file__).parents[1] / "data" / "rulebook" / "public.jsonl"
PROMISE: dict[str, Any] = {
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
    given = 'nonsense\n\n{"id": "x"}\n[1]\n{"id": "y", "text": "25日に届きます。"}\n'.encode()

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
    given = '\ufeff{"id": "\\ud83d", "text": "25日に届きます。\\ud83d"}'.encode()

    code, out = run(monkeypatch, "check", "-", given=given)

    assert (code, out) == (0, '{"id": "?", "findings": []}\n')


def test_a_file_that_is_not_there_is_a_plain_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out = run(monkeypatch, "check", "/nowhere.jsonl")

    assert (code, out) == (1, "")
    assert "/nowhere.jsonl" in capsys.readouterr().err


def test_a_text_is_checked_as_it_is(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    context = tmp_path / "context.json"
    context.write_text(json.dumps(PROMISE["context"]), encoding="utf-8")

    code, out = run(monkeypatch, "check", "--text", PROMISE["text"], "--context", str(context))

    assert code == 0
    (line,) = out.splitlines()
    answer = json.loads(line)
    assert answer["id"] is None
    assert [one["rewrite"] for one in answer["findings"]] == ["本日17時までにご連絡いたします"]


def test_a_text_is_read_from_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    given = "お待たせしました。\n折り返しご連絡いたします。\n".encode()

    code, out = run(monkeypatch, "check", "--customer", "--text", "-", given=given)

    assert code == 0
    assert [one["start"] for one in json.loads(out)["findings"]] == [10]


@pytest.mark.parametrize(("level", "code"), [("hint", 3), ("warn", 3), ("stop", 3), ("block", 0)])
def test_the_exit_code_tells_of_a_level(
    monkeypatch: pytest.MonkeyPatch, level: str, code: int
) -> None:
    assert run(monkeypatch, "check", "--text", PROMISE["text"], "--fail-on", level)[0] == code


def test_what_cannot_be_read_outweighs_what_was_found(monkeypatch: pytest.MonkeyPatch) -> None:
    given = json.dumps(PROMISE).encode() + b"\nnonsense\n"

    assert run(monkeypatch, "check", "-", "--fail-on", "stop", given=given)[0] == 1


def test_a_context_that_is_none_is_a_plain_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "context.json").write_text("nonsense", encoding="utf-8")

    code, out = run(
        monkeypatch, "check", "--text", "はい", "--context", str(tmp_path / "context.json")
    )

    assert (code, out) == (1, "")
    assert "not JSON" in capsys.readouterr().err


@pytest.mark.parametrize(
    "words",
    [["check"], ["check", "-", "--text", "はい"], ["check", "-", "--customer"]],
)
def test_wrong_usage_is_refused(monkeypatch: pytest.MonkeyPatch, words: list[str]) -> None:
    with pytest.raises(SystemExit) as refused:
        run(monkeypatch, *words)

    assert refused.value.code == 2


def test_a_reading_is_printed_for_each_record(monkeypatch: pytest.MonkeyPatch) -> None:
    given = json.dumps(PROMISE).encode() + b"\n" + json.dumps(PROMISE).encode()

    code, out = run(monkeypatch, "explain", "-", given=given)
    _, alone = run(monkeypatch, "explain", "-", given=json.dumps(PROMISE).encode())

    assert code == 0
    assert "折り返しご連絡いたします" in alone
    assert out == f"{alone}\n{alone}"


def test_what_is_no_record_has_no_reading(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, "explain", "-", given=b"nonsense") == (1, "")
    assert "not JSON" in capsys.readouterr().err


def test_the_score_of_each_rule_and_over_all_is_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    code, out = run(monkeypatch, "score", str(PUBLIC))

    assert code == 0
    file, heading, *rows = out.splitlines()
    assert file == f"{PUBLIC}: 374 messages, 202 of them clean"
    assert heading.split()[:5] == ["rule", "labelled", "found", "precision", "recall"]
    assert [row.split()[0] for row in rows] == [*GUIDE, "all"]


LABELLED = (
    {"id": "a", "text": "了解\tです\n", "findings": [{"rule": "own-rule", "span": None}]},
    {"id": "b", "text": PROMISE["text"], "findings": []},
)


def test_misses_and_false_findings_are_told_one_a_line(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = written(tmp_path / "labelled.jsonl", *LABELLED)

    _, out = run(monkeypatch, "score", "--misses", file)

    assert out.splitlines()[-2:] == [
        "miss\ta\town-rule\t(whole)\t了解 です⏎",
        "false\tb\treply-promise\t折り返しご連絡いたします\t折り返しご連絡いたします。",
    ]


def test_figures_are_told_to_machines(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = written(tmp_path / "labelled.jsonl", *LABELLED)

    code, out = run(monkeypatch, "score", "--json", "--misses", file, file)

    first, second = (json.loads(line) for line in out.splitlines())
    assert code == 0
    assert first == second
    assert (first["file"], first["messages"], len(first["mistakes"])) == (file, 2, 2)
    assert first["rules"]["own-rule"]["recall"] == 0.0
    assert first["all"] == {
        "labelled": 1,
        "found": 1,
        "missed": 1,
        "wrong": 1,
        "precision": 0.0,
        "recall": 0.0,
        "f1": 0.0,
        "clean": 1,
        "clean_flagged": 1,
        "clean_share": 1.0,
    }


@pytest.mark.parametrize("record", [{"text": "はい"}, {"findings": []}])
def test_records_without_labels_cannot_be_scored(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path, record: Any
) -> None:
    code, out = run(monkeypatch, "score", written(tmp_path / "drafts.jsonl", record))

    assert (code, out) == (1, "")
    assert capsys.readouterr().err.startswith("madoguchi guard: ")
