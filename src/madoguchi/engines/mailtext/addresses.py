"""Address headers to names and addresses, as lenient as Japanese phones and old programs need it."""

import re
from collections.abc import Iterator
from itertools import islice

from madoguchi.engines.mailtext.encodedwords import START, decode_words, one_line, raw_text
from madoguchi.engines.mailtext.model import Address
from madoguchi.engines.mailtext.notes import Notes

_TOKEN = re.compile(r'\([^()]*\)|<[^<>]*>|[,;:"]|\s+|[^\s,;:"(<=]+|.', re.DOTALL)
_QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"', re.DOTALL)
_ATOM_LOCAL = re.compile(r"[\w!#$%&'*+/=?^`{|}~.-]+")
_NOT_IN_ADDRESS = re.compile(r"[\x00-\x1f\x7f<>,;\u200b-\u200f\u202a-\u202e\ufeff]+")
_WORD = re.compile(r'(?:"[^"]*"|\S)+')
_MOST = 2000
_MOST_PIECES = 4000
_MOST_TOKENS = 16_000
_LONGEST_ADDRESS = 320

NOBODY = Address("", "")

_Token = tuple[str, str]  # kind: "text", "quoted", "angle", "comment", "mark", "blank"


def read_addresses(
    value: bytes, notes: Notes, *, where: str, hint: str = ""
) -> tuple[Address, ...]:
    """The mailboxes of one header in order; groups are opened, `undisclosed-recipients:;` holds nobody.

    `taro..x.@docomo.ne.jp` is taken as it is, quoted or not. Pieces that name no address are noted and left out.
    """
    text = raw_text(value, notes, where=where, hint=hint)
    found: list[Address] = []
    pending: list[str] = []
    for tokens in islice(_mailboxes(list(islice(_tokens(text), _MOST_TOKENS))), _MOST_PIECES):
        address = _mailbox(tokens, notes, where=where)
        if address.email:
            found.append(Address(", ".join([*pending, address.name]), address.email))
            pending = []
        elif address.name:
            # An unquoted comma inside of a name: `Yamada, Taro <taro@example.jp>`.
            pending.append(address.name)
    if pending:
        notes.defect(f"{where}: a name without an address")
    if len(found) > _MOST:
        notes.defect(f"{where}: more than 2000 addresses, the rest is left out")
    return tuple(found[:_MOST])


def read_sender(value: bytes, notes: Notes, *, hint: str = "") -> Address:
    """The first mailbox of From; only a name when it holds no address, NOBODY when it holds nothing."""
    found = read_addresses(value, notes, where="from", hint=hint)
    if found:
        return found[0]
    text = raw_text(value, notes, where="from", hint=hint)
    return Address(decode_words(text, notes, where="from").strip('<>" '), "")


def _tokens(text: str) -> Iterator[_Token]:
    place, quotes_close = 0, True
    while place < len(text):
        word = START.match(text, place)
        end = text.find("?=", word.end()) if word else -1
        if word and end >= 0:
            yield "text", text[place : end + 2]
            place = end + 2
            continue
        if text[place] == '"' and quotes_close:
            quoted = _QUOTED.match(text, place)
            quotes_close = quoted is not None
            if quoted:
                yield "quoted", quoted[1]
                place = quoted.end()
                continue
        token = _TOKEN.match(text, place)[0]  # type: ignore[index]  # its last branch matches any character
        yield _kind(token), token
        place += len(token)


def _kind(token: str) -> str:
    if len(token) > 1 and token[0] in "(<":
        return "comment" if token[0] == "(" else "angle"
    if token.isspace():
        return "blank"
    return "mark" if token[0] in ",;:" else "text"


def _mailboxes(tokens: list[_Token]) -> Iterator[list[_Token]]:
    """Split at commas and semicolons; what stands before the colon of a group is its name and no mailbox."""
    last_semicolon = max(
        (place for place, token in enumerate(tokens) if token == ("mark", ";")), default=-1
    )
    mailbox: list[_Token] = []
    has_angle = False
    for place, token in enumerate(tokens):
        if token == ("mark", ":"):
            if place < last_semicolon and not has_angle:
                mailbox = []
            else:
                mailbox.append(("text", ":"))
        elif token[0] == "mark":
            yield mailbox
            mailbox, has_angle = [], False
        else:
            has_angle = has_angle or token[0] == "angle"
            mailbox.append(token)
    yield mailbox


def _mailbox(tokens: list[_Token], notes: Notes, *, where: str) -> Address:
    angles = [value for kind, value in tokens if kind == "angle"]
    comments = [value[1:-1] for kind, value in tokens if kind == "comment"]
    others = [token for token in tokens if token[0] in ("text", "quoted", "blank")]
    if angles:
        name = _written(others).strip("<> ")
        email = _email(angles[-1], notes, where=where)
    elif any("@" in value or "＠" in value for _, value in others):
        name, email = _bare(others, notes, where=where)
    else:
        name, email = _written(others), ""
    name = decode_words(name or " ".join(comments), notes, where=where)
    return Address(_without_quotes(name), email)


def _written(tokens: list[_Token]) -> str:
    return "".join(
        re.sub(r"\\(.)", r"\1", value) if kind == "quoted" else value for kind, value in tokens
    ).strip()


def _bare(tokens: list[_Token], notes: Notes, *, where: str) -> tuple[str, str]:
    """An address without angle brackets, with whatever stands around it as the name."""
    text = "".join(f'"{value}"' if kind == "quoted" else value for kind, value in tokens)
    words = _WORD.findall(decode_words(text, notes, where=where))
    email = next((word for word in words if "@" in word or "＠" in word), "")
    return " ".join(word for word in words if word != email), _email(email, notes, where=where)


def _email(text: str, notes: Notes, *, where: str) -> str:
    plain = decode_words(text, notes, where=where) if "=?" in text else text
    plain = _NOT_IN_ADDRESS.sub("", plain).strip().replace("＠", "@")
    plain = plain if plain.startswith('"') else plain.replace(" ", "").replace("\u3000", "")
    plain = re.sub(r"(?i)^mailto:", "", plain)
    if plain.startswith("@") and ":" in plain:
        plain = plain.split(":", 1)[1]
    local, at, domain = plain.rpartition("@")
    if local.startswith('"') and local.endswith('"') and _ATOM_LOCAL.fullmatch(local[1:-1]):
        local = local[1:-1]
    if len(plain) > _LONGEST_ADDRESS:
        notes.defect(f"{where}: an address longer than 320 characters is left out")
        return ""
    return f"{local}{at}{domain}"


def _without_quotes(name: str) -> str:
    for mark in ("'", '"'):
        if len(name) >= 2 and name[0] == name[-1] == mark:
            name = name[1:-1]
    return one_line(name)
