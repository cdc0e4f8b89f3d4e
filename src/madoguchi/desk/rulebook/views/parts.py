"""What the rulebook's views share: the bench that stands below a rule, and what was typed into it."""

from django.http import QueryDict

from madoguchi.desk.clients.middleware import Request, sight_for
from madoguchi.desk.platform.typed import as_typed, number
from madoguchi.desk.rulebook.contents import CLIENT, CUSTOMER, Book, BookRule
from madoguchi.desk.rulebook.queries.benches import Tried, bench
from madoguchi.desk.rulebook.rows import Bench
from madoguchi.desk.rulebook.scenes import SCENES


def bench_of(request: Request, book: Book | None, rule: BookRule | None = None) -> Bench:
    """The bench with what was posted to it; on a page that was only opened, with the rule's first ✗."""
    tried = _tried(request.POST) if "text" in request.POST else _first_of(rule)
    clients = sight_for(request).clients
    return bench(tried, book=book, clients=clients)


def _first_of(rule: BookRule | None) -> Tried:
    if rule is None or not rule.bad:
        return Tried()
    example = rule.bad[0]
    return Tried(text=example.text, previous=example.previous, to=example.to, scene=example.scene)


def _tried(post: QueryDict) -> Tried:
    return Tried(
        text=as_typed(post.get("text", "")),
        previous=as_typed(post.get("previous", "")),
        to=CLIENT if post.get("to") == CLIENT else CUSTOMER,
        scene=scene if (scene := post.get("scene", "")) in SCENES else "",
        client_pk=number(post.get("client", "")),
    )
