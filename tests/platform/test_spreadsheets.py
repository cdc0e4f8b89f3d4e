"""CSV files as spreadsheet programs save them, and as they may run nothing."""

import csv
import io

import pytest
from django.utils.translation import gettext_lazy

from madoguchi.desk.platform.spreadsheets import (
    Table,
    columns_of,
    csv_lines,
    harmless,
    is_one_of,
    read_table,
)

COLUMNS = {"名前": "name", "役割": "role"}
FILE = "名前,役割\n髙橋 ㈱,担当\n"


def _read(text: str | bytes, *, limit: int = 10) -> Table:
    data = text.encode() if isinstance(text, str) else text
    return read_table(data, columns=COLUMNS, limit=limit, optional={"role"})


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932"])
def test_whatever_the_program_saved_the_same_is_read(encoding: str) -> None:
    table = _read(FILE.encode(encoding))

    assert table == Table(rows=({"name": "髙橋 ㈱", "role": "担当"},), lines=(2,))


def test_a_formula_is_text() -> None:
    assert _read("名前\n=1+1\n").rows == ({"name": "=1+1", "role": ""},)


def test_a_cell_may_hold_lines_and_its_row_knows_where_it_begins() -> None:
    table = _read('役割,名前\r\n"一\r\n二",ann\r\n,\r\n\r\n三,otto\r\n')

    assert table.rows == ({"name": "ann", "role": "一\n二"}, {"name": "otto", "role": "三"})
    assert table.lines == (2, 6)


def test_a_nul_is_a_blank() -> None:
    assert _read("名前\na\x00b\n").rows[0]["name"] == "a b"


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        ("", "ファイルが空です。"),
        ("役割\n担当\n", "「名前」の列がありません。"),
        ("名前,名前\na,b\n", "「名前」の列が重なっています。"),
        ("名前,年齢\na,b\n", "「年齢」という列は知りません。"),
        ('名前\n"a\n', "CSVとして読めません。引用符の閉じ忘れがないか確かめてください。"),
        (b"PK\x03\x04x", "Excelのブックです。「CSV UTF-8」の形式で保存し直してください。"),
        (b"\x81", "文字コードを読めません。UTF-8かShift_JISのCSVで保存してください。"),
        ("名前\na\nb\nc\n", "2行までです。分けて取り込んでください。"),
    ],
)
def test_a_file_that_cannot_be_read_says_why_and_has_no_rows(
    data: str | bytes, problem: str
) -> None:
    table = _read(data, limit=2)

    assert table.rows == ()
    assert problem in table.problems


@pytest.mark.parametrize("heading", ["名前", "ＮＡＭＥ", "Name", " name "])
def test_a_heading_is_known_in_every_language_width_and_case(heading: str) -> None:
    columns = columns_of({"name": gettext_lazy("名前")})

    table = read_table(f"{heading}\nann\n".encode(), columns=columns, limit=9)

    assert table.rows == ({"name": "ann"},)
    assert table.problem(2, "name", "違います") == f"2行目「{heading.strip()}」：違います"
    assert table.problem(2, "", "違います") == "2行目：違います"


def test_words_are_known_in_every_language() -> None:
    for typed in ("管理者", "Admin", "ａｄｍｉｎ"):
        assert is_one_of(typed, gettext_lazy("管理者"))
    assert not is_one_of("社長", gettext_lazy("管理者"))


def test_a_line_that_is_too_long_is_left_out_and_named() -> None:
    table = _read("名前,役割\na,b\nc,d,e\n")

    assert [row["name"] for row in table.rows] == ["a"]
    assert table.problems == ("3行目：見出しより多い列があります。",)


@pytest.mark.parametrize(
    "cell", ["=cmd()", "+1", "-1", "@a", "\tx", "\rx", "\n=1", "＝1+1", "＠SUM(1)", "　=1"]
)
def test_what_is_written_never_runs(cell: str) -> None:
    assert harmless(cell) == f"'{cell}"
    assert harmless("平常") == "平常"


def test_what_is_written_is_read_again_by_any_spreadsheet_program() -> None:
    text = "".join(csv_lines(("名前",), [("a,b",), ('"引用"\n改行',), ("=1",)]))

    assert text.startswith("\ufeff")
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
    assert rows == [["名前"], ["a,b"], ['"引用"\n改行'], ["'=1"]]
