"""What the demo's customers received: the other end of the mail, to look at."""

from django.db import models

from madoguchi.desk.clients.models import Client


class CustomerMail(models.Model):
    """A mail that a customer of the demo received. One row a Message-ID, as their mail program shows it."""

    client = models.ForeignKey(Client, models.PROTECT)
    received_at = models.DateTimeField()
    to = models.CharField(max_length=320)
    mail_id = models.CharField(max_length=500)
    raw = models.BinaryField()
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["to", "mail_id"], name="customer_sees_a_mail_once")
        ]

    def __str__(self) -> str:
        return f"{self.to} {self.pk}"
