"""What the words stand in when it is none of what a row shows: a tag, a file's name, an address, a signature."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db import connection

from madoguchi.desk.search.queries.marking import LONGEST_READ, is_marked, snippet
from madoguchi.desk.search.rows import Beside
from madoguchi.desk.search.saying import unquoted

AROUND = """
select m.id, u.email, m.sender_name, m.sender_address, left(m.text, %s), left(m.quoted_text, %s),
  array(select t.name from conversations_conversationtag x join conversations_tag t on t.id = x.tag_id
        where x.conversation_id = m.conversation_id order by t.name),
  array(select a.name from conversations_attachment a where a.message_id = m.id order by a.position)
from conversations_message m
join conversations_conversation c on c.id = m.conversation_id
join conversations_customer u on u.id = c.customer_id
where m.id = any(%s)
"""


@dataclass(frozen=True, slots=True)
class Around:
    """A message's surroundings."""

    customer_address: str
    sender_name: str
    sender_address: str
    text: str
    whole_text: str
    tags: list[str]
    files: list[str]

    def marked(self, asked: str, *, read: int) -> tuple[Beside, ...]:
        """Those of them that answer the question."""
        pieces = (Beside(icon, snippet(text, asked, read=read)) for icon, text in self._texts())
        return tuple(one for one in pieces if is_marked(one.text))

    def _texts(self) -> Iterator[tuple[str, str]]:
        yield from (("tag", name) for name in self.tags)
        yield from (("paperclip", name) for name in self.files)
        yield "at-sign", self.customer_address
        if self.sender_address != self.customer_address:
            yield "at-sign", f"{self.sender_name} {self.sender_address}"
        yield "signature", unquoted(self.whole_text, self.text)


def around_messages(message_ids: Iterable[int | None]) -> dict[int | None, Around]:
    """By the messages' ids, in one query."""
    with connection.cursor() as cursor:
        cursor.execute(AROUND, [LONGEST_READ, LONGEST_READ, list(message_ids)])
        return {pk: Around(*values) for pk, *values in cursor.fetchall()}
