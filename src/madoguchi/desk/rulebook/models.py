"""Versions of the book, the one draft of the next, and who has read which."""

from django.db import models

from madoguchi.desk.people.models import Person


class BookVersion(models.Model):
    """A published version: no UPDATE and no DELETE changes it (a trigger of the migrations)."""

    number = models.PositiveIntegerField(unique=True)
    content = models.JSONField()  # of contents.as_data
    changed = models.JSONField(
        default=list
    )  # what its readers read anew: slugs, and contents.WORDS
    note = models.TextField(blank=True)  # why, in its publisher's words
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(number=1) | models.Q(published_by__isnull=False),
                name="a_person_publishes_each_version_but_the_first",
            )
        ]

    def __str__(self) -> str:
        return f"version {self.number}"


class BookDraft(models.Model):
    """What the next version will say; there is one at a time, and several people write it."""

    is_the_one = models.BooleanField(default=True, unique=True)
    content = models.JSONField()
    begun_at = models.DateTimeField()
    begun_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    edited_at = models.DateTimeField()
    edited_by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(is_the_one=True), name="there_is_one_draft_of_the_book"
            )
        ]

    def __str__(self) -> str:
        return "draft"


class BookConfirmation(models.Model):
    """Somebody said that they have read a version; never taken back."""

    version = models.ForeignKey(BookVersion, models.PROTECT, related_name="confirmations")
    person = models.ForeignKey(Person, models.PROTECT, related_name="book_confirmations")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "version"], name="version_is_confirmed_once_by_each"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id} read {self.version_id}"
