"""A client's own people as we answer them: their ways, their absences; and who of us looked at a client."""

from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from madoguchi.desk.clients.models import Client
from madoguchi.desk.people.models import Invitation, Person


class Contact(models.Model):
    """窓口担当者: a person at the client. With a `person` they sign in, and are a member."""

    class Device(models.TextChoices):
        PC = "pc", _("パソコン")
        PHONE = "phone", _("スマートフォン")

    client = models.ForeignKey(Client, models.PROTECT, related_name="contacts")
    name = models.CharField(max_length=80)
    email = models.CharField(max_length=254, blank=True)
    department = models.CharField(max_length=80, blank=True)
    person = models.OneToOneField(
        Person, models.PROTECT, null=True, related_name="contact", db_constraint=False
    )
    invitation = models.ForeignKey(Invitation, models.PROTECT, null=True, related_name="+")
    is_owner = models.BooleanField(default=False)  # invites and removes the client's own people
    device = models.CharField(max_length=5, choices=Device, default=Device.PC)
    calendar = models.JSONField(
        null=True
    )  # their own week; null: the client's. Days off are the client's
    preferred_form = models.CharField(max_length=200, blank=True)  # 「結論から、短く」
    preferred_words = models.CharField(max_length=200, blank=True)  # 「『商品』ではなく『器』」
    added_at = models.DateTimeField()
    joined_at = models.DateTimeField(
        null=True
    )  # signs in since; null: not, or since before this was kept
    left_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["id", "client"], name="contact_and_client"),
            models.UniqueConstraint(
                fields=["client", "email"],
                condition=~models.Q(email="") & models.Q(left_at__isnull=True),
                name="contact_has_an_address_of_their_own",
            ),
            models.CheckConstraint(
                condition=models.Q(email=Lower("email")), name="contact_email_is_lower_case"
            ),
            models.CheckConstraint(
                condition=models.Q(name__regex=r"\S"), name="contact_has_a_name"
            ),
            models.CheckConstraint(
                condition=models.Q(is_owner=False) | models.Q(left_at__isnull=True),
                name="owner_is_there",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_member(self) -> bool:
        """Whether they sign in."""
        return self.person_id is not None and self.left_at is None


class ContactAbsence(models.Model):
    """Days on which a contact is not to be asked, both included."""

    client = models.ForeignKey(Client, models.PROTECT, related_name="+")
    contact = models.ForeignKey(
        Contact, models.CASCADE, related_name="absences", db_constraint=False
    )
    first = models.DateField()
    last = models.DateField()
    note = models.CharField(max_length=80, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(last__gte=models.F("first")), name="absence_ends_after_it_begins"
            )
        ]

    def __str__(self) -> str:
        return f"{self.contact_id} {self.first}"


class Look(models.Model):
    """Somebody of the provider opened something of the client's customers: once an hour, at its first."""

    client = models.ForeignKey(Client, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    hour = models.DateTimeField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["client", "person", "hour"], name="looked_once_an_hour")
        ]
        indexes = [models.Index(fields=["client", "at", "id"], name="look_by_time")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.client_id} {self.hour}"
