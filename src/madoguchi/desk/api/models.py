"""Tokens, by which another system asks the desk."""

from django.db import models

from madoguchi.desk.clients.models import Client
from madoguchi.desk.people.models import Person


class Token(models.Model):
    """A token of another system: what it is called, whose words it reads, and the hash of its secret.

    With a client its checks use that client's words, severities and hours; without, no client's.
    """

    name = models.CharField(max_length=80)
    client = models.ForeignKey(Client, models.PROTECT, null=True, related_name="api_tokens")
    key = models.CharField(max_length=16, unique=True)  # the part that may be shown
    secret_hash = models.CharField(max_length=64)
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="made_api_tokens")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True)
    last_used_at = models.DateTimeField(null=True)
    # What it asked in the minute that began then (api/access.py).
    counted_since = models.DateTimeField(null=True)
    counted = models.PositiveSmallIntegerField(default=0)
    revoked_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="revoked_api_tokens"
    )
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(name__regex=r"\S"), name="api_token_has_a_name"
            ),
            models.CheckConstraint(
                condition=models.Q(revoked_at__isnull=True, revoked_by__isnull=True)
                | models.Q(revoked_at__isnull=False, revoked_by__isnull=False),
                name="revoked_api_token_has_a_revoker",
            ),
            models.CheckConstraint(
                condition=models.Q(expires_at__isnull=True)
                | models.Q(expires_at__gt=models.F("made_at")),
                name="api_token_expires_after_it_is_made",
            ),
        ]

    def __str__(self) -> str:
        return self.name
