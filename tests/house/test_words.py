"""What the tree must not contain: words that its rules ban, and traces of one machine."""

import re
from pathlib import Path

import pytest

from tests.house.tree import ROOT, SOURCE, modules, name_of, texts

HERE = Path(__file__)
BANNED = {
    "mocks": r"unittest[.]mock|from unittest import mock|\bMagicMock\b",
    "Django's now": r"\btimezone[.]now\(",
    "skipped tests": r"pytest[.]mark[.](skip|skipif|xfail)\b|pytest[.]skip\(|importorskip",
    "hidden from coverage": r"pragma: no cover",
    "an ignore without its reason": r"# type: ignore(?!\[[a-z-]+(, [a-z-]+)*\] +# \S)",
    "things to do": r"\b(TODO|FIXME|XXX)\b",
    "Django's signals": r"django[.]dispatch|models[.]signals|@receiver\(",
    "after-commit hooks": r"transaction[.]on_commit\(",
}
CODE = [path for path in modules("src", "tests") if path != HERE]
REGISTRIES = re.compile(
    r"pypi\.org|pythonhosted\.org|registry\.npmjs|registry\.yarnpkg|--(extra-)?index-url|--find-links"
    r"|\bPIP_INDEX_URL|\bUV_(DEFAULT_)?INDEX|resolved\"?: *\"http"
)
MACHINE = re.compile(r"(?<![\w./~$}-])/(work|root|Users|mnt|home/(?!ann\b)[a-z]+)/")


@pytest.mark.parametrize("pattern", BANNED.values(), ids=BANNED)
def test_no_module_contains(pattern: str) -> None:
    assert _lines_with(re.compile(pattern), CODE) == []


def test_only_the_clock_asks_what_time_it_is() -> None:
    asking = _lines_with(
        re.compile(r"\b(datetime|date)[.](now|utcnow|today)\(|\btime[.]time\("), modules("src")
    )

    assert [line.partition(":")[0] for line in asking] == ["src/madoguchi/desk/platform/clock.py"]


def test_no_engine_reads_the_environment_or_a_clock() -> None:
    engines = [path for path in modules("src") if path.is_relative_to(SOURCE / "engines")]

    assert engines
    assert _lines_with(re.compile(r"\bos[.]environ|\btime[.](monotonic|time)\("), engines) == []


def test_nothing_names_a_registry() -> None:
    assert _lines_with(REGISTRIES, [path for path in texts() if path != HERE]) == []


def test_nothing_names_a_folder_of_one_machine() -> None:
    assert _lines_with(MACHINE, [path for path in texts() if path != HERE]) == []


@pytest.mark.parametrize(
    "name", ["requirements.txt", "requirements-dev.txt", "requirements-learn.txt"]
)
def test_what_is_locked_is_locked_by_version_and_hash_and_by_no_address(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    entries = [line for line in text.splitlines() if line and line[0] not in " #"]

    assert "://" not in text
    assert entries
    assert [line for line in entries if "==" not in line] == []
    assert text.count("--hash=sha256:") >= len(entries)


def _lines_with(pattern: re.Pattern[str], paths: list[Path]) -> list[str]:
    return [
        f"{name_of(path)}:{number} {line.strip()[:80]}"
        for path in paths
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if pattern.search(line)
    ]
