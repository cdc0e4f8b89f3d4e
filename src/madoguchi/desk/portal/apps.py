"""The portal feature as a Django application."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "madoguchi.desk.portal"
    label = "portal"
