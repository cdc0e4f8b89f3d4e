"""The text of a scheduled reply is changed in a composer, while the reply itself goes on waiting."""

from datetime import datetime

from django.db import transaction

from madoguchi.desk.conversations import drafts, replacing
from madoguchi.desk.conversations.actions import scheduling
from madoguchi.desk.conversations.actions.replies import ComposerTaken
from madoguchi.desk.conversations.models import ScheduledReply
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform.refusals import Refusal


class NotChanging(Refusal):
    """この送信予約の文面は、いま直していません。"""


@transaction.atomic
def edit_scheduled(*, scheduled_reply_id: int, person: Person, now: datetime) -> ScheduledReply:
    """A copy is this person's draft, which must not be in the way of another.

    Until that is scheduled, sent or given to a director, the schedule stays: whoever leaves their
    desk meanwhile breaks no word.
    """
    scheduled = scheduling.open_one(scheduled_reply_id, person, now)
    if drafts.draft_body(conversation=scheduled.conversation, person=person).strip():
        raise ComposerTaken
    replacing.begin(scheduled, person, now)
    return scheduled


@transaction.atomic
def keep_scheduled(*, scheduled_reply_id: int, person: Person, now: datetime) -> ScheduledReply:
    """It leaves as it stands; the copy leaves this person's composer."""
    scheduled = scheduling.open_one(scheduled_reply_id, person, now)
    if scheduled.changed_by_id != person.pk:
        raise NotChanging
    replacing.drop(scheduled)
    return scheduled
