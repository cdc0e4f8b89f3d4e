"""The guard feature as a Django application."""

from django.apps import AppConfig


class GuardConfig(AppConfig):
    name = "madoguchi.desk.guard"
    label = "guard"
