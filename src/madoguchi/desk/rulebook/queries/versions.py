"""Reads of the history: versions, what each one changed, and who has read it."""

import difflib
from collections.abc import Iterator

from madoguchi.desk.clients.rule_titles import titled
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform.words import say
from madoguchi.desk.rulebook import in_force
from madoguchi.desk.rulebook.contents import WORDS, Book, BookExample, BookRule, BookWord, book_of
from madoguchi.desk.rulebook.difference import (
    RuleDifference,
    WordDifference,
    rule_differences,
    word_differences,
)
from madoguchi.desk.rulebook.models import BookConfirmation, BookVersion
from madoguchi.desk.rulebook.queries.books import unread_parts
from madoguchi.desk.rulebook.queries.words import audience, word_row
from madoguchi.desk.rulebook.rows import Look, RuleLine, WordRow
from madoguchi.desk.rulebook.scenes import SCENES
from madoguchi.desk.rulebook.version_rows import (
    Difference,
    Reader,
    RuleChange,
    TextDifference,
    Unread,
    VersionLine,
    VersionPage,
    WordChange,
)
from madoguchi.engines.rulebook import RULES


def history(person: Person) -> tuple[VersionLine, ...]:
    """Every version, the newest first, and when this person confirmed it."""
    mine = dict(BookConfirmation.objects.filter(person=person).values_list("version_id", "at"))
    found = BookVersion.objects.defer("content").select_related("published_by").order_by("-number")
    return tuple(
        VersionLine(
            number=one.number,
            published_at=one.published_at,
            published_by=one.published_by.name if one.published_by else "",
            note=one.note,
            change_count=len(one.changed),
            confirmed_at=mine.get(one.pk),
        )
        for one in found
    )


def unread_parts_of_book(person: Person) -> Unread:
    """What of the version in force changed since this person's last confirmation."""
    unread = unread_parts(person)
    rules = tuple(
        RuleLine(
            slug=one.slug,
            number=one.number,
            title=titled(one.check, one.title),
            severity=Look(one.severity),
        )
        for one in in_force.book().book.rules
        if one.slug in unread
    )
    return Unread(rules, words=WORDS in unread, gone=len(unread - {WORDS}) - len(rules))


def version_page(
    version: BookVersion, *, against: BookVersion | None, person: Person, is_lead: bool
) -> VersionPage:
    """A version with what differs from another one, and its readers for those who lead."""
    book = book_of(version.content)
    before = book_of(against.content) if against else None
    line = next(one for one in history(person) if one.number == version.number)
    return VersionPage(
        line=line,
        is_in_force=version.number == in_force.book().number,
        before=against.number if against else None,
        difference=difference(before, book) if before else None,
        readers=_readers(version) if is_lead else (),
    )


def difference(before: Book, after: Book) -> Difference:
    """What differs, as the pages show it."""
    return Difference(
        rules=tuple(_rule_change(one) for one in rule_differences(before, after)),
        words=tuple(_word_change(one) for one in word_differences(before, after)),
    )


def _readers(version: BookVersion) -> tuple[Reader, ...]:
    """Everybody who works here; first those who have not confirmed."""
    at = dict(version.confirmations.values_list("person_id", "at"))
    people = Person.objects.staff().filter(is_active=True).order_by("name", "pk")
    readers = [Reader(one.name, at.get(one.pk)) for one in people]
    return tuple(sorted(readers, key=lambda one: one.at is not None))


def _rule_change(one: RuleDifference) -> RuleChange:
    rule = one.rule
    kind = "new" if one.before is None else "gone" if one.after is None else "changed"
    texts = tuple(_texts(one.before, one.after)) if kind != "gone" else ()
    return RuleChange(rule.slug, rule.number, titled(rule.check, rule.title), kind, texts)


def _texts(before: BookRule | None, after: BookRule | None) -> Iterator[TextDifference]:
    """Each value that differs, line by line."""
    old, new = _values(before), _values(after)
    for what in new:
        if old.get(what, "") != new[what]:
            yield TextDifference(what, tuple(_lines(old.get(what, ""), new[what])))


def _values(rule: BookRule | None) -> dict[str, str]:
    if rule is None:
        return {}
    check = say(RULES[rule.check].title) if rule.check in RULES else rule.check
    return {
        say("番号"): rule.number,
        say("名前"): rule.title,
        say("強さ"): Look(rule.severity).label,
        say("チェック"): check,
        say("本文"): rule.meaning,
        say("✗の例"): "\n".join(_example(one) for one in rule.bad),
        say("◯の例"): "\n".join(_example(one) for one in rule.good),
    }


def _example(example: BookExample) -> str:
    around = [audience(example.to)]
    if example.scene:
        around.append(str(SCENES[example.scene].words))
    if example.previous:
        around.append(say("相手「%(text)s」") % {"text": example.previous})
    text = example.text.replace("\n", " ")
    return f"{text} ({' / '.join(around)})"


def _lines(before: str, after: str) -> Iterator[tuple[str, str]]:
    """The lines with what happened to them; of long unchanged stretches nothing is shown."""
    compared = difflib.unified_diff(before.splitlines(), after.splitlines(), lineterm="", n=1)
    for line in list(compared)[2:]:
        if not line.startswith("@@"):
            yield line[:1], line[1:]


def _word_change(one: WordDifference) -> WordChange:
    kind = "new" if one.before is None else "gone" if one.after is None else "changed"
    return WordChange(kind, _row(one.before), _row(one.after))


def _row(word: BookWord | None) -> WordRow | None:
    return word_row(word) if word else None
