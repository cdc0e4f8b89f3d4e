"""The files that were given in the client's room, as far as its reader may see the threads."""

from madoguchi.desk.platform.postgresql import prepared
from madoguchi.desk.portal.requested import FileRow, FilesPage

PAGE = 50
LARGEST = 2**62
# A room's threads are few beside the client's mails, and its messages lead to the files.
FILES = """select a.id, a.name, a.content_type, a.size, a.scan, a.confidentiality, m.at, m.sender_name,
  c.id, m.id, c.subject
from conversations_conversation c
join conversations_message m on m.conversation_id = c.id and m.kind in ('customer', 'reply')
join conversations_attachment a on a.message_id = m.id
where c.client_id = %(client)s::bigint and c.channel <> 'mail' and a.id < %(before)s::bigint
  and (%(thread)s::bigint is null or c.id = %(thread)s::bigint)
order by a.id desc limit %(most)s::int"""


def files_page(client_id: int, before: int | None = None, most: int = PAGE) -> FilesPage:
    """The newest below this id; asked inside of the member's own wall. One query."""
    rows = _found(client_id, None, before, most + 1)
    return FilesPage(rows[:most], rows[most - 1].pk if len(rows) > most else 0)


def files_of_thread(client_id: int, thread_pk: int) -> tuple[FileRow, ...]:
    """Those of one thread, the newest first; one query."""
    return _found(client_id, thread_pk, None, PAGE)


def _found(
    client_id: int, thread: int | None, before: int | None, most: int
) -> tuple[FileRow, ...]:
    given = {
        "client": client_id,
        "thread": thread,
        "before": min(before or LARGEST, LARGEST),
        "most": most,
    }
    return tuple(FileRow(*row) for row in prepared.rows_of(FILES, given))
