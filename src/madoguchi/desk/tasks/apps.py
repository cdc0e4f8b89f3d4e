"""The tasks feature as a Django application."""

from django.apps import AppConfig


class TasksConfig(AppConfig):
    name = "madoguchi.desk.tasks"
    label = "tasks"
