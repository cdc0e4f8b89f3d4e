"""People of the provider, who sign in with their mail address."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
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
