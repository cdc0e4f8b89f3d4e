"""The conversations feature as a Django application."""

from django.apps import AppConfig


class ConversationsConfig(AppConfig):
    name = "madoguchi.desk.conversations"
    label = "conversations"
