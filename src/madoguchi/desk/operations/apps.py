"""Operations as a Django application."""

from django.apps import AppConfig


class OperationsConfig(AppConfig):
    name = "madoguchi.desk.operations"
    label = "operations"
