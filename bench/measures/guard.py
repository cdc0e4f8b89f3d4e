"""The guard on a text of 400 characters, as the composer asks for while somebody types."""

import time

from bench.figures import Figure, timed
from bench.world import World
from madoguchi.engines.rulebook import Draft, check

TIMES = 300
LONG = 395  # and a number of five digits, so that no text comes twice
CONTEXT = {
    "sent_at": "2026-11-20T14:36:00+09:00",
    "working_hours": {"days": [1, 2, 3, 4, 5], "open": "10:00", "close": "19:00"},
}
TEXT = (
    "お問い合わせありがとうございます。"
    "ご注文の商品につきまして、倉庫に確認しております。"
    "在庫が確認でき次第、折り返しご連絡いたします。"
    "なるべく早くお届けできるよう手配いたしますので、少々お待ちください。"
    "11月26日(木)までに、交換の可否をメールでお返事いたします。"
)


def measure(_world: World) -> list[Figure]:
    """One process, warm."""
    long = (TEXT * 4)[:LONG]
    drafts = [
        Draft.from_record({"text": f"{long}{number:05}", "context": CONTEXT})
        for number in range(TIMES)
    ]
    for draft in drafts[:20]:
        check(draft)
    return timed("guard, 400 characters", [_seconds(draft) for draft in drafts])


def _seconds(draft: Draft) -> float:
    begun = time.perf_counter()
    check(draft)
    return time.perf_counter() - begun
