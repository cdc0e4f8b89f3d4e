"""The contacts feature as a Django application."""

from django.apps import AppConfig


class ContactsConfig(AppConfig):
    name = "madoguchi.desk.contacts"
    label = "contacts"
