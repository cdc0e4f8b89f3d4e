"""What the story's clients expect: こもれび食器店 in its third version, the others in their first."""

from dataclasses import dataclass
from decimal import Decimal

from madoguchi.desk.expectations.contents import Figure, Gap, Manner


@dataclass(frozen=True, kw_only=True)
class Version:
    """One version. Months are counted from the running one; signed some days before it begins."""

    begins_months_ago: int
    review_in_months: int  # after it begins
    figures: tuple[Figure, ...]
    manners: tuple[Manner, ...]
    gaps: tuple[Gap, ...] = ()
    closes_gaps: int = 0  # the first so many are settled since
    signed_days_before: int = 3
    signed_by_them: bool = True
    readings: tuple[tuple[int, str], ...] = ()  # of free figures: place, value


@dataclass(frozen=True, kw_only=True)
class Sheets:
    """One client's versions, the oldest first. `member` signs by themselves, else it is noted how."""

    client: str
    director: str
    signer: str
    member: str = ""  # the mail address of the member who signs
    note: str = ""
    versions: tuple[Version, ...]


def _first_reply(minutes: int, label: str, target: int) -> Figure:
    return Figure(
        label=label,
        measure="first_reply_within",
        within=minutes,
        target=Decimal(target),
        unit="%",
    )


def _resolved(hours: int, target: int) -> Figure:
    return Figure(
        label=f"解決 {hours}時間以内",
        measure="resolved_within",
        within=hours,
        target=Decimal(target),
        unit="%",
    )


SATISFACTION = Figure(label="お客様の満足度", target=Decimal("4.5"), unit="点")
RULES = Figure(label="ルールを守った割合", measure="guard_kept", target=Decimal(90), unit="%")
TONE = Manner(kind="tone", words="短く、ていねいに。お詫びは一度")
REPORT = Manner(kind="report", words="結論、数字、次の一手の順に1枚")
HOUR = _first_reply(60, "初回返信 1時間以内", 95)

SHEETS = (
    Sheets(
        client="komorebi",
        director="eguchi",
        signer="佐伯 香織",
        member="saeki@komorebi-shokki.example",
        versions=(
            Version(
                begins_months_ago=12,
                review_in_months=6,
                figures=(_first_reply(180, "初回返信 3時間以内", 95),),
                manners=(
                    Manner(kind="frequency", words="月報は第3営業日"),
                    Manner(kind="tone", words="短く、ていねいに"),
                ),
                gaps=(Gap(what="欠けたお品の交換の基準", side="them", who="佐伯 香織"),),
                closes_gaps=1,
            ),
            Version(
                begins_months_ago=7,
                review_in_months=6,
                figures=(_first_reply(60, "初回返信 1時間以内", 90), _resolved(24, 80)),
                manners=(Manner(kind="frequency", words="月報は第3営業日"), TONE),
            ),
            Version(
                begins_months_ago=1,
                review_in_months=3,
                figures=(HOUR, _resolved(24, 80), SATISFACTION),
                manners=(
                    REPORT,
                    Manner(kind="frequency", words="週報は月曜11:00、月報は第3営業日"),
                    TONE,
                    Manner(
                        kind="escalation",
                        words="けがの申し出は、10分以内に佐伯さんの携帯へ電話",
                    ),
                    Manner(
                        kind="good",
                        words="店長が問い合わせを気にせず、仕入れと売り場に集中できている",
                    ),
                ),
                readings=((2, "4.6"),),
            ),
        ),
    ),
    Sheets(
        client="minato",
        director="eguchi",
        signer="岡部 智",
        note="立ち上げの打ち合わせで",
        versions=(
            Version(
                begins_months_ago=4,
                review_in_months=6,
                figures=(HOUR, RULES),
                manners=(Manner(kind="frequency", words="月報は第5営業日"), REPORT),
                gaps=(
                    Gap(what="夜間に届いた故障の連絡先", side="them", who="岡部 智"),
                    Gap(what="訪問修理の空き枠の見方", side="us", who="江口 真理"),
                ),
                closes_gaps=1,
            ),
        ),
    ),
    Sheets(
        client="haruka",
        director="sagara",
        signer="春日 はるか",
        note="電話で",
        versions=(
            Version(
                begins_months_ago=2,
                review_in_months=6,
                figures=(_first_reply(180, "初回返信 3時間以内", 95),),
                manners=(Manner(kind="tone", words="不安をやわらげる言い方で。断定しない"),),
            ),
        ),
    ),
    Sheets(
        client="suzukaze",
        director="sagara",
        signer="",
        versions=(
            Version(
                begins_months_ago=0,
                review_in_months=6,
                figures=(HOUR, RULES),
                manners=(TONE, Manner(kind="frequency", words="週報は金曜17:00")),
                signed_by_them=False,
            ),
        ),
    ),
)
