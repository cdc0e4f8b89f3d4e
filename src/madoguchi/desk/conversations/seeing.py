"""Up to where somebody has read a conversation: a mark, not an event."""

from django.db import connection

from madoguchi.desk.conversations.models import Conversation
from madoguchi.desk.people.models import Person

# One statement, so that two windows of one person cannot collide.
MARK = """
insert into conversations_seen (client_id, conversation_id, person_id, message_id)
values (%s, %s, %s, %s)
on conflict on constraint person_reads_up_to_one_place
do update set message_id = greatest(conversations_seen.message_id, excluded.message_id)
"""


def mark_seen(*, conversation: Conversation, person: Person) -> None:
    """Remember that this person saw the conversation up to its newest customer's message."""
    newest = conversation.newest_customer_message_id or 0
    with connection.cursor() as cursor:
        cursor.execute(MARK, [conversation.client_id, conversation.pk, person.pk, newest])
