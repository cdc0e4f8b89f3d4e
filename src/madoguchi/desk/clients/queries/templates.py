"""Reads of reply templates."""

from madoguchi.desk.clients.models import ReplyTemplate
from madoguchi.desk.clients.rows import TemplateRow


def templates_of(client_id: int) -> tuple[TemplateRow, ...]:
    """The client's templates in use, in the order that its director gave them."""
    rows = ReplyTemplate.objects.filter(client_id=client_id, archived_at__isnull=True)
    return tuple(
        TemplateRow(pk=one.pk, title=one.title, body=one.body, shortcut=one.shortcut)
        for one in rows.order_by("position", "title", "pk")
    )
