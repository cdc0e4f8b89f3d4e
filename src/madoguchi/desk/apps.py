"""The desk as a whole: wires the features together once all of them are loaded."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "madoguchi.desk"
    label = "desk"

    def ready(self) -> None:
        from madoguchi.desk import wiring  # features import models: only when Django is ready

        wiring.connect()
