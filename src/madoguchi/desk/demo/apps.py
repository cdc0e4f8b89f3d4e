"""The demo feature as a Django application."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "madoguchi.desk.demo"
    label = "demo"
