"""The questionnaire of a sheet as it was typed: every word of it is kept, whatever becomes of it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from madoguchi.desk.expectations.contents import Contents, Figure, Gap, Manner
from madoguchi.desk.expectations.measures import MEASURES, Measure
from madoguchi.desk.expectations.rows import plain
from madoguchi.desk.platform.days import span_words
from madoguchi.desk.platform.refusals import Refusal
from madoguchi.desk.platform.typed import as_typed, day, number
from madoguchi.desk.platform.words import later, say

SPARE = 2  # empty rows below what is there
MOST = 42
LONGEST_NUMBER = 12  # characters
# In the order of the sheet: kind, the question, what helps to answer it.
QUESTIONS: tuple[tuple[str, Any, Any], ...] = (
    ("report", later("報告は、どんな形ならそのまま使えますか。"), later("例：結論、数字、次の一手の順に1枚")),
    ("frequency", later("報告は、いつ、どのくらいの間隔でほしいですか。"), later("例：週報は月曜11:00、月報は第3営業日")),
    ("tone", later("お客様への文面で、大切にしていることは何ですか。"), later("例：短く、ていねいに。お詫びは一度")),
    ("escalation", later("どんなときに、だれへ、どうやって知らせますか。"), later("例：けがの申し出は10分以内に電話で。夜間は佐伯さんの携帯へ")),
    ("good", later("うまくいっているのは、どんな状態のときですか。"), later("例：店長が問い合わせを気にせず、仕入れに集中できている")),
    ("free", later("ほかに、知っておいてほしいことはありますか。"), later("例：年末は配送のお問い合わせが3倍になります")),
)  # fmt: skip
# What most sheets promise: offered to who fills in the first one.
FIRST = (("first_reply_within", "60"), ("resolved_within", "24"), ("promises_kept", ""), ("", ""))


class CannotRead(Refusal):
    """書かれた内容を読み取れませんでした。"""


@dataclass(frozen=True, kw_only=True)
class TypedFigure:
    label: str = ""
    measure: str = ""
    within: str = ""
    comparison: str = ""
    target: str = ""
    unit: str = ""
    by_on: str = ""

    @property
    def is_empty(self) -> bool:
        """A measure alone is an offer that nobody took up."""
        return not (self.label or self.target)


@dataclass(frozen=True, kw_only=True)
class TypedGap:
    what: str = ""
    side: str = ""
    who: str = ""
    by_on: str = ""

    @property
    def is_empty(self) -> bool:
        return not (self.what or self.who)


@dataclass(frozen=True)
class TypedManner:
    """One question and its answer."""

    kind: str
    question: str
    hint: str
    words: str


@dataclass(frozen=True, kw_only=True)
class TypedSheet:
    """All answers, as the page shows them again."""

    valid_from: str = ""
    review_on: str = ""
    figures: tuple[TypedFigure, ...] = ()
    manners: tuple[TypedManner, ...] = ()
    gaps: tuple[TypedGap, ...] = ()

    def with_room(self) -> "TypedSheet":
        """The same with empty rows to write in."""
        return replace(
            self,
            figures=(*self.figures, *[TypedFigure()] * SPARE)[:MOST],
            gaps=(*self.gaps, *[TypedGap()] * SPARE)[:MOST],
        )


def typed_of(contents: Contents, *, is_first: bool) -> TypedSheet:
    """A draft as its page shows it; an empty first one begins with what most sheets promise."""
    said: dict[str, str] = {}
    for one in contents.manners:
        said[one.kind] = f"{said[one.kind]}\n{one.words}" if one.kind in said else one.words
    figures = tuple(_shown(one) for one in contents.figures)
    offered = () if figures or not is_first else tuple(
        TypedFigure(measure=measure, within=within) for measure, within in FIRST
    )  # fmt: skip
    return TypedSheet(
        valid_from=_day_typed(contents.valid_from),
        review_on=_day_typed(contents.review_on),
        figures=figures or offered,
        manners=_asked(said),
        gaps=tuple(
            TypedGap(what=one.what, side=one.side, who=one.who, by_on=_day_typed(one.by_on))
            for one in contents.gaps
        ),
    ).with_room()


def read(given: Mapping[str, str]) -> TypedSheet:
    """What was posted."""
    texts = {name: as_typed(given.get(name, "")).strip() for name in given}

    def rows(kind: str) -> Iterator[dict[str, str]]:
        count = min(number(texts.get(kind, "")) or 0, MOST)
        for place in range(count):
            prefix = f"{kind}-{place}-"
            yield {
                name.removeprefix(prefix): text
                for name, text in texts.items()
                if name.startswith(prefix)
            }

    return TypedSheet(
        valid_from=texts.get("valid_from", ""),
        review_on=texts.get("review_on", ""),
        figures=tuple(TypedFigure(**_only(TypedFigure, row)) for row in rows("figure")),
        manners=_asked({kind: texts.get(f"manner-{kind}", "") for kind, _, _ in QUESTIONS}),
        gaps=tuple(TypedGap(**_only(TypedGap, row)) for row in rows("gap")),
    )


def contents_of(typed: TypedSheet) -> Contents:
    """What the answers say; raises CannotRead with the first that says nothing readable."""
    return Contents(
        valid_from=_day(typed.valid_from, say("始まる日")),
        review_on=_day(typed.review_on, say("見直しの日")),
        figures=tuple(
            _figure(place, one)
            for place, one in enumerate(typed.figures, start=1)
            if not one.is_empty
        ),
        manners=tuple(Manner(kind=one.kind, words=one.words) for one in typed.manners if one.words),
        gaps=tuple(
            Gap(
                what=one.what,
                side=one.side if one.side in ("us", "them") else "us",
                who=one.who,
                by_on=_day(one.by_on, say("決まっていないことの期限")),
            )
            for one in typed.gaps
            if not one.is_empty
        ),
    )


def decimal(text: str) -> Decimal | None:
    """A number as it was typed, in any width: 95, ４．５, 1,200; None for what is none."""
    plain_text = text.translate(_NARROW).replace(",", "").removesuffix("%").strip()
    if not plain_text or len(plain_text) > LONGEST_NUMBER:
        return None
    try:
        value = Decimal(plain_text)
    except InvalidOperation:
        return None
    return value if value.is_finite() else None


_NARROW = str.maketrans("０１２３４５６７８９．，％－", "0123456789.,%-")


def _figure(place: int, typed: TypedFigure) -> Figure:
    measure = MEASURES.get(typed.measure)
    target = decimal(typed.target)
    if target is None:
        raise CannotRead(say("%(n)d行目：目標を数で書いてください。") % {"n": place})
    within = decimal(typed.within) if measure is not None and measure.within else None
    comparison = typed.comparison or (measure.comparison if measure else "")
    return Figure(
        label=typed.label or (_label(measure, within) if measure else ""),
        measure=typed.measure,
        within=None if within is None else int(within),
        comparison=comparison if comparison in ("at_least", "at_most") else "at_least",
        target=target,
        unit=measure.unit if measure else typed.unit,
        by_on=_day(typed.by_on, say("%(n)d行目の期限") % {"n": place}),
    )


def _label(measure: Measure, within: Decimal | None) -> str:
    """「初回返信 1時間以内」: what a row is called whose writer named it not."""
    name = re.split(r"\s*[（(]", str(measure.label))[0]
    if within is None:
        return name
    hours = say("%(n)s時間") % {"n": int(within)}
    span = hours if measure.within == "hours" else span_words(int(within))
    return say("%(name)s %(span)s以内") % {"name": name, "span": span}


def _shown(figure: Figure) -> TypedFigure:
    return TypedFigure(
        label=figure.label,
        measure=figure.measure,
        within="" if figure.within is None else str(figure.within),
        comparison=figure.comparison,
        target=plain(figure.target),
        unit=figure.unit,
        by_on=_day_typed(figure.by_on),
    )


def _asked(said: Mapping[str, str]) -> tuple[TypedManner, ...]:
    return tuple(
        TypedManner(kind, str(question), str(hint), said.get(kind, ""))
        for kind, question, hint in QUESTIONS
    )


def _only(table: type[TypedFigure] | type[TypedGap], row: dict[str, str]) -> dict[str, str]:
    return {name: text for name, text in row.items() if name in table.__dataclass_fields__}


def _day(text: str, what: str) -> date | None:
    if not text:
        return None
    found = day(text.replace("/", "-"))
    if found is None:
        raise CannotRead(say("%(what)sを日付で書いてください。") % {"what": what})
    return found


def _day_typed(found: date | None) -> str:
    return found.isoformat() if found else ""
