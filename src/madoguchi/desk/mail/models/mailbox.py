"""Mailboxes at other providers, and the ledger of what was fetched from each."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from madoguchi.desk.clients.models import Address, Client
from madoguchi.desk.mail.models.raw import RawMail
from madoguchi.desk.platform.secrets import SecretField


class Mailbox(models.Model):
    """Where the mail of one of a client's addresses lies, and through which server it answers.

    An empty host means that this direction does not use the mailbox: mail comes by SMTP intake,
    replies leave through the provider's own server.
    """

    class Security(models.TextChoices):
        TLS = "tls", _("TLS（SSL）")
        STARTTLS = "starttls", "STARTTLS"
        NONE = "none", _("なし（同じマシンのときだけ）")

    class Auth(models.TextChoices):
        PASSWORD = "password", _("パスワード")
        XOAUTH2 = "xoauth2", _("OAuth 2.0（XOAUTH2）")

    client = models.ForeignKey(Client, models.PROTECT)
    address = models.OneToOneField(
        Address, models.PROTECT, related_name="mailbox", db_constraint=False
    )
    auth = models.CharField(max_length=8, choices=Auth.choices, default=Auth.PASSWORD)
    imap_host = models.CharField(max_length=253, blank=True)
    imap_port = models.PositiveIntegerField(default=993)
    imap_security = models.CharField(max_length=8, choices=Security.choices, default=Security.TLS)
    imap_user = models.CharField(max_length=254, blank=True)
    imap_secret = SecretField()
    folders = models.JSONField(default=list)  # names as people see them
    smtp_host = models.CharField(max_length=253, blank=True)
    smtp_port = models.PositiveIntegerField(default=465)
    smtp_security = models.CharField(max_length=8, choices=Security.choices, default=Security.TLS)
    smtp_user = models.CharField(max_length=254, blank=True)
    smtp_secret = SecretField()
    token_url = models.URLField(max_length=500, blank=True)
    oauth_client_id = models.CharField(max_length=254, blank=True)
    oauth_client_secret = SecretField()
    oauth_refresh_token = SecretField()
    oauth_access_token = SecretField()
    oauth_expires_at = models.DateTimeField(null=True)
    active = models.BooleanField(default=True)
    # Mail that came to the server before stays there, untouched; None: everything is fetched.
    fetched_from = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)  # counts the changes of the settings above
    contacted_at = models.DateTimeField(
        null=True
    )  # when the IMAP server last answered as it should
    trouble = models.TextField(
        blank=True
    )  # what is wrong with fetching, for a person; "" when well
    trouble_since = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["id", "client"], name="mailbox_and_client"),
            models.CheckConstraint(
                condition=models.Q(trouble="", trouble_since__isnull=True)
                | (~models.Q(trouble="") & models.Q(trouble_since__isnull=False)),
                name="mailbox_trouble_has_its_beginning",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pk} {self.client_id}"


class MailboxFolder(models.Model):
    """One folder of a mailbox in one life: the server numbers its mails anew when that life ends."""

    client = models.ForeignKey(Client, models.PROTECT)
    mailbox = models.ForeignKey(
        Mailbox, models.CASCADE, related_name="seen_folders", db_constraint=False
    )
    name = models.CharField(max_length=500)
    uidvalidity = models.BigIntegerField()
    on_server = models.PositiveIntegerField(default=0)  # mails, when we last looked
    left_out = models.PositiveIntegerField(
        default=0
    )  # of them, from before the mailbox's beginning
    # The ledger's beginning: every mail from this number on came after it, whatever its date says.
    first_uid = models.BigIntegerField(default=0)
    looked_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["id", "client"], name="mailbox_folder_and_client"),
            models.UniqueConstraint(
                fields=["mailbox", "name", "uidvalidity"], name="folder_has_one_life_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.mailbox_id} {self.name}"


class FetchedMail(models.Model):
    """A line of the ledger: what became of one mail on the server, known by its number there."""

    class State(models.TextChoices):
        STORED = "stored", _("保存済み")
        FAILED = "failed", _("取り込めません")
        GONE = "gone", _("サーバーから消えていました")

    client = models.ForeignKey(Client, models.PROTECT)
    folder = models.ForeignKey(
        MailboxFolder, models.CASCADE, related_name="ledger", db_constraint=False
    )
    uid = models.BigIntegerField()
    state = models.CharField(max_length=8, choices=State.choices)
    raw_mail = models.ForeignKey(
        RawMail, models.PROTECT, null=True, related_name="ledger_lines", db_constraint=False
    )
    at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=1)
    reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["folder", "uid"], name="mail_is_fetched_once"),
            models.CheckConstraint(
                condition=~models.Q(state="stored") | models.Q(raw_mail__isnull=False),
                name="stored_mail_has_its_bytes",
            ),
        ]
        indexes = [
            models.Index(
                fields=["folder", "uid"],
                condition=~models.Q(state="stored"),
                name="fetched_mail_missing",
            ),
            models.Index(fields=["raw_mail"], name="ledger_line_of_raw_mail"),
        ]

    def __str__(self) -> str:
        return f"{self.folder_id} {self.uid} {self.state}"
