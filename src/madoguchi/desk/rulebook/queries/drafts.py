"""Reads for the pages of the draft."""

from madoguchi.desk.clients.rule_titles import titled
from madoguchi.desk.platform.words import say
from madoguchi.desk.rulebook import in_force
from madoguchi.desk.rulebook.chapters import TITLES
from madoguchi.desk.rulebook.contents import (
    CLIENT,
    CUSTOMER,
    Book,
    BookExample,
    BookRule,
    book_of,
    fingerprint,
)
from madoguchi.desk.rulebook.draft_rows import DraftPage, ExampleForm, FailingExample, RuleForm
from madoguchi.desk.rulebook.judging import Judged, failures, judged
from madoguchi.desk.rulebook.models import BookDraft
from madoguchi.desk.rulebook.queries.books import note_of
from madoguchi.desk.rulebook.queries.versions import difference
from madoguchi.desk.rulebook.queries.words import audience
from madoguchi.desk.rulebook.rows import LOOKS, Choice
from madoguchi.desk.rulebook.scenes import SCENES
from madoguchi.engines.rulebook import RULES

BLANK = BookExample("")


def book_of_draft(draft: BookDraft | None) -> Book:
    """What the draft says; before there is one, the version in force."""
    return book_of(draft.content) if draft else in_force.book().book


def draft_page(draft: BookDraft | None) -> DraftPage:
    """What the draft changes, and what keeps it from being published."""
    if draft is None:
        return DraftPage(note=None, difference=None)
    version, book = in_force.book(), book_of(draft.content)
    return DraftPage(
        note=note_of(draft, version),
        difference=difference(version.book, book),
        failing=tuple(_failing(one) for one in failures(book)),
        opened=fingerprint(book),
    )


def rule_form(rule: BookRule, book: Book, *, opened: str) -> RuleForm:
    """The form of one rule, with an empty example of each kind at its end."""
    tried = judged(rule, book.with_rule(rule))
    return RuleForm(
        slug=rule.slug,
        chapter=rule.chapter,
        chapter_title=str(TITLES[rule.chapter]),
        number=rule.number,
        title=rule.title,
        meaning=rule.meaning,
        severity=rule.severity,
        check=rule.check,
        opened=opened,
        looks=LOOKS,
        checks=_checks(rule, book),
        scenes=tuple(Choice(slug, str(scene.words)) for slug, scene in SCENES.items()),
        audiences=(Choice(CUSTOMER, audience(CUSTOMER)), Choice(CLIENT, audience(CLIENT))),
        bad=_examples(rule.bad, tried, is_bad=True),
        good=_examples(rule.good, tried, is_bad=False),
        can_be_removed=bool(opened) and rule.check not in RULES,
    )


def _checks(rule: BookRule, book: Book) -> tuple[Choice, ...]:
    """The checks that no other rule is linked to."""
    taken = {one.check for one in book.rules if one.slug != rule.slug}
    free = [one for slug, one in RULES.items() if slug not in taken]
    return (
        Choice("", say("なし")),
        *(Choice(one.slug, f"{one.number} {say(one.title)}") for one in free),
    )


def _examples(
    examples: tuple[BookExample, ...], tried: tuple[Judged, ...], *, is_bad: bool
) -> tuple[ExampleForm, ...]:
    wrong = {one.example for one in tried if one.is_bad == is_bad and not one.is_right}
    return tuple(
        ExampleForm(one.text, one.to, one.scene, one.previous, is_wrong=one in wrong)
        for one in (*examples, BLANK)
    )


def _failing(one: Judged) -> FailingExample:
    rule = one.rule
    title = titled(rule.check, rule.title)
    return FailingExample(rule.slug, rule.number, title, one.example.text, one.is_bad)
