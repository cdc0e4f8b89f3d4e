"""How the tests of search look things up, and what they look at."""

from madoguchi.desk.clients.models import Client
from madoguchi.desk.clients.queries.sight import sight_of
from madoguchi.desk.conversations.models import Conversation
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import walls
from madoguchi.desk.search.asking import question_of
from madoguchi.desk.search.queries.results import search_page
from madoguchi.desk.search.rows import Pieces, SearchPage
from tests import builders


def found(person: Person, *clients: Client, **question: str) -> SearchPage:
    """The search page of somebody who sees these clients."""
    with walls.transaction([one.pk for one in clients]):
        return search_page(question_of(question), sight_of(person, builders.NOW))


def pks(page: SearchPage) -> list[int]:
    """The conversations of a page, in its order."""
    return [one.pk for one in page.hits]


def said(client: Client, text: str, **changes: object) -> Conversation:
    """A conversation that a customer opened with these words."""
    return builders.a_conversation(client, text=text, whole_text=text, **changes)


def hits(pieces: Pieces) -> list[str]:
    """What is marked."""
    return [piece.text for piece in pieces if piece.is_hit]
