"""The doors of the rulebook: everybody who signed in reads it, directors and admins write it."""

from datetime import datetime

from django.http import Http404

from madoguchi.desk.people.models import Person
from madoguchi.desk.rulebook import authority
from madoguchi.desk.rulebook.chapters import TITLES
from madoguchi.desk.rulebook.contents import Book, BookRule
from madoguchi.desk.rulebook.models import BookVersion


def lead_or_404(person: Person, now: datetime) -> None:
    """The pages of the draft."""
    if not authority.leads(person, now):
        raise Http404


def rule_or_404(book: Book, slug: str) -> BookRule:
    """The rule of that slug."""
    if slug not in book.by_slug:
        raise Http404
    return book.by_slug[slug]


def version_or_404(number: int) -> BookVersion:
    """A published version by its number."""
    found = BookVersion.objects.select_related("published_by").filter(number=min(number, 2**31 - 1))
    version = found.first()
    if version is None:
        raise Http404
    return version


def chapter_or_404(number: int) -> None:
    """A chapter that there is."""
    if number >= len(TITLES):
        raise Http404
