"""Looking for words in one room."""

from datetime import datetime
from typing import NamedTuple

from madoguchi.desk.platform.postgresql import prepared
from madoguchi.desk.rooms.rows import Found, FoundRow

MOST = 40
MOST_WORDS = 6
AROUND = 40  # characters before the first word that was looked for
LONGEST_SNIPPET = 120
# A room holds some thousands of messages at most: read by its threads, newest first.
FOUND = f"""select m.id, c.id, c.subject, m.sender_name, m.at, m.text
from conversations_conversation c join conversations_message m on m.conversation_id = c.id
where c.client_id = %(client)s::bigint and c.channel <> 'mail' and m.kind in ('customer', 'reply')
  and not exists (select from unnest(%(words)s::text[]) w
    where position(lower(w) in lower(m.text || ' ' || c.subject || ' ' || m.sender_name)) = 0
    and not exists (select from conversations_attachment a where a.message_id = m.id
      and position(lower(w) in lower(a.name)) > 0))
order by m.at desc, m.id desc limit {MOST + 1}"""  # noqa: S608 -- a number


class _Found(NamedTuple):
    """A message, as the columns above name it."""

    pk: int
    thread_pk: int
    title: str
    author: str
    at: datetime
    text: str


def found_in(client_id: int, find: str) -> Found:
    """The room's newest messages that hold every word, in text, title, writer or a file's name."""
    words = find.split()[:MOST_WORDS]
    if not words:
        return Found()
    rows = prepared.rows_of(FOUND, {"client": client_id, "words": words})
    return Found(tuple(_row(_Found(*row), words) for row in rows[:MOST]), len(rows) > MOST)


def _row(one: _Found, words: list[str]) -> FoundRow:
    text = " ".join(one.text.split())
    places = [place for word in words if (place := text.lower().find(word.lower())) >= 0]
    begin = max(0, min(places, default=0) - AROUND)
    return FoundRow(
        pk=one.pk,
        thread_pk=one.thread_pk,
        thread_title=one.title,
        author=one.author,
        at=one.at,
        snippet=("…" if begin else "") + text[begin : begin + LONGEST_SNIPPET],
    )
