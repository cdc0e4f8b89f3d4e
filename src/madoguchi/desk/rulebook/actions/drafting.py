"""The draft of the next version: one at a time, written by several people, rule by rule."""

from datetime import datetime

from django.db import transaction

from madoguchi.desk.people.models import Person
from madoguchi.desk.people.telling import tell
from madoguchi.desk.platform.changes import differences
from madoguchi.desk.platform.refusals import Refusal
from madoguchi.desk.rulebook import authority, in_force
from madoguchi.desk.rulebook.contents import Book, BookRule, as_data, book_of, fingerprint
from madoguchi.desk.rulebook.events import (
    RulebookDraftBegun,
    RulebookDraftDiscarded,
    RuleEdited,
    RuleRemoved,
)
from madoguchi.desk.rulebook.models import BookDraft
from madoguchi.desk.rulebook.soundness import refuse_unsound
from madoguchi.engines.rulebook import RULES


class CannotEdit(Refusal):
    """下書きを変えられません。"""


class RuleChangedMeanwhile(CannotEdit):
    """開いているあいだに、ほかの人がこのルールを変えました。いまの内容を下に出しています。もう一度保存すると、書いた内容で置き換えます。"""


class NoSuchRule(CannotEdit):
    """このルールは、もう下書きにありません。"""


class RuleIsChecked(CannotEdit):
    """チェックにつながるルールは外せません。知らせないようにするには、強さを「切」にしてください。"""


@transaction.atomic
def save_rule(*, rule: BookRule, opened: str, person: Person, now: datetime) -> None:
    """Write a rule into the draft, and begin the draft if there is none; the same again is nothing new.

    `opened` is the fingerprint of the rule as its writer saw it, "" for a new one. Raises CannotEdit
    and soundness.UnsoundRule.
    """
    authority.refuse_unless_lead(person, now)
    draft = locked(person, now)
    book = book_of(draft.content)
    before = book.by_slug.get(rule.slug)
    if before == rule:
        return
    if opened and before is None:
        raise NoSuchRule
    if (fingerprint(before) if before else "") != opened:
        raise RuleChangedMeanwhile
    refuse_unsound(rule, book)
    keep(draft, book.with_rule(rule), person, now)
    changes = differences(_values(before), _values(rule))
    happening = RuleEdited(rule=rule.slug, title=rule.title, changes=changes)
    tell(happening, at=now, actor_id=person.pk)


@transaction.atomic
def remove_rule(*, slug: str, opened: str, person: Person, now: datetime) -> None:
    """Take a rule without a check out of the draft. Raises CannotEdit."""
    authority.refuse_unless_lead(person, now)
    draft = locked(person, now)
    book = book_of(draft.content)
    rule = book.by_slug.get(slug)
    if rule is None:
        raise NoSuchRule
    if rule.check in RULES:
        raise RuleIsChecked
    if fingerprint(rule) != opened:
        raise RuleChangedMeanwhile
    keep(draft, book.without_rule(slug), person, now)
    tell(RuleRemoved(rule=slug, title=rule.title), at=now, actor_id=person.pk)


@transaction.atomic
def discard_draft(*, person: Person, now: datetime) -> None:
    """Give the draft up; none is none."""
    authority.refuse_unless_lead(person, now)
    discarded, _ = BookDraft.objects.all().delete()
    if discarded:
        tell(RulebookDraftDiscarded(), at=now, actor_id=person.pk)


def locked(person: Person, now: datetime) -> BookDraft:
    """The draft, begun from the version in force when there is none; held until the transaction ends."""
    version = in_force.book()
    begun = {
        "content": as_data(version.book),
        "begun_at": now,
        "begun_by": person,
        "edited_at": now,
        "edited_by": person,
    }
    draft, is_new = BookDraft.objects.select_for_update().get_or_create(
        is_the_one=True, defaults=begun
    )
    if is_new:
        tell(RulebookDraftBegun(version=version.number + 1), at=now, actor_id=person.pk)
    return draft


def keep(draft: BookDraft, book: Book, person: Person, now: datetime) -> None:
    """Write the draft, which is locked, and who wrote it last."""
    draft.content = as_data(book)
    draft.edited_at, draft.edited_by = now, person
    draft.save(update_fields=["content", "edited_at", "edited_by"])


def _values(rule: BookRule | None) -> dict[str, object]:
    """What the log tells of a rule."""
    if rule is None:
        return {}
    return {
        "title": rule.title,
        "meaning": rule.meaning,
        "severity": rule.severity,
        "check": rule.check,
        "bad": len(rule.bad),
        "good": len(rule.good),
    }
