"""What somebody has seen of a conversation: marked when read, demanded before an answer."""

from datetime import datetime

from django.db import connection
from django.db.models import Max

from madoguchi.desk.conversations.models import Conversation, Mention, Merge, Message
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform.refusals import Refusal

# One statement, so that two windows of one person cannot collide. A page that is only looked at does not
# wait for the disk: a crash within the next half second would leave its message unread again, no more.
MARK = """
insert into conversations_seen (client_id, conversation_id, person_id, message_id)
select %s, %s, %s, %s from (select set_config('synchronous_commit', 'off', true)) looking
on conflict on constraint person_reads_up_to_one_place
do update set message_id = excluded.message_id
where conversations_seen.message_id < excluded.message_id
"""
# A merge brings what is older than all that was here. Whoever has read this conversation is before the
# first of both that they have not seen; whoever has seen all of both, behind the last.
JOIN = """
update conversations_seen mark set message_id = coalesce(
  (select min(m.id) - 1 from conversations_message m where m.kind = 'customer' and (
    (m.conversation_id = %(target)s and m.id > mark.message_id)
    or (m.conversation_id = %(source)s and m.id > coalesce(
      (select s.message_id from conversations_seen s
       where s.conversation_id = %(source)s and s.person_id = mark.person_id), 0)))),
  (select max(m.id) from conversations_message m
    where m.kind = 'customer' and m.conversation_id in (%(target)s, %(source)s)),
  mark.message_id)
where mark.conversation_id = %(target)s
"""
SAID = (Message.Kind.CUSTOMER, Message.Kind.REPLY)


class NewerMessageUnseen(Refusal):
    """新しいメッセージが加わっています。内容を確かめてから、もう一度お願いします。本文は残っています。"""


class MergeUnseen(NewerMessageUnseen):
    """ほかの対応がここに統合されました。加わったメッセージを確かめてから、もう一度お願いします。本文は残っています。"""


def mark_seen(*, conversation: Conversation, person: Person) -> None:
    """Remember that this person saw the conversation up to its newest customer's message.

    For transactions that write nothing of more weight: the commit is not waited for.
    """
    newest = conversation.newest_customer_message_id or 0
    with connection.cursor() as cursor:
        cursor.execute(MARK, [conversation.client_id, conversation.pk, person.pk, newest])


def join_marks(*, source: Conversation, target: Conversation) -> None:
    """The source is about to be put into the target: what somebody has not seen of it is unread there."""
    with connection.cursor() as cursor:
        cursor.execute(JOIN, {"source": source.pk, "target": target.pk})


def mark_mentions_seen(*, conversation: Conversation, person: Person, now: datetime) -> None:
    """Whoever was called in has come."""
    calls = Mention.objects.filter(conversation=conversation, person=person, seen_at__isnull=True)
    calls.update(seen_at=now)


def newest_said(conversation: Conversation) -> int:
    """The id of the newest message between the customer and us; 0 when nothing was said yet."""
    said = Message.objects.filter(conversation=conversation, kind__in=SAID)
    newest: int | None = said.aggregate(newest=Max("pk"))["newest"]
    return newest or 0


def newest_merge(conversation: Conversation) -> int:
    """The id of what was put into it last; 0 for nothing. What came along may be older than all that
    was here, so that no message's id tells of it.
    """
    merges = Merge.objects.filter(target=conversation, undone_at__isnull=True)
    newest: int | None = merges.aggregate(newest=Max("pk"))["newest"]
    return newest or 0


def refuse_if_merged_unseen(conversation: Conversation, seen_merge_id: int) -> None:
    """Nobody answers over a conversation that was put into this one while they wrote."""
    if newest_merge(conversation) > seen_merge_id:
        raise MergeUnseen


def refuse_if_merged_since(conversation: Conversation, drawn_at: datetime) -> None:
    """The same, for who saw no more of it than its line in a list."""
    merges = Merge.objects.filter(target=conversation, undone_at__isnull=True)
    if merges.filter(at__gt=drawn_at).exists():
        raise MergeUnseen


def refuse_if_unseen(conversation: Conversation, last_seen_id: int) -> None:
    """Nobody answers, or closes, over a message of the customer or a colleague that they did not see."""
    if newest_said(conversation) > last_seen_id:
        raise NewerMessageUnseen
