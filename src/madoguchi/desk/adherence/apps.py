"""The adherence feature as a Django application."""

from django.apps import AppConfig


class AdherenceConfig(AppConfig):
    name = "madoguchi.desk.adherence"
    label = "adherence"
