"""The draft becomes the version in force: for ever as it is, and only when its examples come out right."""

from datetime import datetime

from django.db import transaction

from madoguchi.desk.clients.rule_titles import titled
from madoguchi.desk.people.models import Person
from madoguchi.desk.people.telling import tell
from madoguchi.desk.platform.refusals import Refusal
from madoguchi.desk.platform.words import say
from madoguchi.desk.rulebook import authority, in_force
from madoguchi.desk.rulebook.contents import Book, book_of, fingerprint
from madoguchi.desk.rulebook.difference import changed_parts
from madoguchi.desk.rulebook.events import RulebookPublished
from madoguchi.desk.rulebook.judging import Judged, failures
from madoguchi.desk.rulebook.models import BookDraft, BookVersion

LONGEST_NOTE = 500


class CannotPublish(Refusal):
    """この下書きは公開できません。"""


class NoDraft(CannotPublish):
    """公開する下書きがありません。"""


class NothingChanged(CannotPublish):
    """公開中の版と同じ内容です。"""


class DraftChangedMeanwhile(CannotPublish):
    """開いているあいだに、ほかの人が下書きを変えました。違いを確かめてから、もう一度公開してください。"""


class NoteTooLong(CannotPublish):
    """変えた理由は、500文字までで書いてください。"""


class ExamplesFail(CannotPublish):
    """まだ公開できません。チェックと合わない例を直してください。書いたものは、そのまま残っています。"""

    def __init__(self, failing: tuple[Judged, ...]) -> None:
        super().__init__(" ".join([ExamplesFail.opening(), *(_named(one) for one in failing)]))
        self.failing = failing

    @staticmethod
    def opening() -> str:
        """The sentence before the examples."""
        return say(
            "まだ公開できません。チェックと合わない例を直してください。書いたものは、そのまま残っています。"
        )


@transaction.atomic
def publish(*, opened: str, note: str, person: Person, now: datetime) -> BookVersion:
    """Make the draft the version in force, which is never changed again.

    `opened` is the fingerprint of the draft as its publisher saw it. Raises CannotPublish.
    """
    authority.refuse_unless_lead(person, now)
    draft = BookDraft.objects.select_for_update().first()
    if draft is None:
        raise NoDraft
    book, before = book_of(draft.content), in_force.book()
    changed = changed_parts(before.book, book)
    _refuse_unready(book, opened=opened, note=note, changed=changed)
    version = BookVersion.objects.create(
        number=before.number + 1,
        content=draft.content,
        changed=changed,
        note=note.strip(),
        published_at=now,
        published_by=person,
    )
    draft.delete()
    tell(RulebookPublished(version=version.number), at=now, actor_id=person.pk)
    return version


def _refuse_unready(book: Book, *, opened: str, note: str, changed: list[str]) -> None:
    if fingerprint(book) != opened:
        raise DraftChangedMeanwhile
    if not changed:
        raise NothingChanged
    if len(note.strip()) > LONGEST_NOTE:
        raise NoteTooLong
    if failing := failures(book):
        raise ExamplesFail(failing)


def _named(one: Judged) -> str:
    title = titled(one.rule.check, one.rule.title)
    values = {"number": one.rule.number, "title": title, "text": one.example.text}
    if one.is_bad:
        return say("%(number)s %(title)s：✗の例「%(text)s」が見つかりません。") % values
    return say("%(number)s %(title)s：◯の例「%(text)s」を指摘します。") % values
