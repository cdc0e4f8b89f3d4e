"""What was said in one client's room, by its words: for readers of both sides, each inside their own wall."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from madoguchi.desk.platform import walls
from madoguchi.desk.platform.postgresql import prepared
from madoguchi.desk.rooms.rows import Found, FoundRow
from madoguchi.desk.search.asking import Question, question_of
from madoguchi.desk.search.marks import mark_of
from madoguchi.desk.search.queries.marking import snippet
from madoguchi.desk.search.vocabulary import others_in_sight
from madoguchi.engines.japanese import index_terms

MOST = 40
ROUNDS = 10  # of so many messages, where a word stands beside them and not in them
MOST_BETWEEN_FEW = 300  # messages: of direct threads no index knows the words, they are read anew
END = datetime.max.replace(tzinfo=UTC), 0
Place = tuple[datetime, int]
# The room leads to its messages, and each of them to its entry: an index on the words of all mails
# of the client would be the longer way.
INDEXED = """select m.id, m.at
from conversations_conversation c
join conversations_message m on m.conversation_id = c.id
cross join lateral (select e.words from search_entry e where e.message_id = m.id offset 0) known
where c.client_id = %(client)s::bigint and c.channel = 'room' and m.kind in ('customer', 'reply')
  and (m.at, m.id) < (%(at)s::timestamptz, %(before)s::bigint)
  and known.words @@ %(asked)s::tsquery
order by m.at desc, m.id desc limit %(most)s::int"""
BETWEEN_FEW = """select m.id
from conversations_conversation c
join conversations_message m on m.conversation_id = c.id
where c.client_id = %(client)s::bigint and c.channel = 'direct' and m.kind in ('customer', 'reply')
order by m.at desc, m.id desc limit %(most)s::int"""
SAID = """select m.id, c.id, c.subject, m.sender_name, m.at, m.text,
  array(select a.name from conversations_attachment a where a.message_id = m.id
    order by a.position, a.id)
from conversations_message m join conversations_conversation c on c.id = m.conversation_id
where m.id = any(%(messages)s::bigint[]) and c.channel <> 'mail'
order by m.at desc, m.id desc"""
HOLDS = """select said.place
from unnest(%(words)s::text[]) with ordinality said (words, place)
where said.words::tsvector @@ %(asked)s::tsquery order by said.place"""


class _Said(NamedTuple):
    """A message as its reader may see it, in the columns' order."""

    pk: int
    thread_pk: int
    title: str
    author: str
    at: datetime
    text: str
    files: list[str]


def found_in_room(client_id: int, find: str) -> Found:
    """The newest messages whose text, title, writer or file's name holds every word.

    Asked inside of the reader's own wall. What else an entry is found by, our tags, is not theirs to ask.
    """
    question = question_of({"q": find})
    if not question.words:
        return Found()
    asked = _asked(question)
    few, has_more = _between_few(client_id, asked)
    found = sorted(
        (*few, *_in_open(client_id, asked)), key=lambda one: (one.at, one.pk), reverse=True
    )
    rows = tuple(_row(one, question.q) for one in found[:MOST])
    return Found(rows, has_more or len(found) > MOST)


def _asked(question: Question) -> str:
    with walls.as_the_desk():  # the client's vocabulary is the desk's
        return question.words_besides(others_in_sight(question.q))


def _in_open(client_id: int, asked: str) -> list[_Said]:
    """Of the threads for all, one more than is shown."""
    found: list[_Said] = []
    place: Place = END
    for _ in range(ROUNDS):
        given = {
            "client": client_id,
            "asked": asked,
            "at": place[0],
            "before": place[1],
            "most": MOST + 1,
        }
        with walls.as_the_desk():
            named = prepared.rows_of(INDEXED, given)
        found += _holding(client_id, [pk for pk, _ in named], asked)
        if len(named) <= MOST or len(found) > MOST:
            break
        place = named[-1][1], named[-1][0]
    return found


def _between_few(client_id: int, asked: str) -> tuple[list[_Said], bool]:
    """Of the direct threads that the reader takes part in; and whether there is more than was read."""
    given = {"client": client_id, "most": MOST_BETWEEN_FEW + 1}
    newest = [pk for (pk,) in prepared.rows_of(BETWEEN_FEW, given)]
    return _holding(client_id, newest[:MOST_BETWEEN_FEW], asked), len(newest) > MOST_BETWEEN_FEW


def _holding(client_id: int, pks: Sequence[int], asked: str) -> list[_Said]:
    """Those of the messages that their reader may see, and that hold the words themselves."""
    if not pks:
        return []
    said = [_Said(*row) for row in prepared.rows_of(SAID, {"messages": list(pks)})]
    words = [index_terms(*_texts(one), marks=(mark_of(client_id),)) for one in said]
    places = prepared.rows_of(HOLDS, {"words": words, "asked": asked})
    return [said[place - 1] for (place,) in places]


def _texts(said: _Said) -> Iterator[str]:
    yield said.title
    yield said.author
    yield said.text
    yield from said.files


def _row(one: _Said, asked: str) -> FoundRow:
    return FoundRow(
        pk=one.pk,
        thread_pk=one.thread_pk,
        thread_title=one.title,
        author=one.author,
        at=one.at,
        snippet="".join(piece.text for piece in snippet(one.text, asked)),
    )
