"""Clients and what the desk must know of each; assignments; reasons for an admin's look inside."""

from datetime import datetime, timedelta

from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from madoguchi.desk.people.models import Person

ACCESS_LASTS = timedelta(minutes=60)  # how long an admin's written reason opens a client


class Client(models.Model):
    """A company on whose behalf the desk answers: the unit of the wall."""

    key = models.SlugField(unique=True)
    name = models.CharField(max_length=80)
    hue = models.PositiveSmallIntegerField()
    sender_name = models.CharField(max_length=80)
    signature = models.TextField(blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)  # nobody works for it; mail still comes

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(hue__gte=1, hue__lte=12), name="client_hue_is_one_of_twelve"
            )
        ]

    def __str__(self) -> str:
        return self.name


class Address(models.Model):
    """A mail address of a client; mail sent to it belongs to that client."""

    client = models.ForeignKey(Client, models.PROTECT, related_name="addresses")
    address = models.CharField(max_length=254, unique=True)
    is_default = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["client"],
                condition=models.Q(is_default=True),
                name="client_answers_from_one_default_address",
            ),
            models.CheckConstraint(
                condition=models.Q(address=Lower("address")),
                name="address_is_lower_case",
            ),
        ]

    def __str__(self) -> str:
        return self.address

    @property
    def domain(self) -> str:
        """What stands after the @."""
        return self.address.rpartition("@")[2]


class ReplyPolicy(models.Model):
    """One version of a client's desk hours and reply targets (minutes of business time). Never changed."""

    client = models.ForeignKey(Client, models.PROTECT, related_name="policies")
    version = models.PositiveIntegerField()
    calendar = models.JSONField()
    closures = models.JSONField(default=list, blank=True)  # the calendar's closed days by name
    due_minutes = models.PositiveIntegerField(default=60)
    late_minutes = models.PositiveIntegerField(default=180)
    limit_minutes = models.PositiveIntegerField(default=360)
    valid_from = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["client", "version"], name="policy_version_is_unique"),
            models.UniqueConstraint(fields=["id", "client"], name="policy_and_client"),
            models.CheckConstraint(
                condition=models.Q(due_minutes__gt=0)
                & models.Q(late_minutes__gte=models.F("due_minutes"))
                & models.Q(limit_minutes__gte=models.F("late_minutes")),
                name="policy_levels_rise",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.client_id} v{self.version}"


class Term(models.Model):
    """A word of the client's vocabulary, and one word to avoid for the same thing."""

    client = models.ForeignKey(Client, models.PROTECT, related_name="terms")
    preferred = models.CharField(max_length=80)
    avoided = models.CharField(max_length=80)
    note = models.CharField(max_length=300, blank=True)  # why, or where it is said otherwise
    example = models.CharField(max_length=300, blank=True)  # a sentence with the preferred word

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["client", "avoided"], name="avoided_word_has_one_answer"
            )
        ]

    def __str__(self) -> str:
        return f"{self.avoided} → {self.preferred}"


class TermSuggestion(models.Model):
    """A word that the client's side uses where our replies use another one of the same meaning."""

    class State(models.TextChoices):
        OPEN = "open", _("提案中")
        ADOPTED = "adopted", _("採用")
        DISMISSED = "dismissed", _("見送り")

    client = models.ForeignKey(Client, models.PROTECT, related_name="term_suggestions")
    preferred = models.CharField(max_length=80)  # theirs
    avoided = models.CharField(max_length=80)  # ours
    their_count = models.PositiveIntegerField()  # messages with the word, since we began to count
    our_count = models.PositiveIntegerField()
    # Where each was said, the newest first: pairs of a conversation's id and a message's.
    their_examples = models.JSONField(default=list)
    our_examples = models.JSONField(default=list)
    counted_at = models.DateTimeField()
    state = models.CharField(max_length=9, choices=State.choices, default=State.OPEN)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["client", "preferred", "avoided"], name="pair_is_suggested_once"
            ),
            models.CheckConstraint(
                condition=models.Q(state="open", decided_at=None, decided_by=None)
                | models.Q(
                    state__in=["adopted", "dismissed"],
                    decided_at__isnull=False,
                    decided_by__isnull=False,
                ),
                name="decided_suggestion_was_decided_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.avoided} → {self.preferred}?"


class RuleSeverity(models.Model):
    """How hard a rule of the rulebook is for this client, where it differs from the book; or off."""

    OFF = "off"  # 切: the rule says nothing about this client's messages

    client = models.ForeignKey(Client, models.PROTECT, related_name="rule_severities")
    rule = models.SlugField()
    severity = models.CharField(max_length=8)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["client", "rule"], name="rule_has_one_severity"),
            models.CheckConstraint(
                condition=models.Q(severity__in=["hint", "warn", "stop", "block", "off"]),
                name="severity_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rule}: {self.severity}"


class ClientPhrase(models.Model):
    """A phrase that no message to the client's customers holds, or that a conversation must hold."""

    class Kind(models.TextChoices):
        FORBID = "forbid", _("使わない")
        REQUIRE = "require", _("必ず入れる")

    client = models.ForeignKey(Client, models.PROTECT, related_name="phrases")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    phrase = models.CharField(max_length=80)
    # Of a required one: only in conversations with this tag; "" for all of them.
    tag = models.CharField(max_length=40, blank=True)
    created_by = models.ForeignKey(Person, models.PROTECT, related_name="client_phrases")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["client", "kind", "phrase", "tag"], name="phrase_stands_once"
            ),
            models.CheckConstraint(
                condition=models.Q(phrase__regex=r"\S"), name="phrase_says_something"
            ),
            models.CheckConstraint(
                condition=models.Q(kind="require") | models.Q(kind="forbid", tag=""),
                name="forbidden_phrase_is_forbidden_everywhere",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.phrase}"


class ReplyTemplate(models.Model):
    """A text that the client's operators begin a reply with; its placeholders: clients/templating.py."""

    client = models.ForeignKey(Client, models.PROTECT, related_name="reply_templates")
    title = models.CharField(max_length=80)
    body = models.TextField()
    shortcut = models.CharField(max_length=20, blank=True)  # typed to find it quickly
    position = models.PositiveIntegerField(default=0)
    archived_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["client", "title"],
                condition=models.Q(archived_at__isnull=True),
                name="template_in_use_has_its_own_title",
            ),
            models.UniqueConstraint(
                fields=["client", "shortcut"],
                condition=models.Q(archived_at__isnull=True) & ~models.Q(shortcut=""),
                name="template_in_use_has_its_own_shortcut",
            ),
            models.CheckConstraint(
                condition=models.Q(title__regex=r"\S") & models.Q(body__regex=r"\S"),
                name="template_says_something",
            ),
        ]

    def __str__(self) -> str:
        return self.title


def in_force(at: datetime) -> models.Q:
    """The assignments that have begun by then and have not ended."""
    not_ended = models.Q(ends_at__isnull=True) | models.Q(ends_at__gt=at)
    return not_ended & models.Q(starts_at__lte=at)


class Assignment(models.Model):
    """Who works for which client, as what, from when until when."""

    class Role(models.TextChoices):
        OPERATOR = "operator", pgettext_lazy("role", "担当")
        DIRECTOR = "director", _("ディレクター")

    client = models.ForeignKey(Client, models.PROTECT, related_name="assignments")
    person = models.ForeignKey(Person, models.PROTECT, related_name="assignments")
    role = models.CharField(max_length=10, choices=Role.choices)
    takes_new = models.BooleanField(default=False)  # 専属担当: new conversations are theirs
    in_training = models.BooleanField(default=False)  # 研修中: a director approves what they send
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__isnull=True)
                | models.Q(ends_at__gt=models.F("starts_at")),
                name="assignment_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=models.Q(in_training=False) | models.Q(role="operator"),
                name="only_operators_are_in_training",
            ),
        ]
        indexes = [models.Index(fields=["person", "client"], name="assignment_of_person")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.role} {self.client_id}"


class ReasonedAccess(models.Model):
    """An admin's look into a client's conversations: the written reason, and until when it opens them."""

    client = models.ForeignKey(Client, models.PROTECT, related_name="reasoned_accesses")
    person = models.ForeignKey(Person, models.PROTECT, related_name="reasoned_accesses")
    reason = models.TextField()
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(reason__regex=r"\S"), name="access_has_a_written_reason"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.client_id}"
