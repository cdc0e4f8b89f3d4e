"""One question and its answer, written down in a few lines: the weeks behind the story."""

from datetime import datetime, timedelta
from inspect import cleandoc

from madoguchi.desk.demo.story.entries import closed, day, mail
from madoguchi.desk.demo.story.shapes import Conversation, Entry, Guarded

PLAIN = Guarded()


def exchange(
    of: tuple[str, str],
    when: tuple[int, str],
    author: str,
    subject: str,
    asked: str,
    answered: str,
    guarded: Guarded = PLAIN,
    *,
    reason: str = "",
) -> Conversation:
    """`of` client and customer; asked at that clock time so many open days ago, answered and closed soon."""
    client, customer = of
    days_ago, clock = when
    answer = Entry(
        kind="reply",
        at=day(days_ago, _later(clock, 17)),
        text=cleandoc(answered),
        author=author,
        reason=reason,
        guarded=guarded,
    )
    return Conversation(
        key=f"{client}-{customer}-{days_ago}",
        client=client,
        customer=customer,
        subject=subject,
        owner=author,
        entries=(mail(day(days_ago, clock), asked), answer),
        closed=closed(day(days_ago, _later(clock, 18)), author),
    )


def _later(clock: str, minutes: int) -> str:
    return f"{datetime.strptime(clock, '%H:%M') + timedelta(minutes=minutes):%H:%M}"  # noqa: DTZ007 -- a clock's face
