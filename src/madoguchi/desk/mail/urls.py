"""The addresses of mail."""

from django.urls import path

from madoguchi.desk.mail import files, verbs, views
from madoguchi.desk.platform.pages import open_to_members

urlpatterns = [
    path("quarantine/", views.quarantine, name="quarantine"),
    path("quarantine/<int:pk>/", views.quarantine_mail, name="quarantine-mail"),
    path("quarantine/<int:pk>/retry/", views.retry, name="quarantine-retry"),
    path("quarantine/<int:pk>/routing/", views.routing, name="quarantine-routing"),
    path("settings/mailboxes/", views.mailboxes, name="mailboxes"),
    path("settings/mailboxes/new/", verbs.new_mailbox, name="mailbox-new"),
    path("settings/mailboxes/<int:pk>/", verbs.mailbox, name="mailbox"),
    path("settings/mailboxes/<int:pk>/check/", verbs.mailbox_check, name="mailbox-check"),
    path("messages/<int:pk>/sending/", verbs.sending_again, name="message-sending-again"),
    path("messages/<int:pk>/html/", files.letter, name="message-html"),
    path("attachments/<int:pk>/", open_to_members(files.attachment), name="attachment"),
    path("draft-files/<int:pk>/", files.unsent_file, name="unsent-file"),
    path(
        "attachments/<int:pk>/picture/",
        open_to_members(files.picture),
        name="attachment-picture",
    ),
]
