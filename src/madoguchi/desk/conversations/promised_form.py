"""What a composer's form says of promises: the chips as mended, and which promises the reply keeps."""

from datetime import datetime

from django.http import QueryDict

from madoguchi.desk.platform.typed import as_typed, desk_moment, number
from madoguchi.desk.promises.given import LONG_AGO, Chip, Promised

MOST = 50  # chips of one message


def promised_in(post: QueryDict) -> Promised:
    """As it was posted; what its writer left as it was is None, and so is what no page showed them."""
    return Promised(chips=_chips(post), keeps=_keeps(post))


def read_at_in(post: QueryDict) -> datetime | None:
    """The moment that its writer named for it, and for which the chips of the page were read."""
    return desk_moment(post.get("promise_read_at", ""))


def _chips(post: QueryDict) -> tuple[Chip, ...] | None:
    spans = post.getlist("promise_span")[:MOST]
    if not spans:
        return None
    columns = [
        _column(post, name, len(spans)) for name in ("what", "what_found", "due", "due_found")
    ]
    struck = set(post.getlist("promise_struck"))
    return tuple(
        Chip(
            span=as_typed(span),
            what=_other(as_typed(what).strip(), as_typed(what_found)),
            due_at=_moment(due, due_found),
            is_struck=str(place) in struck,
        )
        for place, (span, what, what_found, due, due_found) in enumerate(
            zip(spans, *columns, strict=True)
        )
    )


def _column(post: QueryDict, name: str, many: int) -> list[str]:
    """A value each chip, "" where a form has none."""
    values = post.getlist(f"promise_{name}")[:many]
    return values + [""] * (many - len(values))


def _other(typed: str, found: str) -> str | None:
    return typed if typed and typed != found else None


def _moment(typed: str, found: str) -> datetime | None:
    if typed == found:
        return None
    return desk_moment(typed) or LONG_AGO


def _keeps(post: QueryDict) -> frozenset[int] | None:
    """None where the boxes stand as they were shown: then they follow the text."""
    offered = _numbers(post, "keeps_offered")
    if not offered:
        return None
    chosen = _numbers(post, "keeps")
    as_shown = offered if post.get("keeps_by_itself") else frozenset[int]()
    return None if chosen == as_shown else chosen & offered


def _numbers(post: QueryDict, name: str) -> frozenset[int]:
    read = (number(one) for one in post.getlist(name))
    return frozenset(one for one in read if one is not None)
