"""Japanese is the source and English is complete: a text without its English fails here (bin/words)."""

import ast
import html
import re
from fnmatch import fnmatch
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import read_mo
from django.template.base import Lexer, Token, TokenType
from django.test import Client as Browser
from django.urls import reverse

from madoguchi.desk.people.models import Person
from tests import builders
from tests.desk.walls.belongings import Belongings
from tests.house import catalogue
from tests.house.catalogue import JAPANESE, PLACEHOLDER
from tests.house.data import texts_of_the_database
from tests.house.test_addresses import paths_of
from tests.house.tree import ROOT, modules, name_of, parsed, templates

# Japanese that no catalogue translates, and why.
UNTRANSLATED = {
    "src/madoguchi/desk/demo/story/*": "the demo's story: what its customers and clients wrote",
    "src/madoguchi/desk/platform/launcher/*": "said at a terminal, in both languages at once",
    "src/madoguchi/desk/platform/supervisor/*": "said at a terminal, in both languages at once",
    "src/madoguchi/desk/operations/*": "said at a terminal, in both languages at once",
    "src/madoguchi/desk/mail/server.py": "said to other mail servers, in both languages at once",
    "src/madoguchi/desk/platform/days.py": "how each language writes a day",
    "src/madoguchi/desk/people/models.py": "a language is named in its own words",
    "src/madoguchi/desk/settings.py": "a language is named in its own words",
    "src/madoguchi/desk/conversations/queries/guards.py": "the words of a finding, about Japanese",
    "src/madoguchi/desk/clients/hours.py": "how people write hours, as the desk reads it",
    "src/madoguchi/desk/clients/week_words.py": "how people write a week, as the desk reads it",
    "src/madoguchi/desk/clients/templating.py": "the fields of a template, written in replies",
    "src/madoguchi/desk/conversations/queries/templates.py": "what a template writes into a reply",
    "src/madoguchi/desk/people/actions/imports.py": "the headings of a table that is taken in",
    "src/madoguchi/desk/mail/actions/intake.py": "kept as data with the mail",
    "src/madoguchi/desk/mail/actions/letters.py": "the desk's own name, as a sender",
    "src/madoguchi/desk/mail/smtp.py": "kept as data with the mail",
    "src/madoguchi/desk/mail/actions/mailboxes.py": "kept as data with the event",
    "src/madoguchi/desk/search/saying.py": "how quoted lines begin",
    "src/madoguchi/desk/demo/loading.py": "the demo's story",
    "src/madoguchi/desk/demo/rooming.py": "the demo's story",
    "src/madoguchi/desk/conversations/recipients.py": "how a text names somebody, as it is read",
    "src/madoguchi/desk/rooms/actions/calling.py": "how a text calls somebody, as it is read",
    "src/madoguchi/desk/tasks/reading.py": "how a request ends, as it is read",
    "src/madoguchi/desk/contacts/wanted_words.py": "how people write which word they prefer, as it is read",
    "src/madoguchi/desk/rooms/copyable.py": "how people name a number, as it is read",
    "src/madoguchi/desk/tasks/wording.py": "what is drafted into replies",
    "src/madoguchi/desk/expectations/measures.py": "a unit kept as data with the sheet",
    "src/madoguchi/desk/rulebook/scenes.py": "what stands in the scenes of examples, about Japanese",
}
LITERAL = re.compile(r"_\((?P<quote>[\"']).*?(?P=quote)\)")
# A language is named in its own words, and found by them.
OWN_NAME = re.compile(
    r'(?<=lang="ja">\{% icon "languages" %\})日本語|日本語(?= (/ )?English)|言語(?= 日本語)'
)
# The other language's own name, the first letter of a name, and what a finding would write.
OF_DATA = re.compile(
    r'<button[^>]* lang="ja">.*?</button>|<span class="(avatar|client__tile)\b[^>]*>.</span>'
    r'|<button[^>]*\sdata-fix="[^"]*">.*?</button>',
    re.S,
)
SCRIPTS_WORDS = re.compile(r"\"[^\"\n]*\"|'[^'\n]*'|`[^`]*`")
# Asked by machines.
MACHINES = {"healthz", "readyz", "metrics", "events"}
# What is typed in Japanese whoever reads it: fields and gaps of a template.
TYPED = re.compile(r"\{\{[^}]*\}\}|〔[^〕]*〕")
TRANSLATING = ("translate", "trans", "blocktranslate", "blocktrans", "comment")
# Not words: what a text is compared with.
PATTERNS = ("compile", "sub", "split", "search", "match", "fullmatch", "maketrans")
ENDING = ("endblocktranslate", "endblocktrans", "endcomment")


def test_every_text_of_the_source_is_in_the_catalogue_and_nothing_else() -> None:
    said = {(one.words, one.context) for one in catalogue.found().places}
    known = _known(catalogue.catalogue())

    assert said - known == set()
    assert known - said == set()


def test_every_text_has_its_english() -> None:
    assert catalogue.untranslated(catalogue.catalogue()) == []


def test_the_english_has_the_same_gaps_to_fill() -> None:
    differing = [
        (message.id, message.string)
        for message in catalogue.catalogue()
        if message.id
        for string in _forms(message.string)
        if set(PLACEHOLDER.findall(string)) != set(PLACEHOLDER.findall(_forms(message.id)[-1]))
    ]

    assert differing == []


def test_no_english_has_japanese_left_but_what_is_typed_in_japanese() -> None:
    left = [
        message.string
        for message in catalogue.catalogue()
        for string in _forms(message.string)
        if message.id and JAPANESE.search(TYPED.sub("", string))
    ]

    assert left == []


def test_what_is_compiled_is_what_is_written() -> None:
    with catalogue.MO.open("rb") as file:
        compiled = read_mo(file)

    written = _strings(catalogue.catalogue())
    found = _strings(compiled)
    assert [
        key for key in found.keys() | written.keys() if found.get(key) != written.get(key)
    ] == []


def test_no_text_is_put_together_before_it_is_translated() -> None:
    made = [
        f"{name_of(path)}:{call.lineno}"
        for path in modules("src/madoguchi/desk")
        if not catalogue.TERMINAL & set(path.parts)
        for call in catalogue.calls(parsed(path))
        for argument in call.args
        if isinstance(argument, ast.JoinedStr | ast.BinOp)
    ]

    assert made == []


def test_all_japanese_of_a_template_is_translated() -> None:
    assert [line for path in templates() for line in _left_in_template(path)] == []


def test_all_japanese_of_a_module_is_translated() -> None:
    left = [
        line
        for path in modules("src/madoguchi/desk")
        if not any(fnmatch(name_of(path), pattern) for pattern in UNTRANSLATED)
        for line in _left_in_module(path)
    ]

    assert left == []


@pytest.mark.parametrize("pattern", UNTRANSLATED)
def test_an_exception_is_one(pattern: str) -> None:
    files = [path for path in modules("src/madoguchi/desk") if fnmatch(name_of(path), pattern)]

    assert any(_left_in_module(path) for path in files)


def test_a_script_says_what_the_page_gives_it() -> None:
    said = [
        f"{name_of(path)}: {words}"
        for path in (ROOT / "src").rglob("*.js")
        for words in SCRIPTS_WORDS.findall(path.read_text(encoding="utf-8"))
        if re.search("[\u3041-\u30fa\u4e00-\u9fff]", words)
    ]

    assert said == []


def test_a_page_in_english_has_no_japanese_but_its_data(
    hikaris: Belongings, cast: dict[str, Person | None]
) -> None:
    data = texts_of_the_database()
    left = {
        f"{name} for {who}": words
        for who, person in cast.items()
        for name, path in paths_of(hikaris).items()
        if name not in MACHINES
        if (words := _japanese_of(_browser_of(person), path, data))
    }

    assert left == {}


def test_in_japanese_nothing_is_english(hikaris: Belongings, ann: Person) -> None:
    page = builders.signed_in(ann).get(reverse("desk")).content.decode()

    assert '<html lang="ja">' in page
    assert "自分のボール" in page


def _browser_of(person: Person | None) -> Browser:
    if person is None:
        return Browser(headers={"Accept-Language": "en"})
    person.language = "en"
    person.save(update_fields=["language"])
    return builders.signed_in(person)


def _japanese_of(browser: Browser, path: str, data: list[str]) -> list[str]:
    """What is Japanese on the page and neither its data nor the name of the language itself."""
    answer = browser.get(path)
    kind = answer.headers.get("Content-Type", "")
    if answer.streaming or not kind.startswith("text/html"):
        return []
    page = html.unescape(answer.content.decode())
    shown = " ".join(OF_DATA.sub("", OWN_NAME.sub("", TYPED.sub("", page))).split())
    for text in data:
        shown = shown.replace(TYPED.sub("", text), "")
    return sorted({word for word in re.split(r"[\s<>\"]+", shown) if JAPANESE.search(word)})


def _left_in_template(path: Path) -> list[str]:
    left, translating = [], False
    source = OWN_NAME.sub("", path.read_text(encoding="utf-8"))
    for token in Lexer(source).tokenize():
        name = token.contents.split(maxsplit=1)[0] if token.contents.strip() else ""
        if token.token_type == TokenType.BLOCK and name in (*TRANSLATING, *ENDING):
            translating = name in ("blocktranslate", "blocktrans", "comment")
        elif not translating and _is_left(token):
            left.append(f"{name_of(path)}:{token.lineno} {token.contents.strip()[:60]}")
    return left


def _is_left(token: Token) -> bool:
    if token.token_type == TokenType.COMMENT:
        return False
    return bool(JAPANESE.search(LITERAL.sub("", token.contents)))


def _left_in_module(path: Path) -> list[str]:
    tree = parsed(path)
    translated = {
        id(node)
        for call in catalogue.calls(tree)
        for argument in call.args
        for node in ast.walk(argument)
    }
    patterns = {
        id(node)
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and catalogue.sayer(call) in PATTERNS
        for node in ast.walk(call)
    }
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    return [
        f"{name_of(path)}:{node.lineno} {node.value[:60]!r}"
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and JAPANESE.search(node.value)
        and id(node) not in translated | docstrings | patterns
    ]


def _known(kept: Catalog) -> set[tuple[str, str | None]]:
    return {(_forms(message.id)[0], message.context) for message in kept if message.id}


def _strings(kept: Catalog) -> dict[tuple[str, str | None], list[str]]:
    """Translated texts by their key; the compiled file gives a context as bytes."""
    return {
        (_forms(message.id)[0], _text(message.context)): _forms(message.string)
        for message in kept
        if message.id
    }


def _text(context: str | bytes | None) -> str | None:
    return context.decode() if isinstance(context, bytes) else context


def _forms(string: object) -> list[str]:
    return [string] if isinstance(string, str) else [str(one) for one in string or ()]  # type: ignore[attr-defined] # a tuple
