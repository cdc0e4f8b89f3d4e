"""What mail is late and why: replies that no server takes, mailboxes that cannot be fetched from."""

from collections.abc import Iterator
from datetime import datetime

from psycopg import Connection
from psycopg.rows import TupleRow

from madoguchi.desk.operations.finding import Finding, bad

# A server's words are left out where they might name a customer.
REPLIES = """
select sender, count(*), min(failing_since),
       (array_agg(case when last_error like '%@%' then '' else last_error end order by id))[1]
  from mail_outgoingmail where state = 'queued' and failing_since is not null
 group by sender order by 3, 1
"""
MAILBOXES = """
select a.address, m.trouble_since, m.trouble
  from mail_mailbox m join clients_address a on a.id = m.address_id
 where m.active and m.trouble <> '' order by 2, 1
"""


def examine(session: Connection[TupleRow]) -> Iterator[Finding]:
    """One line for each address whose mail is late; none when all is on its way."""
    for sender, mails, since, words in session.execute(REPLIES).fetchall():
        at, why = _moment(since), words or "—"
        yield bad(
            f"送信が遅れています：{sender} から {mails} 通、{at} から。理由：{why} サーバーが戻ると自動で送ります。",
            f"{mails} replies of {sender} wait since {at}: {why}; they leave once the server takes them.",
        )
    for address, since, words in session.execute(MAILBOXES).fetchall():
        at = _moment(since)
        yield bad(
            f"受信が遅れています：{address}、{at} から。理由：{words} メールは相手のサーバーに残っています。",
            f"{address} is not fetched since {at}: {words}; its mail stays on its server.",
        )


def _moment(at: datetime) -> str:
    """With its offset: whoever reads this may sit anywhere."""
    return at.astimezone().isoformat(" ", "minutes")
