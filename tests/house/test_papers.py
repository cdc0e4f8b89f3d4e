"""The papers tell the truth: they are there, and every path that they name exists."""

import re
from pathlib import Path

import pytest

from tests.house.tree import ROOT, SOURCE, name_of

PAPERS = (
    "README.md",
    "README.ja.md",
    "ARCHITECTURE.md",
    "STYLE.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    "LICENSE",
)
TELLING = [
    *(ROOT / name for name in PAPERS if name not in {"LICENSE", "STYLE.md", "CHANGELOG.md"}),
    *sorted((ROOT / "docs").rglob("*.md")),
]
QUOTED = re.compile(r"`([^`\n]+)`")
LINKED = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")
# A path has a folder, or the ending of a file; it is no address, option, pattern or placeholder.
LOOKS_LIKE_A_PATH = re.compile(r"[\w.-]+(/[\w.-]+)*/?")
ENDINGS = (".py", ".md", ".toml", ".txt", ".html", ".css", ".js", ".jsonl", ".json", ".svg", ".sh")
FOLDERS = {path.name for path in ROOT.iterdir() if path.is_dir()}
# Paths are written from the root, or shortened to where the reader is anyway.
BASES = (ROOT, ROOT / "src", SOURCE, SOURCE / "desk", SOURCE / "engines", SOURCE / "desk/platform")


@pytest.mark.parametrize("name", PAPERS)
def test_the_paper_is_there(name: str) -> None:
    assert (ROOT / name).is_file()


@pytest.mark.parametrize("paper", [path for path in TELLING if path.exists()], ids=name_of)
def test_every_path_that_a_paper_names_exists(paper: Path) -> None:
    named = {word for word in QUOTED.findall(_prose(paper)) if _is_path(word)}

    assert sorted(word for word in named if not _exists(word, beside=paper.parent)) == []


@pytest.mark.parametrize("paper", sorted({*ROOT.glob("*.md"), *TELLING[4:]}), ids=name_of)
def test_every_link_of_a_paper_leads_somewhere(paper: Path) -> None:
    links = [link for link in LINKED.findall(_prose(paper)) if "://" not in link]

    assert [link for link in links if not (paper.parent / link).exists()] == []


def _prose(paper: Path) -> str:
    """The text without its fenced blocks, which are examples."""
    return re.sub(r"^```.*?^```", "", paper.read_text(encoding="utf-8"), flags=re.M | re.S)


def _is_path(word: str) -> bool:
    if not LOOKS_LIKE_A_PATH.fullmatch(word) or word.startswith("."):
        return False
    return word.endswith(ENDINGS) or (word.partition("/")[0] in FOLDERS and "/" in word)


def _exists(word: str, *, beside: Path) -> bool:
    if any((base / word).exists() for base in (*BASES, beside)):
        return True
    features = (path for path in (SOURCE / "desk").iterdir() if path.is_dir())
    return any((feature / word).exists() for feature in features)
