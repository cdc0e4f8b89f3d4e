"""Alerts as a Django application."""

from django.apps import AppConfig


class AlertsConfig(AppConfig):
    name = "madoguchi.desk.alerts"
    label = "alerts"
