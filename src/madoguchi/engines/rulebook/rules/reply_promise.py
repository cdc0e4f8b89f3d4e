"""0.1: an answer that is put off says by when it comes."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import datetime, time, timedelta, timezone

from madoguchi.engines.rulebook.analysis import Analysis
from madoguchi.engines.rulebook.clauses import Clause
from madoguchi.engines.rulebook.context import Context, WorkingHours
from madoguchi.engines.rulebook.finding import Severity
from madoguchi.engines.rulebook.promise_times import names_its_time
from madoguchi.engines.rulebook.proposals import reply_by
from madoguchi.engines.rulebook.put_off_phrases import PutOff, Weight
from madoguchi.engines.rulebook.put_off_weights import heaviest
from madoguchi.engines.rulebook.put_off_words import LATER
from madoguchi.engines.rulebook.put_offs import put_offs
from madoguchi.engines.rulebook.rule import Example, Mark, Rule

_REASONS = {
    Weight.ANSWER: "いつ連絡が来るのか分かりません",
    Weight.WAIT: "いつまで待てばよいのか分かりません",
    Weight.CHECK: "いつ返事が来るのか分かりません",
}
_POLITE = re.compile(r"いたし|致し|ござい|くださいま|いただ|頂|申し|差し上げ")

_STEMS = tuple(
    (re.compile(pattern), ending)
    for pattern, ending in (
        (r"(.+?)らせて", "り"),
        (r"(.*?問い?合わ?せ)(?:中|いたし|し)", ""),
        (r"(.+?)を?(?:し(?:ま|て|と)|する|いたし|致し|させて|中)", "し"),
        (r"(.+?[てで])(?:み|き|お|い|く|参|まい|る|ま)", ""),
        (r"(お?調べ|問い合わせ|尋ね|確かめ)ます", ""),
    )
)


def find(analysis: Analysis) -> Iterator[Mark]:
    """One mark for each put-off without a time; of neighbours, the one that carries the promise."""
    found = put_offs(analysis)
    for put_off in heaviest(found):
        if not names_its_time(analysis, put_off):
            yield _mark(analysis, put_off, found)


def _mark(analysis: Analysis, put_off: PutOff, found: Sequence[PutOff]) -> Mark:
    checked = _check_before(put_off, found)
    begun = checked.start if checked else put_off.start
    start = min(begun, _first_check(put_off, found))
    deadline = reply_by(analysis.context)
    rewrite = _rewrite(analysis, put_off, checked, deadline) if deadline else None
    kept = analysis.own[start:begun]
    return Mark(
        (start, put_off.clause.end), _REASONS[put_off.weight], rewrite and f"{kept}{rewrite}"
    )


def _first_check(put_off: PutOff, found: Sequence[PutOff]) -> int:
    """いま確認中です、台帳を当たってます: of checks in one sentence the mark begins at the first."""
    first = put_off
    for one in reversed(found[: bisect_left(found, put_off.start, key=lambda p: p.start)]):
        if not (one.weight is first.weight is Weight.CHECK and one.sentence == first.sentence):
            break
        first = one
    return first.start


def _check_before(put_off: PutOff, found: Sequence[PutOff]) -> PutOff | None:
    """The 確認いたします that a 少々お待ちください belongs to: the two are mended as one."""
    if put_off.weight is not Weight.WAIT:
        return None
    before = [
        p
        for p in found
        if p.weight is Weight.CHECK
        and p.start < put_off.start
        and put_off.sentence - p.sentence <= 1
    ]
    return before[-1] if before else None


def _rewrite(
    analysis: Analysis, put_off: PutOff, checked: PutOff | None, deadline: str
) -> str | None:
    own = analysis.text
    if put_off.weight is Weight.ANSWER and put_off.clause.question:
        return None
    if put_off.weight is Weight.ANSWER:
        return _answer_by(own, put_off, deadline)
    if put_off.weight is Weight.WAIT and checked is None:
        return f"{deadline}まで{own[put_off.clause.head_start : put_off.clause.end]}"
    stem = _stem((checked or put_off).clause, own)
    close = "お返事いたします" if _POLITE.search(analysis.own) else "お返事します"
    return None if stem is None else f"{stem}、{deadline}までに{close}"


def _answer_by(own: str, put_off: PutOff, deadline: str) -> str:
    """折り返しご連絡いたします → 本日17時までにご連絡いたします; what is waited for stays in place."""
    clause = put_off.clause
    awaited = (
        own[put_off.start : clause.start].rstrip("、, ") if put_off.start < clause.start else ""
    )
    said = own[max(put_off.start, clause.start) : clause.end]
    plain = LATER.sub("", said).lstrip("、, に") or "ご連絡します"
    return f"{awaited}、遅くとも{deadline}までに{plain}" if awaited else f"{deadline}までに{plain}"


def _stem(clause: Clause, own: str) -> str | None:
    """確認いたします → 確認し, 聞いてみますね → 聞いて; None where no answer can follow it so."""
    said = "" if clause.head == "掛かる" else own[clause.head_start : clause.end]
    for pattern, ending in _STEMS:
        if match := pattern.match(said):
            return match.group(1) + ending
    return None


_CONTEXT = Context(
    sent_at=datetime(2026, 11, 18, 14, 5, tzinfo=timezone(timedelta(hours=9))),
    working_hours=WorkingHours(days=(1, 2, 3, 4, 5), open=time(10), close=time(19)),
)

RULE = Rule(
    number="0.1",
    slug="reply-promise",
    title="保留には返答の時刻を添える",
    meaning="その場で答えられないときは、いつまでに答えるかを日付か時刻で伝えます。相手が待つ時間を決められるようにするためです。",
    severity=Severity.STOP,
    bad=(
        Example("在庫を確認して、折り返しご連絡いたします。", _CONTEXT),
        Example("担当に確認いたしますので、少々お待ちください。", _CONTEXT),
        Example("原因を調べております。判明しましたらお知らせいたします。", _CONTEXT),
        Example("倉庫に聞いてみますね。また連絡します！", _CONTEXT),
        Example("いったん宿題にさせてください。", _CONTEXT),
        Example("仕入先に問い合わせを入れました。", _CONTEXT),
    ),
    good=(
        Example("在庫を確認して、本日17時までにご連絡いたします。", _CONTEXT),
        Example("確認いたします。回答は11月25日(水)中にお送りします。", _CONTEXT),
        Example("確認したところ、在庫は3点ございました。", _CONTEXT),
        Example("ご不明な点がございましたらお知らせください。", _CONTEXT),
        Example("テーブルが空き次第、お席にご案内いたします。", _CONTEXT),
        Example("仕入先に問い合わせ、26日(木)の正午までにお返事いたします。", _CONTEXT),
    ),
    find=find,
    weighed="いつ返事が来るのか分かりません",
)
