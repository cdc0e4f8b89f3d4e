"""Tables as CSV files: what a spreadsheet saved is read, what a person takes home is written."""

import csv
import io
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.utils.translation import override

from madoguchi.desk.platform.typed import as_typed
from madoguchi.desk.platform.words import say

WORKBOOK = b"PK\x03\x04"  # how a zipped workbook (.xlsx) begins
ENCODINGS = ("utf-8-sig", "cp932")  # what spreadsheets save; UTF-8 refuses the other's bytes
BYTE_ORDER_MARK = "\ufeff"  # without it a Japanese spreadsheet program takes UTF-8 for cp932
# A cell that begins so is run as a formula by spreadsheet programs (OWASP, CSV injection).
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")  # and their full-width forms


@dataclass(frozen=True, slots=True)
class Table:
    """The rows by their columns' keys, each with its line in the file; problems, worded for a person.

    With a problem in the file itself there are no rows; a problem of one line leaves that line out.
    """

    rows: tuple[dict[str, str], ...] = ()
    lines: tuple[int, ...] = ()
    problems: tuple[str, ...] = ()
    headings: Mapping[str, str] = field(default_factory=dict, compare=False)  # of the file, by key

    def problem(self, line: int, key: str, words: str) -> str:
        """What is wrong with one cell, with the place where a person finds it; "" is the whole line."""
        if key not in self.headings:
            return say("%(line)d行目：%(problem)s") % {"line": line, "problem": words}
        place = {"line": line, "column": self.headings[key], "problem": words}
        return say("%(line)d行目「%(column)s」：%(problem)s") % place


def every_language(words: Any) -> tuple[str, ...]:
    """Lazy words as each language writes them, the reader's first: whoever types any of them is right."""
    written = dict.fromkeys([str(words)])
    for code, _ in settings.LANGUAGES:
        with override(code):
            written[str(words)] = None
    return tuple(written)


def is_one_of(typed: str, words: Any) -> bool:
    """Whether somebody typed these lazy words, in any language, width and case."""
    return _plain(typed) in {_plain(one) for one in every_language(words)}


def columns_of(labels: Mapping[str, Any]) -> dict[str, str]:
    """The columns for `read_table` from what each key is called on the pages, in every language."""
    return {heading: key for key, label in labels.items() for heading in every_language(label)}


def read_table(
    data: bytes, *, columns: Mapping[str, str], limit: int, optional: Collection[str] = ()
) -> Table:
    """A CSV file of at most `limit` rows, in UTF-8 (with or without its mark) or cp932.

    `columns` maps a heading of the file to the key of the row; several headings may mean one key.
    Every key needs its column, but for the `optional` ones, which are then "". Cells are text, a
    formula too; blanks around them are cut off. Nothing is raised: what is wrong is a problem.
    """
    if data.startswith(WORKBOOK):
        return _broken(say("Excelのブックです。「CSV UTF-8」の形式で保存し直してください。"))
    text = text_of(data)
    if text is None:
        return _broken(say("文字コードを読めません。UTF-8かShift_JISのCSVで保存してください。"))
    try:
        numbered = list(_numbered(text))
    except csv.Error:
        return _broken(say("CSVとして読めません。引用符の閉じ忘れがないか確かめてください。"))
    if not numbered:
        return _broken(say("ファイルが空です。"))
    (_, headings), *body = numbered
    known = {_plain(heading): key for heading, key in columns.items()}
    keys = [known.get(_plain(heading)) for heading in headings]
    if problems := _heading_problems(keys, headings, columns, optional):
        return Table(problems=problems)
    if len(body) > limit:
        return _broken(say("%(limit)d行までです。分けて取り込んでください。") % {"limit": limit})
    written = {key: one for key, one in zip(keys, headings, strict=True) if key}
    return _table(body, keys, set(columns.values()), written)


def text_of(data: bytes) -> str | None:
    """The file as text; None when it is in no encoding that a spreadsheet program writes."""
    for encoding in ENCODINGS:
        try:
            return as_typed(data.decode(encoding))
        except UnicodeDecodeError:
            continue
    return None


def csv_lines(headings: Iterable[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    """The file line by line, so that it can be streamed; no cell of it runs as a formula."""
    yield BYTE_ORDER_MARK + _line(headings)
    for row in rows:
        yield _line(row)


def harmless(cell: str) -> str:
    """The cell as text: what a spreadsheet program would run begins with an apostrophe."""
    begins = unicodedata.normalize("NFKC", cell.lstrip(" \u3000")[:1])
    is_formula = cell.startswith(FORMULA_STARTS) or begins in FORMULA_STARTS
    return f"'{cell}" if is_formula else cell


def _numbered(text: str) -> Iterator[tuple[int, list[str]]]:
    """The lines with something in them, each with the number on which it begins."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    first = 1
    for cells in reader:
        stripped = [cell.strip() for cell in cells]
        if any(stripped):
            yield first, stripped
        first = reader.line_num + 1


def _heading_problems(
    keys: list[str | None],
    headings: list[str],
    columns: Mapping[str, str],
    optional: Collection[str],
) -> tuple[str, ...]:
    first_heading = {key: heading for heading, key in reversed(list(columns.items()))}
    missing = [key for key in first_heading if key not in keys and key not in optional]
    known = [key for key in keys if key is not None]
    twice = [one for key, one in zip(keys, headings, strict=True) if key and known.count(key) > 1]
    unknown = [one for key, one in zip(keys, headings, strict=True) if one and key is None]
    return (
        *(say("「%(name)s」の列がありません。") % {"name": first_heading[key]} for key in missing),
        *(say("「%(name)s」の列が重なっています。") % {"name": name} for name in twice),
        *(say("「%(name)s」という列は知りません。") % {"name": name} for name in unknown),
    )


def _table(
    body: list[tuple[int, list[str]]],
    keys: list[str | None],
    every: set[str],
    headings: Mapping[str, str],
) -> Table:
    too_wide = [line for line, cells in body if any(cells[len(keys) :])]
    kept = [(line, cells) for line, cells in body if line not in too_wide]
    return Table(
        rows=tuple(
            dict.fromkeys(every, "")
            | {key: cell for key, cell in zip(keys, cells, strict=False) if key is not None}
            for _, cells in kept
        ),
        lines=tuple(line for line, _ in kept),
        headings=headings,
        problems=tuple(
            say("%(line)d行目：見出しより多い列があります。") % {"line": line} for line in too_wide
        ),
    )


def _plain(words: str) -> str:
    """Widths, case and blanks are no difference."""
    return "".join(unicodedata.normalize("NFKC", words).casefold().split())


def _broken(problem: str) -> Table:
    return Table(problems=(problem,))


def _line(cells: Iterable[str]) -> str:
    written = io.StringIO()
    csv.writer(written, lineterminator="\r\n").writerow([harmless(cell) for cell in cells])
    return written.getvalue()
