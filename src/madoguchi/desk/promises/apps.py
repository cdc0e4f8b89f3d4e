"""The promises feature as a Django application."""

from django.apps import AppConfig


class PromisesConfig(AppConfig):
    name = "madoguchi.desk.promises"
    label = "promises"
