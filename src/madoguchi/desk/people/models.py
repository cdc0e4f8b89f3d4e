"""People who sign in, their sessions, and what is written to them."""

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

    def staff(self) -> "models.QuerySet[Person]":
        """Who works at the provider: a client's own people are never offered as such."""
        return self.filter(side=Side.PROVIDER)


class Side(models.TextChoices):
    """For whom somebody works."""

    PROVIDER = "provider"
    CLIENT = "client"


class Language(models.TextChoices):
    """What the pages speak to a person; each language is named in its own words."""

    JA = "ja", "日本語"
    EN = "en", "English"


class Person(AbstractBaseUser):
    """Somebody who can sign in: of the provider, or a member, one of a client's own people.

    What the provider's people may see is decided by assignments, not here; a member sees their client.
    """

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=80)
    is_admin = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    side = models.CharField(max_length=8, choices=Side, default=Side.PROVIDER)  # never changed
    member_of = models.BigIntegerField(null=True)  # the client's id, of a member; never changed
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
            ),
            models.CheckConstraint(
                condition=models.Q(side="provider", member_of__isnull=True)
                | models.Q(side="client", member_of__isnull=False, is_admin=False),
                name="member_is_of_one_client_and_no_admin",
            ),
            models.UniqueConstraint(fields=["id", "member_of"], name="person_and_member_of"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_member(self) -> bool:
        """Whether this is one of a client's own people."""
        return self.side == Side.CLIENT

    @property
    def family_name(self) -> str:
        """The part before the blank: 藤原 of 藤原 みお."""
        return self.name.split()[0]


class Provider(models.Model):
    """The firm whose desk this is, as it calls itself to its clients: one row, or none yet."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    name = models.CharField(max_length=80, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(id=1), name="there_is_one_provider")
        ]

    def __str__(self) -> str:
        return self.name


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
    member_of = models.BigIntegerField(null=True)  # the client's id: asked to join its own people
    invited_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    # More than one of one person: a member who had left came back by another.
    accepted_by = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="invitations"
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
                condition=models.Q(
                    accepted_by__isnull=True, withdrawn_at__isnull=True, member_of__isnull=True
                ),
                name="invited_once_at_a_time",
            ),
            models.UniqueConstraint(
                fields=["email", "member_of"],
                condition=models.Q(
                    accepted_by__isnull=True, withdrawn_at__isnull=True, member_of__isnull=False
                ),
                name="invited_once_at_a_time_by_a_client",
            ),
            models.CheckConstraint(
                condition=models.Q(member_of__isnull=True) | models.Q(is_admin=False),
                name="no_member_is_invited_as_admin",
            ),
            models.CheckConstraint(
                condition=models.Q(accepted_by__isnull=True) | models.Q(withdrawn_at__isnull=True),
                name="invitation_has_one_end",
            ),
        ]

    def __str__(self) -> str:
        return f"invitation {self.pk}"
