"""The people feature as a Django application."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "madoguchi.desk.people"
    label = "people"
