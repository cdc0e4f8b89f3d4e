"""The platform as a Django application."""

from django.apps import AppConfig


class PlatformConfig(AppConfig):
    name = "madoguchi.desk.platform"
    label = "platform"
