"""What a client expects, in versions: figures, manner, gaps still open, and who of both sides agreed."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from madoguchi.desk.clients.models import Client
from madoguchi.desk.people.models import Person

# Foreign keys inside a client's wall have no constraint of their own: a composite one, holding the
# client on both sides, is made by the migrations. So are the triggers that keep a proposed text.


class Side(models.TextChoices):
    US = "us", _("当社")
    THEM = "them", _("委託元")


class Sheet(models.Model):
    """One version of a client's expectations. Once it is proposed its text never changes."""

    class State(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("sheet", "下書き")
        PROPOSED = "proposed", pgettext_lazy("sheet", "合意待ち")
        IN_FORCE = "in_force", pgettext_lazy("sheet", "合意済み")
        SUPERSEDED = "superseded", pgettext_lazy("sheet", "以前の版")

    client = models.ForeignKey(Client, models.PROTECT, related_name="expectation_sheets")
    version = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    valid_from = models.DateField(null=True)
    review_on = models.DateField(null=True)
    text = models.TextField(blank=True)  # of canonical.text_of, since it was proposed
    text_hash = models.CharField(max_length=64, blank=True)  # SHA-256 of it
    edited_at = models.DateTimeField()
    edited_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(null=True)
    proposed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    agreed_at = models.DateTimeField(null=True)  # when the second side signed

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["client", "version"], name="sheet_version_is_unique"),
            models.UniqueConstraint(fields=["id", "client"], name="sheet_and_client"),
            models.UniqueConstraint(
                fields=["id", "client", "text_hash"], name="sheet_and_what_it_says"
            ),
            models.UniqueConstraint(
                fields=["client", "state"],
                condition=Q(state__in=["draft", "proposed", "in_force"]),
                name="client_has_one_sheet_of_each_state",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "proposed", "in_force", "superseded"]),
                name="sheet_state_is_known",
            ),
            models.CheckConstraint(
                condition=Q(
                    state="draft", text="", text_hash="", proposed_at=None, proposed_by=None
                )
                | (
                    ~Q(state="draft")
                    & ~Q(text_hash="")
                    & Q(proposed_at__isnull=False, proposed_by__isnull=False)
                    & Q(valid_from__isnull=False, review_on__isnull=False)
                ),
                name="proposed_sheet_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(agreed_at__isnull=False)
                | Q(state__in=["draft", "proposed", "superseded"]),
                name="sheet_in_force_was_agreed",
            ),
            models.CheckConstraint(
                condition=Q(review_on__isnull=True)
                | Q(valid_from__isnull=True)
                | Q(review_on__gt=models.F("valid_from")),
                name="sheet_is_reviewed_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.client_id} v{self.version} {self.state}"


class SheetFigure(models.Model):
    """A quantitative expectation: what is measured, and what it has to reach."""

    class Comparison(models.TextChoices):
        AT_LEAST = "at_least", _("以上")
        AT_MOST = "at_most", _("以下")

    client = models.ForeignKey(Client, models.PROTECT)
    sheet = models.ForeignKey(Sheet, models.PROTECT, related_name="figures", db_constraint=False)
    position = models.PositiveSmallIntegerField()
    label = models.CharField(max_length=80)
    measure = models.CharField(max_length=30, blank=True)  # of measures.MEASURES; "" for a free one
    within = models.PositiveIntegerField(null=True)  # minutes or hours, as the measure says
    comparison = models.CharField(max_length=8, choices=Comparison.choices)
    target = models.DecimalField(max_digits=10, decimal_places=2)
    unit = models.CharField(max_length=12, blank=True)
    by_on = models.DateField(null=True)  # until when it has to be reached; null: from the first day

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sheet", "position"], name="figure_has_its_place"),
            models.UniqueConstraint(
                fields=["id", "client", "measure"], name="figure_and_what_measures_it"
            ),
            models.CheckConstraint(condition=Q(label__regex=r"\S"), name="figure_has_a_label"),
            models.CheckConstraint(
                condition=Q(comparison__in=["at_least", "at_most"]), name="comparison_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.label} {self.comparison} {self.target}{self.unit}"


class SheetManner(models.Model):
    """A qualitative expectation: how, in words."""

    class Kind(models.TextChoices):
        REPORT = "report", _("報告の形")
        FREQUENCY = "frequency", _("頻度")
        TONE = "tone", _("文面")
        ESCALATION = "escalation", _("例外・エスカレーション")
        GOOD = "good", _("良い状態")
        FREE = "free", _("そのほか")

    client = models.ForeignKey(Client, models.PROTECT)
    sheet = models.ForeignKey(Sheet, models.PROTECT, related_name="manners", db_constraint=False)
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=Kind.choices)
    words = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sheet", "position"], name="manner_has_its_place"),
            models.CheckConstraint(condition=Q(words__regex=r"\S"), name="manner_says_something"),
            models.CheckConstraint(
                condition=Q(kind__in=["report", "frequency", "tone", "escalation", "good", "free"]),
                name="manner_kind_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.words}"


class SheetGap(models.Model):
    """Something that is not settled yet: what, who settles it, by when; and when it was."""

    client = models.ForeignKey(Client, models.PROTECT)
    sheet = models.ForeignKey(Sheet, models.PROTECT, related_name="gaps", db_constraint=False)
    position = models.PositiveSmallIntegerField()
    what = models.TextField()
    side = models.CharField(max_length=4, choices=Side.choices)
    who = models.CharField(max_length=80)
    by_on = models.DateField(null=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sheet", "position"], name="gap_has_its_place"),
            models.CheckConstraint(
                condition=Q(what__regex=r"\S") & Q(who__regex=r"\S"), name="gap_says_what_and_who"
            ),
            models.CheckConstraint(condition=Q(side__in=["us", "them"]), name="gap_side_is_known"),
            models.CheckConstraint(
                condition=Q(closed_at=None, closed_by=None)
                | Q(closed_at__isnull=False, closed_by__isnull=False),
                name="closed_gap_was_closed_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.what


class SignOff(models.Model):
    """One side agreed to the exact text of a version. Never changed, never taken back."""

    client = models.ForeignKey(Client, models.PROTECT)
    sheet = models.ForeignKey(Sheet, models.PROTECT, related_name="sign_offs", db_constraint=False)
    side = models.CharField(max_length=4, choices=Side.choices)
    name = models.CharField(max_length=80)  # who agreed
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    recorded_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    note = models.TextField(blank=True)  # how it is known, where we recorded it for them
    at = models.DateTimeField()
    text_hash = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sheet", "side"], name="each_side_signs_once"),
            models.CheckConstraint(
                condition=Q(side__in=["us", "them"]), name="signing_side_is_known"
            ),
            models.CheckConstraint(condition=Q(name__regex=r"\S"), name="sign_off_has_a_name"),
            models.CheckConstraint(
                condition=Q(person__isnull=False, recorded_by=models.F("person"))
                | Q(side="them", person__isnull=True, note__regex=r"\S"),
                name="sign_off_is_own_or_says_how_it_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.side})"


class FigureReading(models.Model):
    """What a free figure stood at, as somebody read it: the newest one is shown. Only added to."""

    client = models.ForeignKey(Client, models.PROTECT)
    figure = models.ForeignKey(
        SheetFigure, models.PROTECT, related_name="readings", db_constraint=False
    )
    measure = models.CharField(max_length=30, blank=True)  # "": only a free one is read by hand
    value = models.DecimalField(max_digits=10, decimal_places=2)
    at = models.DateTimeField()
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(measure=""), name="only_free_figures_are_read"),
        ]
        indexes = [models.Index(fields=["figure", "-at", "-id"], name="reading_newest_of_figure")]

    def __str__(self) -> str:
        return f"{self.figure_id}: {self.value}"


class WordUse(models.Model):
    """How many messages of one side hold a word, and where: what suggestions for the vocabulary come from."""

    client = models.ForeignKey(Client, models.PROTECT)
    meaning = models.PositiveIntegerField()  # Sudachi's number of the words that mean the same
    side = models.CharField(max_length=4, choices=Side.choices)
    word = models.CharField(max_length=80)  # in its usual spelling
    spelled = models.CharField(max_length=80)  # as it was written last
    count = models.PositiveIntegerField()
    examples = models.JSONField(
        default=list
    )  # the newest: pairs of a conversation's id, a message's

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["client", "meaning", "side", "word"], name="word_of_a_side_is_counted_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.side} {self.word} {self.count}"


class WordReading(models.Model):
    """Up to which message a client's words have been counted."""

    client = models.OneToOneField(Client, models.PROTECT)
    done_up_to = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.client_id} {self.done_up_to}"


class KeptFigures(models.Model):
    """What a client's measures stood at when they were counted last: pages in passing read this alone."""

    client = models.OneToOneField(Client, models.PROTECT)
    since = models.DateTimeField()  # the month's first midnight where the client is
    until = models.DateTimeField()  # up to which moment was counted
    figures = models.JSONField()  # as figures.listed lists them
    asked_at = models.DateTimeField()  # when they were asked for anew

    def __str__(self) -> str:
        return f"{self.client_id} {self.until}"
