"""Counting the words of a client's messages, some at a time, and suggesting what was learned."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction

from madoguchi.desk.clients.models import Term, TermSuggestion
from madoguchi.desk.conversations.models import Message
from madoguchi.desk.expectations.learning import (
    Pair,
    Suggestion,
    Use,
    is_of_trade,
    of_meanings,
    usual,
)
from madoguchi.desk.expectations.models import Side, WordReading, WordUse
from madoguchi.engines.japanese import Meaning, meanings

BATCH = 300  # messages: about a second
BATCHES_AT_ONCE = 10
READ = 2_000  # characters of each
EXAMPLES = 3
PAIR = 2  # words
SIDES = {Message.Kind.CUSTOMER.value: Side.THEM, Message.Kind.REPLY.value: Side.US}


def learn(*, client_id: int, now: datetime) -> int:
    """Count the words of what came since the last time, a few batches; how many messages were read."""
    read = 0
    for _ in range(BATCHES_AT_ONCE):
        seen = learn_batch(client_id=client_id, now=now)
        read += seen
        if seen < BATCH:
            break
    return read


@transaction.atomic
def learn_batch(*, client_id: int, now: datetime) -> int:
    """The next messages of the client; suggestions follow for the meanings that were in them."""
    WordReading.objects.get_or_create(client_id=client_id)
    reading = WordReading.objects.select_for_update().get(client_id=client_id)
    later = Message.objects.filter(client_id=client_id, pk__gt=reading.done_up_to).order_by("pk")
    messages = list(later.values_list("pk", "conversation_id", "kind", "text")[:BATCH])
    if not messages:
        return 0
    reading.done_up_to = messages[-1][0]
    reading.save(update_fields=["done_up_to"])
    touched = _count(client_id, messages)
    _suggest(client_id, touched, now)
    return len(messages)


def _count(client_id: int, messages: Iterable[tuple[int, int, str, str]]) -> set[int]:
    """Add to the counts; the meanings that were there come back."""
    found: dict[tuple[int, str, str], list[tuple[Pair, str]]] = defaultdict(list)
    for pk, conversation_id, kind, text in messages:
        side = SIDES.get(kind)
        if side is not None:
            for one in _once(meanings(text[:READ])):
                found[one.number, side.value, one.word].append(((conversation_id, pk), one.spelled))
    touched = {meaning for meaning, _, _ in found}
    rows = WordUse.objects.filter(client_id=client_id, meaning__in=touched)
    known = {(row.meaning, row.side, row.word): row for row in rows}
    for key, said in found.items():
        row = known.get(key) or WordUse(
            client_id=client_id, meaning=key[0], side=key[1], word=key[2], count=0
        )
        row.count += len(said)
        row.spelled = said[-1][1]
        newest = [pair for pair, _ in reversed(said)]
        row.examples = [*newest, *row.examples][:EXAMPLES]
        known[key] = row
    changed = [known[key] for key in found]
    WordUse.objects.bulk_create([row for row in changed if row.pk is None])
    kept = [row for row in changed if row.pk is not None]
    WordUse.objects.bulk_update(kept, ["count", "spelled", "examples"])
    return touched


def _once(found: Iterable[Meaning]) -> Iterable[Meaning]:
    """One spelling of each word: a message counts once, however often it says it."""
    return {(one.number, one.word): one for one in sorted(found)}.values()


def _suggest(client_id: int, touched: set[int], now: datetime) -> None:
    uses = WordUse.objects.filter(client_id=client_id, meaning__in=touched)
    learned = of_meanings(
        (row.meaning, row.side, row.word, Use(row.spelled, row.count, _pairs(row.examples)))
        for row in uses
    )
    terms = Term.objects.filter(client_id=client_id).values_list("avoided", "preferred")
    settled = {word for pair in terms for word in pair}
    settled |= usual(*settled)
    known = _known(client_id)
    for one in learned:
        if settled.isdisjoint((*one.words, one.preferred.spelled, one.avoided.spelled)):
            written = frozenset({one.preferred.spelled, one.avoided.spelled})
            _keep(client_id, one, known.get(one.words) or known.get(written), now)


def _known(client_id: int) -> dict[frozenset[str], TermSuggestion]:
    """What was suggested, by both words as they were written and in their usual spelling.

    What would not be suggested any more, or twice, is withdrawn.
    """
    known: dict[frozenset[str], TermSuggestion] = {}
    rows = list(TermSuggestion.objects.filter(client_id=client_id).order_by("pk"))
    for row in sorted(rows, key=lambda one: one.state == TermSuggestion.State.OPEN):
        words = usual(row.preferred, row.avoided)
        if words not in known and len(words) == PAIR and is_of_trade(words):
            known[words] = known[frozenset({row.preferred, row.avoided})] = row
        elif row.state == TermSuggestion.State.OPEN:
            TermSuggestion.objects.filter(pk=row.pk, state=TermSuggestion.State.OPEN).delete()
        else:
            known.setdefault(frozenset({row.preferred, row.avoided}), row)
    return known


def _keep(client_id: int, one: Suggestion, kept: TermSuggestion | None, now: datetime) -> None:
    """Suggested anew, or with the newest counts; what was decided stays decided, however it is spelled."""
    said: dict[str, Any] = {
        "preferred": one.preferred.spelled,
        "avoided": one.avoided.spelled,
        "their_count": one.preferred.count,
        "our_count": one.avoided.count,
        "their_examples": one.preferred.examples,
        "our_examples": one.avoided.examples,
        "counted_at": now,
    }
    if kept is None:
        TermSuggestion.objects.create(client_id=client_id, **said)
    else:
        TermSuggestion.objects.filter(pk=kept.pk, state=TermSuggestion.State.OPEN).update(**said)


def _pairs(examples: list[list[int]]) -> tuple[Pair, ...]:
    return tuple((int(conversation), int(message)) for conversation, message in examples)
