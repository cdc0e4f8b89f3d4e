"""What the product can measure by itself for a sheet: from its own clocks, events and checks."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from madoguchi.desk.platform.words import later

_ANY_NUMBER = re.compile(r"(?<![A-Za-z])N(?![A-Za-z])")  # not one inside of a word
FREE = ""  # no measure of ours: somebody writes down what it stands at
PERCENT, MINUTES = "%", "分"


@dataclass(frozen=True, kw_only=True)
class Measure:
    """One thing that is computed. `within` names the unit of its number, "" where it needs none."""

    key: str
    label: Any
    about: Any  # what is counted, so that both sides mean the same
    unit: str = PERCENT
    comparison: str = "at_least"
    within: str = ""
    longest: int = 0  # the largest number that `within` takes

    def about_of(self, number: int | None) -> str:
        """What is counted, with the number that a sheet gives it."""
        return with_number(str(self.about), number)


def with_number(words: str, number: int | None) -> str:
    """「60分以内」 of 「N分以内」."""
    return words if number is None else _ANY_NUMBER.sub(str(number), words)


MEASURES: Mapping[str, Measure] = {
    one.key: one
    for one in (
        Measure(
            key="first_reply_within",
            label=later("初回返信（N分以内の割合）"),
            about=later(
                "その月に届いた対応のうち、最初の返信が営業時間でN分以内だった割合。"
                "返信不要のものと、まだN分たっていないものは数えません。"
            ),
            within="minutes",
            longest=10_000,
        ),
        Measure(
            key="first_reply_median",
            label=later("初回返信までの時間（中央値）"),
            about=later(
                "その月に届いた対応の、最初の返信までの営業時間での分数。その真ん中の値です。"
            ),
            unit=MINUTES,
            comparison="at_most",
        ),
        Measure(
            key="resolved_within",
            label=later("解決（N時間以内の割合）"),
            about=later(
                "その月に始まった対応のうち、N時間以内に完了した割合。夜間と休日も数えます。"
                "完了したあとで再開した対応は、最後の完了までを数えます。"
            ),
            within="hours",
            longest=2_000,
        ),
        Measure(
            key="resolved_within_open",
            label=later("解決（営業時間でN時間以内の割合）"),
            about=later("その月に始まった対応のうち、営業時間で数えてN時間以内に完了した割合。"),
            within="hours",
            longest=2_000,
        ),
        Measure(
            key="promises_kept",
            label=later("約束を守った割合"),
            about=later(
                "その月に期限が来た当社の約束のうち、期限までに果たした割合。取り下げた約束は数えません。"
            ),
        ),
        Measure(
            key="guard_kept",
            label=later("ルールを守った割合"),
            about=later(
                "その月に送った文面のうち、ガードの指摘（注意以上）を残さずに送った割合。"
                "誤りと判定された指摘は数えません。"
            ),
        ),
    )
}
