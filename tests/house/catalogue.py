"""The words of the pages: found in the source, kept in django.po, compiled to django.mo.

`bin/words` runs this module: it brings the catalogue up to the source and keeps what is translated.
"""

import ast
import io
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

from madoguchi.desk.rulebook.chapters import first_book
from madoguchi.engines.rulebook import RULES, Severity
from tests.house.tree import SOURCE, modules, name_of, parsed, templates

PO = SOURCE / "desk" / "locale" / "en" / "LC_MESSAGES" / "django.po"
MO = PO.with_suffix(".mo")
JAPANESE = re.compile("[\u3001-\u303f\u3040-\u30ff\u4e00-\u9fff\uff01-\uff0c\uff0e-\uff60]")
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")
# Functions that say something, with the places of their context, their words and their plural.
SAYERS: dict[str, tuple[int | None, int, int | None]] = {
    **dict.fromkeys(
        ("_", "gettext", "gettext_lazy", "gettext_noop", "say", "later"), (None, 0, None)
    ),
    **dict.fromkeys(("ngettext", "ngettext_lazy", "count"), (None, 0, 1)),
    **dict.fromkeys(("pgettext", "pgettext_lazy", "told", "later_told"), (0, 1, None)),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), (0, 1, 2)),
}
TEMPLATE_KEYWORDS = {
    "_": None,
    "gettext": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
HEADER = """# The desk in English. Japanese is the source: every msgid is what the source says.
# Kept up to the source by bin/words; the texts are written by hand (docs/howto/add-a-text.md)."""
# They write to a terminal, in both languages at once, by functions of their own.
TERMINAL = {"launcher", "supervisor"}
# Nothing in the catalogue changes when only the day does.
ALWAYS = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Said:
    """One text of the source: what gettext is asked for."""

    words: str
    context: str | None = None
    plural: str | None = None


@dataclass
class Found:
    """Every text of the source with the files that say it."""

    places: dict[Said, set[str]] = field(default_factory=dict)

    def add(self, said: Said, path: Path) -> None:
        """One more place that says it."""
        self.places.setdefault(said, set()).add(name_of(path))


def found() -> Found:
    """Every text that the desk says: in templates, in modules, in refusals and in the rulebook."""
    result = Found()
    for path in templates():
        for said in in_template(path.read_text(encoding="utf-8")):
            result.add(said, path)
    desk = [path for path in modules("src/madoguchi/desk") if not TERMINAL & set(path.parts)]
    for path in desk:
        for said in in_module(parsed(path)):
            result.add(said, path)
    for path, sentence in refusals(desk):
        result.add(Said(sentence), path)
    for words in _of_the_rulebook():
        result.add(Said(words), SOURCE / "engines" / "rulebook" / "__init__.py")
    return result


def in_template(source: str) -> Iterator[Said]:
    """What a template says, read by Django itself and then as if it were Python."""
    lines = "\n".join(line.strip() for line in templatize(source).splitlines())
    options = {"encoding": "utf-8"}
    for _line, words, _comments, context in extract(
        "python", io.BytesIO(lines.encode()), keywords=TEMPLATE_KEYWORDS, options=options
    ):
        many = isinstance(words, tuple)
        one = words[0] if many else words
        if one and JAPANESE.search(str(one)):
            yield Said(str(one), context, str(words[1]) if many else None)


def in_module(tree: ast.Module) -> Iterator[Said]:
    """What a module says by one of SAYERS; words that are put together only later are not found."""
    for call in calls(tree):
        context, words, plural = SAYERS[sayer(call)]
        said = _literal(call, words)
        if said and JAPANESE.search(said):
            yield Said(said, _literal(call, context), _literal(call, plural))


def calls(tree: ast.Module) -> Iterator[ast.Call]:
    """The calls of SAYERS."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and sayer(node) in SAYERS:
            yield node


def sayer(call: ast.Call) -> str:
    """The last name of what is called."""
    called = call.func
    if isinstance(called, ast.Name):
        return called.id
    return called.attr if isinstance(called, ast.Attribute) else ""


def refusals(paths: list[Path]) -> Iterator[tuple[Path, str]]:
    """The first line of every refusal's docstring: it is what the person reads."""
    classes = [
        (path, node)
        for path in paths
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.ClassDef)
    ]
    refusing = {"Refusal"}
    while True:
        more = {node.name for _, node in classes if refusing & _bases(node)} - refusing
        if not more:
            break
        refusing |= more
    for path, node in classes:
        said = (ast.get_docstring(node) or "").partition("\n")[0].strip()
        if node.name in refusing and JAPANESE.search(said):
            yield path, said


def catalogue() -> Catalog:
    """The catalogue as it is kept; an empty one before the first."""
    if not PO.exists():
        return _empty()
    with PO.open("rb") as file:
        kept = read_po(file, locale="en")
    kept.creation_date = kept.revision_date = ALWAYS
    return kept


def brought_up_to_the_source(kept: Catalog) -> Catalog:
    """A catalogue of exactly what the source says, with what is translated already."""
    fresh = _empty()
    for said, places in sorted(
        found().places.items(),
        key=lambda item: (min(item[1]), item[0].words, item[0].context or ""),
    ):
        known = kept.get(said.words, said.context)
        flags = [flag for flag in (known.flags if known else ()) if flag != "python-format"]
        fresh.add(
            (said.words, said.plural) if said.plural else said.words,
            known.string if known and _fits(known.string, said) else None,
            locations=[(place, 0) for place in sorted(places)],
            flags=flags,
            context=said.context,
        )
    return fresh


def write(fresh: Catalog) -> None:
    """Both files."""
    PO.parent.mkdir(parents=True, exist_ok=True)
    with PO.open("wb") as file:
        write_po(file, fresh, width=100, include_lineno=False)
    with MO.open("wb") as file:
        write_mo(file, fresh)


def untranslated(kept: Catalog) -> list[str]:
    """What has no English, or an English that somebody must look at."""
    return [
        f"{message.id}"
        for message in kept
        if message.id and (message.fuzzy or not message.string or "" in _forms(message.string))
    ]


def _of_the_rulebook() -> Iterator[str]:
    """What pages say of a rule; the engine knows no catalogue. Its reasons: rulebook/reasons.py."""
    for rule in RULES.values():
        yield from (rule.title, rule.meaning)
    yield from (rule.title for rule in first_book().rules if not rule.check)
    yield from (one.label for one in Severity)


def _forms(string: str | tuple[str, ...] | list[str]) -> list[str]:
    return [string] if isinstance(string, str) else list(string)


def _fits(string: object, said: Said) -> bool:
    return isinstance(string, str) == (said.plural is None)


def _bases(node: ast.ClassDef) -> set[str]:
    return {
        base.id if isinstance(base, ast.Name) else base.attr
        for base in node.bases
        if isinstance(base, ast.Name | ast.Attribute)
    }


def _literal(call: ast.Call, place: int | None) -> str | None:
    if place is None or place >= len(call.args):
        return None
    argument = call.args[place]
    said = argument.value if isinstance(argument, ast.Constant) else None
    return said if isinstance(said, str) else None


def _empty() -> Catalog:
    return Catalog(
        locale="en",
        project="Madoguchi",
        version="1",
        msgid_bugs_address="",
        last_translator="",
        language_team="English",
        header_comment=HEADER,
        creation_date=ALWAYS,
        revision_date=ALWAYS,
        fuzzy=False,
    )


def main() -> int:
    """Bring the catalogue up to the source; say what is still to be translated."""
    fresh = brought_up_to_the_source(catalogue())
    write(fresh)
    missing = untranslated(fresh)
    for words in missing:
        sys.stdout.write(f"{words}\n")
    sys.stderr.write(f"{len(fresh)} texts, {len(missing)} to translate in {name_of(PO)}\n")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
