"""The search feature as a Django application."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "madoguchi.desk.search"
    label = "search"
