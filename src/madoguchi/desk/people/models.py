"""People of the provider, their sessions, and what is written to them."""

import uuid
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.db.models.functions import Lower


class PersonManager(BaseUserManager["Person"]):
    """People, found by their normalised address."""

    def get_by_natural_key(self, username: str | None) -> "Person":
        return self.get(email=(username or "").strip().lower())


class Language(models.TextChoices):
    """What the pages speak to a person; each language is named in its own words."""

    JA = "ja", "日本語"
    EN = "en", "English"


class Person(AbstractBaseUser):
    """Somebody who works at the provider. What they may see is decided by assignments, not here."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=80)
    is_admin = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    language = models.CharField(max_length=2, choices=Language, default=Language.JA)
    single_keys = models.BooleanField(default=True)  # single letters of the keyboard do something
    seen_at = models.DateTimeField(null=True)  # to five minutes

    objects: ClassVar[PersonManager] = PersonManager()

    USERNAME_FIELD = "email"

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(email=Lower("email")),
                name="person_email_is_lower_case",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def family_name(self) -> str:
        """The part before the blank: 藤原 of 藤原 みお."""
        return self.name.split()[0]


class Session(AbstractBaseSession):
    """One browser in which somebody is signed in, or not yet. Its row removed, it is signed out."""

    number = models.UUIDField(default=uuid.uuid4, unique=True)  # its name on pages, no secret
    person = models.ForeignKey(Person, null=True, on_delete=models.CASCADE)
    started_at = models.DateTimeField()
    seen_at = models.DateTimeField()  # to five minutes
    agent = models.CharField(max_length=200, default="")  # how the browser calls itself
    address = models.CharField(max_length=45, default="")


class Letter(models.Model):
    """A mail to somebody of the provider, or invited: not a client's, so it has no wall."""

    class State(models.TextChoices):
        WAITING = "waiting"
        SENT = "sent"
        FAILED = "failed"

    to = models.EmailField()
    subject = models.CharField(max_length=200)
    body = models.TextField()  # empty once it is settled: it may hold a link that opens a door
    created_at = models.DateTimeField()
    state = models.CharField(max_length=7, choices=State, default=State.WAITING)
    sent_at = models.DateTimeField(null=True)  # or given up
    reason = models.CharField(max_length=500, default="")  # why it can never be sent

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state="waiting", sent_at__isnull=True)
                | models.Q(body="", sent_at__isnull=False, state__in=("sent", "failed")),
                name="settled_letter_is_forgotten",
            )
        ]
        indexes = [
            models.Index(
                fields=["id"], condition=models.Q(state="waiting"), name="letter_that_waits"
            )
        ]

    def __str__(self) -> str:
        return f"letter {self.pk}"


class Invitation(models.Model):
    """Somebody was asked to join. The link in the mail is signed; `version` ends the older ones."""

    email = models.EmailField()
    name = models.CharField(max_length=80, default="")
    is_admin = models.BooleanField(default=False)
    invited_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_by = models.OneToOneField(
        Person, null=True, on_delete=models.PROTECT, related_name="invitation"
    )
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(email=Lower("email")),
                name="invited_email_is_lower_case",
            ),
            models.UniqueConstraint(
                fields=["email"],
                condition=models.Q(accepted_by__isnull=True, withdrawn_at__isnull=True),
                name="invited_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=models.Q(accepted_by__isnull=True) | models.Q(withdrawn_at__isnull=True),
                name="invitation_has_one_end",
            ),
        ]

    def __str__(self) -> str:
        return f"invitation {self.pk}"
