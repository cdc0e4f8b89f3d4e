"""The lines of the list: each drawn once for all who see the same."""

from collections.abc import Iterable

from django import template
from django.utils.safestring import SafeString, mark_safe

from madoguchi.desk.conversations.line_rows import ConversationRow
from madoguchi.desk.platform.templatetags.desk import part

register = template.Library()
ROW = "conversations/parts/row.html"


@register.simple_tag
def lines(rows: Iterable[ConversationRow], query: str, current: int | None) -> SafeString:
    """The rows of a page; `query` is the list that their links keep, `current` the open conversation."""
    drawn = (
        part(ROW, row=row.face, query=query, is_current=True)
        if row.pk == current
        else part(ROW, row=row.face, query=query)
        for row in rows
    )
    return mark_safe("".join(drawn))  # noqa: S308  parts
