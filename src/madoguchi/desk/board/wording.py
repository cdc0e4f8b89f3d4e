"""How the lists behind the figures are called."""

from collections.abc import Mapping
from typing import Any

from madoguchi.desk.platform.words import later

WAITS_WORDS: Mapping[str, Any] = {
    "ended": later("返信を待たせた対応"),
    "missed": later("期限を過ぎた対応"),
    "first": later("初回返信"),
}
WRITTEN_WORDS: Any = later("今日の入力時間")
BALLS_WORDS: Mapping[str, Any] = {
    "": later("自社のボール"),
    "overdue": later("期限切れ"),
    "late": later("遅延"),
}
