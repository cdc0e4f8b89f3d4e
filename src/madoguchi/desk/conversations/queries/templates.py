"""The client's reply templates, filled for one conversation."""

from datetime import datetime

from django.utils import timezone

from madoguchi.desk.clients.queries import templates_of
from madoguchi.desk.clients.templating import fill
from madoguchi.desk.conversations.composer_rows import TemplateChoice
from madoguchi.desk.conversations.models import Conversation
from madoguchi.desk.people.models import Person


def template_choices(
    conversation: Conversation, *, writer: Person, now: datetime
) -> tuple[TemplateChoice, ...]:
    """The templates in use, in their order, with what is known of this conversation in place."""
    values = _values(conversation, writer, now)
    return tuple(
        TemplateChoice(
            pk=one.pk, title=one.title, text=fill(one.body, values), shortcut=one.shortcut
        )
        for one in templates_of(conversation.client_id)
    )


def _values(conversation: Conversation, writer: Person, now: datetime) -> dict[str, str]:
    today = timezone.localtime(now).date()
    # In Japanese whatever the writer's own language: the customer reads it.
    return {
        "お客様名": conversation.customer.name,
        "委託元名": conversation.client.name,
        "担当者名": writer.family_name,
        "対応番号": conversation.number,
        "件名": conversation.subject,
        "今日": f"{today.month}月{today.day}日({'月火水木金土日'[today.weekday()]})",
    }
