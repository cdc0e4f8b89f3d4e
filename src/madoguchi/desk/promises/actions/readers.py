"""Who can owe something in a direct thread: whoever takes part in it, and the client's directors."""

from datetime import datetime

from madoguchi.desk.platform.postgresql import prepared
from madoguchi.desk.platform.refusals import Refusal

# As the policies of rooms have it (takes_part), asked of somebody else than who asks. The thread is
# read from the floor above by its table, as a string key points there.
KEPT_OUT = """select exists (select from conversations_conversation c
where c.id = %(of)s::bigint and c.channel = 'direct'
  and not exists (select from rooms_participant p
    where p.conversation_id = c.id and p.person_id = %(person)s::bigint)
  and not exists (select from clients_assignment a
    where a.client_id = c.client_id and a.person_id = %(person)s and a.role = 'director'
    and a.starts_at <= %(now)s::timestamptz and (a.ends_at is null or a.ends_at > %(now)s)))"""


class TakesNoPart(Refusal):
    """この個別スレッドに参加していない人は担当にできません。参加している人か、ディレクターを選んでください。"""


def refuse_unless_reads(person_id: int, conversation_id: int | None, now: datetime) -> None:
    """Raises TakesNoPart for somebody to whom the thread, and all that hangs on it, is hidden."""
    if not reads(person_id, conversation_id, now):
        raise TakesNoPart


def reads(person_id: int, conversation_id: int | None, now: datetime) -> bool:
    """Whether this person of ours reads it, as far as it is between few; asked by who reads it too."""
    if conversation_id is None:
        return True
    given = {"of": conversation_id, "person": person_id, "now": now}
    return not prepared.row_of(KEPT_OUT, given)[0]
