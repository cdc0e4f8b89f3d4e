"""What a book would have said about the messages that were sent last, all of them in sight."""

from collections import Counter
from dataclasses import replace
from time import perf_counter

from madoguchi.desk.clients.rule_titles import titled
from madoguchi.desk.rulebook.contents import Book
from madoguchi.desk.rulebook.draft_rows import TrialCount, TrialHit, TrialMessage, TrialPage
from madoguchi.desk.rulebook.queries.benches import severities
from madoguchi.desk.rulebook.rows import Look
from madoguchi.desk.rulebook.sent import SentMessage, last_sent
from madoguchi.engines import rulebook
from madoguchi.engines.rulebook import Finding

ASKED = 500
SECONDS = 6.0  # a page is not waited for any longer: it says how many it looked at
LISTED = 100
BEGINNING = 80  # characters


def trial(book: Book, *, chosen: str, of_draft: bool) -> TrialPage:
    """The newest five hundred, as far as the time goes; `chosen` lists one check's findings alone."""
    began = perf_counter()
    tried: list[tuple[SentMessage, tuple[Finding, ...]]] = []
    sent = last_sent(ASKED)
    for one in sent:
        if perf_counter() - began > SECONDS:
            break
        tried.append((one, _findings(one, book)))
    spoken = [(one, _of(found, chosen)) for one, found in tried if _of(found, chosen)]
    return TrialPage(
        looked_at=len(tried),
        asked=ASKED,
        was_stopped=len(tried) < len(sent),
        counts=_counts(tried, book),
        messages=tuple(_message(one, found, book) for one, found in spoken[:LISTED]),
        chosen=chosen if chosen in rulebook.RULES else "",
        more=max(0, len(spoken) - LISTED),
        of_draft=of_draft,
    )


def _findings(one: SentMessage, book: Book) -> tuple[Finding, ...]:
    words = book.words_to(one.draft.audience_kind)
    draft = replace(one.draft, context=replace(one.draft.context, word_rules=words))
    return rulebook.check(draft, severities=severities(book, one.severities))


def _of(found: tuple[Finding, ...], chosen: str) -> tuple[Finding, ...]:
    if chosen not in rulebook.RULES:
        return found
    return tuple(one for one in found if one.rule == chosen)


def _counts(
    tried: list[tuple[SentMessage, tuple[Finding, ...]]], book: Book
) -> tuple[TrialCount, ...]:
    """By check, in the order of the checks: messages that it speaks about, and those it did not when they left."""
    messages: Counter[str] = Counter()
    new: Counter[str] = Counter()
    for one, found in tried:
        rules = {finding.rule for finding in found}
        messages.update(rules)
        new.update(rules - one.found)
    return tuple(
        TrialCount(
            slug=slug,
            number=rule.number,
            title=titled(slug, book.titles.get(slug, "")),
            severity=Look((book.severities.get(slug) or rule.severity).value),
            messages=messages[slug],
            new=new[slug],
        )
        for slug, rule in rulebook.RULES.items()
        if messages[slug]
    )


def _message(one: SentMessage, found: tuple[Finding, ...], book: Book) -> TrialMessage:
    return TrialMessage(
        conversation_pk=one.conversation_pk,
        number=one.number,
        client=one.client,
        at=one.at,
        beginning=" ".join(one.draft.text.split())[:BEGINNING],
        hits=tuple(
            TrialHit(
                number=finding.number,
                title=titled(finding.rule, book.titles.get(finding.rule, "")),
                severity=Look(finding.severity.value),
                span=finding.span or "",
                is_new=finding.rule not in one.found,
            )
            for finding in found
        ),
    )
