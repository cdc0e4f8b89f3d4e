"""The board feature as a Django application."""

from django.apps import AppConfig


class BoardConfig(AppConfig):
    name = "madoguchi.desk.board"
    label = "board"
