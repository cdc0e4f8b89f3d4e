"""How a variable of the environment is described and read."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Generic, TypeVar
from urllib.parse import urlsplit

from madoguchi.database import Database

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)


class BadSetting(ValueError):
    """A setting that the product cannot start with. Reads as a sentence, Japanese and English."""

    def __init__(self, japanese: str, english: str) -> None:
        super().__init__(f"{japanese} / {english}")


@dataclass(frozen=True)
class Setting(Generic[T]):
    """One variable of the environment. `parse` raises ValueError; `must` says what is right."""

    variable: str
    default: str
    meaning: str
    parse: Callable[[str], T]
    must: str = ""

    def given(self, environ: Mapping[str, str]) -> T | None:
        """The value if the variable is set and not empty, else None."""
        text = environ.get(self.variable, "")
        return self._parsed(text) if text else None

    def read(self, environ: Mapping[str, str]) -> T:
        """The value, or the default's."""
        return self._parsed(environ.get(self.variable, "") or self.default)

    def _parsed(self, text: str) -> T:
        try:
            return self.parse(text)
        except ValueError as error:
            raise BadSetting(
                f"{self.variable} の値が正しくありません。正しい値：{self.must}",
                f"{self.variable} has a wrong value; expected: {self.must}",
            ) from error


def one_of(variable: str, default: E, meaning: str) -> Setting[E]:
    """A setting that is one of the words of an enumeration."""
    kind = type(default)
    return Setting(variable, default.value, meaning, kind, ", ".join(kind))


def text(variable: str, default: str, meaning: str) -> Setting[str]:
    """A setting that is any text."""
    return Setting(variable, default, meaning, str)


def place(variable: str, default: str, meaning: str) -> Setting[str]:
    """A setting that is where a server listens: HOST:PORT, or the path of its socket."""

    def parse(text: str) -> str:
        host, _, port = text.rpartition(":")
        is_port = port.isascii() and port.isdigit() and int(port) in range(1, 65_536)
        if text and not text.startswith("/") and not (host and is_port):
            raise ValueError(text)
        return text

    return Setting(variable, default, meaning, parse, "HOST:PORT, /path/of/a/socket")


def number(variable: str, default: str, meaning: str, within: range) -> Setting[int]:
    """A setting that is a whole number of the range."""

    def parse(text: str) -> int:
        if not (text.isascii() and text.isdigit() and int(text) in within):
            raise ValueError(text)
        return int(text)

    return Setting(variable, default, meaning, parse, f"{within[0]}–{within[-1]}")


def database(variable: str, default: str, meaning: str) -> Setting[Database]:
    """A setting that is the address of a database."""
    return Setting(
        variable, default, meaning, Database.parse, "postgresql://user:password@host:5432/name"
    )


def folder(text: str) -> Path:
    """Where a folder is, from the root."""
    return Path(text).absolute()


def web_address(text: str) -> str:
    """An address without a path; raise ValueError for anything else."""
    parts = urlsplit(text)
    _ = parts.port  # raises ValueError when it is no port
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path.strip("/"):
        raise ValueError(text)
    return f"{parts.scheme}://{parts.netloc}"
