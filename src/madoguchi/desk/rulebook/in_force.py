"""The book that is in force: what the guard goes by, asked for at each sending."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from madoguchi.desk.clients.standards import Standards
from madoguchi.desk.platform.postgresql import prepared
from madoguchi.desk.rulebook.contents import Book, book_of
from madoguchi.desk.rulebook.models import BookVersion
from madoguchi.engines.rulebook import RULEBOOK_VERSION, Severity
from madoguchi.engines.rulebook.context import WordRule

NEWEST = "select id from rulebook_bookversion order by number desc limit 1"


class NoBookPublished(Exception):
    """No version of the rulebook is published. A migration brings the first: run `madoguchi migrate`."""

    def __init__(self) -> None:
        super().__init__(self.__doc__)


@dataclass(frozen=True)
class BookInForce:
    """A published version. A check that it does not name has the engine's own severity."""

    number: int
    book: Book

    @property
    def label(self) -> str:
        """「3+7」: the version of the book and that of the checks, kept with each verdict."""
        return f"{self.number}+{RULEBOOK_VERSION}"

    @property
    def severities(self) -> Mapping[str, Severity | None]:
        """By the check's slug; None where the book switched it off (切)."""
        return self.book.severities

    @property
    def titles(self) -> Mapping[str, str]:
        """By the check's slug: what the book calls the rule."""
        return self.book.titles

    @property
    def word_rules(self) -> tuple[WordRule, ...]:
        """The house's word rules for a message to a customer."""
        return self.word_rules_to("customer")

    def word_rules_to(self, audience_kind: str) -> tuple[WordRule, ...]:
        """The house's word rules for a message to a `customer`, or to a `client`'s contact."""
        return self.book.words_to(audience_kind)


def book() -> BookInForce:
    """The newest version: one cheap statement; its content is read once in each process.

    Raises NoBookPublished: without a book nothing is guarded, and nothing may leave.
    """
    row = prepared.row_of(NEWEST, {})
    return version(row[0] if row else None)


def version(pk: int | None) -> BookInForce:
    """The same for who has asked NEWEST along with other things; None: nothing is published."""
    if pk is None:
        raise NoBookPublished
    return _version(pk)


def standards() -> Standards:
    """What a client's settings go by, as long as the client has chosen nothing else."""
    now = book()
    return Standards(now.titles, now.severities)


@lru_cache(maxsize=2)
def _version(pk: int) -> BookInForce:
    found = BookVersion.objects.get(pk=pk)
    return BookInForce(found.number, book_of(found.content))
