"""The clients feature as a Django application."""

from django.apps import AppConfig


class ClientsConfig(AppConfig):
    name = "madoguchi.desk.clients"
    label = "clients"
