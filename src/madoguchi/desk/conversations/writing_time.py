"""How long somebody typed a reply: the time between two savings of its draft, while they follow closely.

A composer saves at each rest in typing. What lies between a saving and the one before it was spent on
this draft when nothing else of the same person was saved meanwhile: each of them takes the person's pen,
so that no moment counts twice, from however many windows and conversations, and none that did not pass.
"""

from datetime import datetime, timedelta

from madoguchi.desk.conversations.models import Conversation, SavedDraft
from madoguchi.desk.people.models import Person

LONGEST_REST = timedelta(seconds=60)  # whoever rests for longer reads, asks or is away
# The draft as it is, when the pen was taken up before, and the pen taken: one at a time, one statement.
TAKEN = """with before as (
  select at from conversations_pen where person_id = %(person)s for update
), taken as (
  insert into conversations_pen (person_id, at)
  select %(person)s, %(now)s from (values (1)) one left join before on true
  on conflict (person_id) do update set at = greatest(conversations_pen.at, excluded.at)
)
select d.*, before.at as pen_at from conversations_saveddraft d left join before on true
where d.conversation_id = %(of)s and d.person_id = %(person)s"""


def with_the_pen(*, conversation: Conversation, person: Person, now: datetime) -> SavedDraft | None:
    """The person's draft in the conversation, which the caller holds, with the time since its last saving.

    That is added to `written_seconds` in memory: whoever saves the draft with other words keeps it.
    """
    given = {"person": person.pk, "of": conversation.pk, "now": now}
    draft = next(iter(SavedDraft.objects.raw(TAKEN, given)), None)
    if draft is not None and draft.body:
        draft.written_seconds += seconds(draft.at, getattr(draft, "pen_at", None), now)
    return draft


def seconds(saved_at: datetime, pen_at: datetime | None, now: datetime) -> float:
    """What counts of the time until now, since the draft was saved and the pen was taken up; 0 for a rest."""
    if pen_at is None:
        return 0.0
    passed = now - max(saved_at, pen_at)
    return passed.total_seconds() if timedelta() < passed <= LONGEST_REST else 0.0
