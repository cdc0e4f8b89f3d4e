"""The files of the house, as the tests of its rules walk through them."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "madoguchi"
TEXTS = {
    ".py",
    ".html",
    ".md",
    ".sh",
    ".toml",
    ".txt",
    ".css",
    ".js",
    ".json",
    ".jsonl",
    ".cfg",
    "",
}


def modules(*folders: str) -> list[Path]:
    """Python files below these folders of the tree, but no migrations, which are history."""
    found = (path for folder in folders for path in (ROOT / folder).rglob("*.py"))
    return sorted(path for path in found if "migrations" not in path.parts)


def templates() -> list[Path]:
    """Every template of the product."""
    return sorted(SOURCE.glob("desk/*/templates/**/*.html"))


def texts() -> list[Path]:
    """Every text file that belongs to the tree; nothing that tools leave behind."""
    folders = ("src", "tests", "docs", "bin", "examples", ".ci")
    found = [path for folder in folders for path in (ROOT / folder).rglob("*")]
    return sorted(
        path
        for path in [*found, *ROOT.iterdir()]
        if path.is_file()
        and path.suffix in TEXTS
        and path.name != ".coverage"
        and "__pycache__" not in path.parts
    )


def parsed(path: Path) -> ast.Module:
    """The module as a syntax tree."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def line_count(path: Path) -> int:
    """Lines of a text file."""
    return len(path.read_text(encoding="utf-8").splitlines())


def functions(path: Path) -> Iterator[tuple[str, int]]:
    """Every function of a module with its number of lines, decorators not counted."""
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert node.end_lineno is not None
            yield f"{name_of(path)}:{node.lineno} {node.name}", node.end_lineno - node.lineno + 1


def name_of(path: Path) -> str:
    """The path as papers write it."""
    return path.relative_to(ROOT).as_posix()
