"""The rulebook feature as a Django application."""

from django.apps import AppConfig


class RulebookConfig(AppConfig):
    name = "madoguchi.desk.rulebook"
    label = "rulebook"
