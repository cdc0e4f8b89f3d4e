"""The guard at 40, 400 and 4,000 characters, alone and after a conversation; textlint on the same texts."""

import time

from bench import linting
from bench.drafts import drafts
from bench.figures import Figure, timed
from bench.world import World
from madoguchi.engines.rulebook import Draft, check

# (characters, how many texts): as many as make a p95 of use in a minute.
SIZES = ((40, 300), (400, 300), (4_000, 80))
WARM_UP = 20
SAID_BEFORE, SAID_LENGTH = 6, 200
HOSTILE = ("1" * 100_000, "「" * 33_000, "確認します。" * 5_500, "http://a " * 11_000)
CONTEXT = {
    "sent_at": "2026-11-20T14:36:00+09:00",
    "working_hours": {"days": [1, 2, 3, 4, 5], "open": "10:00", "close": "19:00"},
}


def measure(_world: World) -> list[Figure]:
    """One process each, warm; every text is read once."""
    figures: list[Figure] = []
    for characters, count in SIZES:
        texts = drafts(WARM_UP + count, characters)
        said = drafts((WARM_UP + count) * SAID_BEFORE, SAID_LENGTH, seed=characters)
        figures += timed(f"guard, {characters:,} characters", _seconds(texts, []))
        figures += timed(f"guard, {characters:,} after 6 messages", _seconds(texts, said))
        if beside := linting.seconds(texts, warm_up=WARM_UP):
            figures += timed(f"textlint, {characters:,} characters", beside)
    slowest = max(_of(Draft(text)) for text in HOSTILE)
    return [*figures, Figure("guard, 100 kB to hurt it, slowest", 1000 * slowest, "ms")]


def _seconds(texts: list[str], said: list[str]) -> list[float]:
    """How long each text takes after the warm-up, each after messages of its own."""
    conversations = [said[start :: len(texts)] for start in range(len(texts))]
    records = [
        {"text": text, "context": {**CONTEXT, "previous": _previous(before)}}
        for text, before in zip(texts, conversations, strict=True)
    ]
    took = [_of(Draft.from_record(record)) for record in records]
    return took[WARM_UP:]


def _previous(said: list[str]) -> list[dict[str, str]]:
    sides = ("them", "me")
    return [
        {"from": sides[number % 2], "text": text, "at": f"2026-11-20T1{number}:00:00+09:00"}
        for number, text in enumerate(said)
    ]


def _of(draft: Draft) -> float:
    begun = time.perf_counter()
    check(draft)
    return time.perf_counter() - begun
