"""The story's six client companies: addresses, hours, words and how strict each of them is."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TypedDict

from madoguchi.desk.demo.story.shapes import Client, Hours, Range, Targets

_EVERY_DAY = ("1", "2", "3", "4", "5", "6", "7")
_ROUND_THE_CLOCK: Sequence[Range] = [["00:00", "24:00"]]


class Calendar(TypedDict):
    """A calendar as `madoguchi due --calendar` reads it; weekdays are ISO, 1 is Monday."""

    tz: str
    weekly: dict[str, list[list[str]]]
    holidays: str | None
    closed: list[str]
    open_extra: dict[str, list[list[str]]]


def calendar(hours: Hours, today: date) -> Calendar:
    """The hours written out as a calendar for last year, this year and the next."""
    years = range(today.year - 1, today.year + 2)
    return {
        "tz": hours.tz,
        "weekly": {weekday: _ranges(hours.weekly.get(weekday, ())) for weekday in _EVERY_DAY},
        "holidays": hours.holidays,
        "closed": [f"{year}-{day}" for year in years for day in sorted(hours.closed_each_year)],
        "open_extra": {
            f"{year}-{day}": _ranges(ranges)
            for year in years
            for day, ranges in hours.open_extra_each_year.items()
        },
    }


def _ranges(ranges: Sequence[Range]) -> list[list[str]]:
    return [list(one) for one in ranges]


def _weekly(days: str, *ranges: Range) -> Mapping[str, Sequence[Range]]:
    return dict.fromkeys(days, ranges)


_YEAR_END = ("12-29", "12-30", "12-31", "01-01", "01-02", "01-03")


CLIENTS = (
    Client(
        key="komorebi",
        name="こもれび食器店",
        kana="こもれびしょっきてん",
        tile="こ",
        hue=1,
        inboxes=("support@komorebi-shokki.example", "gift@komorebi-shokki.example"),
        sender_name="こもれび食器店 お客様窓口",
        signature=(
            "――――――――――――――――\n"
            "こもれび食器店　お客様窓口\n"
            "月〜金 10:00–19:00（祝日・年末年始を除く）\n"
            "support@komorebi-shokki.example"
        ),
        hours=Hours(
            weekly=_weekly("12345", ["10:00", "19:00"]),
            closed_each_year=(*_YEAR_END, "01-04"),
            # The last shipping day of the year.
            open_extra_each_year={"12-26": [["10:00", "15:00"]]},
        ),
        glossary={
            "うつわ": ("商品", "製品"),
            "ごあいさつ券": ("クーポン", "割引券"),
            "欠けたお品": ("不良品", "破損品"),
        },
    ),
    Client(
        key="minato",
        name="みなと家電",
        kana="みなとかでん",
        tile="み",
        hue=2,
        inboxes=("support@minato-kaden.example", "repair@minato-kaden.example"),
        sender_name="みなと家電 サポートセンター",
        signature=(
            "━━━━━━━━━━━━━━━━\n"
            "みなと家電サポートセンター（24時間・年中無休）\n"
            "support@minato-kaden.example"
        ),
        hours=Hours(weekly=dict.fromkeys(_EVERY_DAY, _ROUND_THE_CLOCK), holidays=None),
        # A desk that never closes promises its first answer within half an hour.
        targets=Targets(due=30, late=120, limit=240),
        glossary={
            "サービス担当": ("修理業者", "作業員"),
            "訪問修理": ("出張修理",),
            "延長保証": ("長期保証",),
        },
    ),
    Client(
        key="suzukaze",
        name="すずかぜ旅行",
        kana="すずかぜりょこう",
        tile="す",
        hue=3,
        inboxes=("yoyaku@suzukaze-travel.example",),
        sender_name="すずかぜ旅行 ご予約窓口",
        signature=(
            "-----------------------------\n"
            "すずかぜ旅行　ご予約窓口（24時間）\n"
            "yoyaku@suzukaze-travel.example"
        ),
        hours=Hours(weekly=dict.fromkeys(_EVERY_DAY, _ROUND_THE_CLOCK), holidays=None),
        glossary={
            "取消料": ("キャンセル料", "キャンセルフィー"),
            "ご旅程": ("スケジュール", "行程表"),
        },
    ),
    Client(
        key="yamaneko",
        name="山猫コーヒー",
        kana="やまねここーひー",
        tile="山",
        hue=4,
        inboxes=("hello@yamaneko-coffee.example", "teiki@yamaneko-coffee.example"),
        sender_name="山猫コーヒー",
        signature=(
            "山猫コーヒー　お便り係\n毎日 9:00–21:00（元日から3日まではお休み）\n"
            "hello@yamaneko-coffee.example"
        ),
        hours=Hours(
            weekly=_weekly("1234567", ["09:00", "21:00"]),
            holidays=None,
            closed_each_year=("01-01", "01-02", "01-03"),
            open_extra_each_year={"12-31": [["09:00", "15:00"]]},
        ),
        glossary={
            "定期便": ("サブスク", "定期購入"),
            "焙煎日": ("製造日",),
        },
    ),
    Client(
        key="northpine",
        name="ノースパイン会計",
        kana="のーすぱいんかいけい",
        tile="ノ",
        hue=5,
        inboxes=("help@northpine-kaikei.example",),
        sender_name="ノースパイン会計 サポート",
        signature=(
            "――\nノースパイン会計サポート\n平日 9:00–12:00 / 13:00–18:00\n"
            "help@northpine-kaikei.example"
        ),
        hours=Hours(
            weekly=_weekly("12345", ["09:00", "12:00"], ["13:00", "18:00"]),
            closed_each_year=_YEAR_END,
        ),
        glossary={"取込": ("インポート",), "書き出し": ("エクスポート",)},
        # Figures and dates are this client's business: a vague one needs the director.
        severities={"concrete-wording": "block"},
    ),
    Client(
        key="haruka",
        name="はるか整骨院",
        kana="はるかせいこついん",
        tile="は",
        hue=6,
        inboxes=("yoyaku@haruka-seikotsu.example",),
        sender_name="はるか整骨院 受付",
        signature="はるか整骨院　受付\n火〜土 10:00–20:00\nyoyaku@haruka-seikotsu.example",
        hours=Hours(
            # On Friday and Saturday nights the desk answers for the sports teams' hotline too.
            weekly={
                **_weekly("234", ["10:00", "20:00"]),
                **_weekly("56", ["10:00", "20:00"], ["22:00", "06:00"]),
            },
            closed_each_year=_YEAR_END,
        ),
        glossary={"施術": ("治療", "マッサージ"), "ご来院": ("ご来店",)},
        # The law forbids the avoided words to an osteopath's practice: a reason is needed.
        severities={"client-vocabulary": "stop"},
    ),
)
