"""Who else is there."""

from datetime import datetime

from madoguchi.desk.conversations.composer_rows import PresentRow
from madoguchi.desk.conversations.models import Conversation, Presence
from madoguchi.desk.conversations.presence import GONE_AFTER
from madoguchi.desk.people.models import Person


def present_in(
    conversation: Conversation, *, besides: Person, now: datetime
) -> tuple[PresentRow, ...]:
    """The others who have the conversation open, those who write first."""
    # Nobody is there from a time that is still to come: the machine's clock was set back.
    here = Presence.objects.filter(
        conversation=conversation, at__gt=now - GONE_AFTER, at__lt=now + GONE_AFTER
    )
    others = here.exclude(person=besides).select_related("person")
    return tuple(
        PresentRow(
            pk=one.person_id,
            name=one.person.family_name,
            is_writing=one.is_writing,
            seconds_left=max(1, int((min(one.at, now) + GONE_AFTER - now).total_seconds())),
        )
        for one in others.order_by("-is_writing", "person_id")
    )
