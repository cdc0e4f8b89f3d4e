"""The mail feature as a Django application."""

from django.apps import AppConfig


class MailConfig(AppConfig):
    name = "madoguchi.desk.mail"
    label = "mail"
