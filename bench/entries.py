"""The search entries of made-up messages, as the product would write them: no hours of taking texts apart.

Made-up texts differ by their conversation's number and little else. Each text without its number is
taken apart once, by the product; PostgreSQL puts the numbers back in.
"""

from typing import Any

from psycopg import Connection

from bench.place import Place
from madoguchi.engines.japanese import VERSION, index_terms

SEPARATOR = "\x1f"
CHECKED = 200  # messages

# In the order of texts_of, in src/madoguchi/desk/search/saying.py. 77777777 stands for the number.
TAGGED = """
analyze conversations_message, conversations_conversation, conversations_customer, conversations_attachment;
create temp table tagged as
select x.conversation_id, string_agg(t.name, chr(31) order by t.name) as names,
       string_agg(' T' || t.id, '') as marks
from conversations_conversationtag x join conversations_tag t on t.id = x.tag_id group by 1;
analyze tagged
"""
SAID = """
create temp view masked as
select m.id, replace(
  concat_ws(chr(31), c.subject, u.name, u.email,
    case when m.kind = 'customer' and m.sender_name <> u.name then m.sender_name end,
    m.text, m.quoted_text, a.name, t.names), c.id::text, '77777777') as texts
from conversations_message m
join conversations_conversation c on c.id = m.conversation_id
join conversations_customer u on u.id = c.customer_id
left join conversations_attachment a on a.message_id = m.id
left join tagged t on t.conversation_id = c.id;
create temp table said as select id, md5(texts)::uuid as key from masked;
create temp table taken_apart (key uuid primary key, words text)
"""
KINDS = "select key, min(id) from said group by key"
TEXTS = "select id, texts from masked where id = any(%s)"
AT_ONCE = 2_000
# As marks.py marks them: whose, when, how tagged.
KEEP = """
insert into search_entry (id, client_id, conversation_id, message_id, kind, at, words, version)
select m.id, m.client_id, m.conversation_id, m.id, m.kind, m.at,
  (replace(words, '77777777', m.conversation_id::text)
   || format(' C%%1$s C%%1$sW%%2$s C%%1$sM%%3$s C%%1$sY%%4$s W%%2$s M%%3$s Y%%4$s',
        m.client_id, day / 7, day / 28, day / 364) || coalesce(t.marks, ''))::tsvector, %s
from conversations_message m
join said using (id)
join taken_apart using (key)
left join tagged t on t.conversation_id = m.conversation_id,
lateral (select floor(extract(epoch from m.at) / 86400)::bigint as day) d
"""
LOOKED_AT = """
insert into search_progress (client_id, version, done_up_to)
select id, %s, (select max(id) from conversations_message) from clients_client
"""
# In the product's own environment: writes the same entries again, compares, and takes it back.
COMPARE = """
import sys
from madoguchi.commands import desk
desk.set_up()
from django.db import connection, transaction
from madoguchi.desk.platform import walls
from madoguchi.desk.search.actions.entries import index_messages
from madoguchi.desk.search.actions.reindexing import client_ids
ENTRIES = "select message_id, client_id, conversation_id, kind, at, words::text, version from search_entry"
def entries():
    cursor.execute(ENTRIES + " where message_id = any(%s) order by message_id", [ids])
    return cursor.fetchall()
with walls.transaction(client_ids()), connection.cursor() as cursor:
    cursor.execute("select id from conversations_message order by md5(id::text) limit %s", [sys.argv[1]])
    ids = [pk for (pk,) in cursor.fetchall()]
    made_up = entries()
    index_messages(ids)
    print(sum(one != other for one, other in zip(made_up, entries(), strict=True)))
    transaction.set_rollback(True)
"""


def write(connection: Connection[Any]) -> None:
    """An entry for each message."""
    connection.execute(TAGGED)
    connection.execute(SAID)
    kinds = {pk: key for key, pk in connection.execute(KINDS)}
    every = list(kinds)
    for start in range(0, len(every), AT_ONCE):
        found = connection.execute(TEXTS, [every[start : start + AT_ONCE]]).fetchall()
        rows = [(kinds[pk], index_terms(*texts.split(SEPARATOR))) for pk, texts in found]
        with connection.cursor() as cursor:
            cursor.executemany("insert into taken_apart values (%s, %s)", rows)
    connection.execute("analyze said; analyze taken_apart")
    connection.execute(KEEP, [VERSION])
    connection.execute(LOOKED_AT, [VERSION])


def unlike_the_products(place: Place, size: int) -> int:
    """How many of CHECKED entries, drawn from everywhere, the product would write otherwise."""
    return int(place.run(size, "-c", COMPARE, str(CHECKED)))
