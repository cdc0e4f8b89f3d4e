"""The expectations feature as a Django application."""

from django.apps import AppConfig


class ExpectationsConfig(AppConfig):
    name = "madoguchi.desk.expectations"
    label = "expectations"
