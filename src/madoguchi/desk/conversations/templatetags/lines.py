"""The lines of the list: each drawn once for all who see the same."""

from collections.abc import Iterable

from django import template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from madoguchi.desk.conversations.line_rows import ConversationRow
from madoguchi.desk.platform.templatetags.desk import part

register = template.Library()
ROW = "conversations/parts/row.html"
MOST_WAYS = 8  # of drawing a line that are remembered with it


@register.simple_tag
def lines(rows: Iterable[ConversationRow], query: str, current: int | None) -> SafeString:
    """The rows of a page; `query` is the list that their links keep, `current` the open conversation."""
    language = get_language()
    drawn = [_line(row, query, row.pk == current, language) for row in rows]
    return mark_safe("".join(drawn))  # noqa: S308  parts


def _line(row: ConversationRow, query: str, is_current: bool, language: str | None) -> str:  # noqa: FBT001  drawn fifty times a page
    drawn = row.drawn.get((language, query, is_current))
    if drawn is None:
        values = {"row": row.face, "query": query, **({"is_current": True} if is_current else {})}
        if len(row.drawn) >= MOST_WAYS:
            row.drawn.clear()
        drawn = row.drawn[language, query, is_current] = part(ROW, **values)
    return drawn
