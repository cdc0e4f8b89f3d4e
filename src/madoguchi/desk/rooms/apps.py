"""The rooms feature as a Django application."""

from django.apps import AppConfig


class RoomsConfig(AppConfig):
    name = "madoguchi.desk.rooms"
    label = "rooms"
