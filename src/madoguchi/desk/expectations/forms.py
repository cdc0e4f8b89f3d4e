"""What is asked for when a sheet is signed for the client."""

from django import forms

from madoguchi.desk.clients.fields import SettingsForm, TextField
from madoguchi.desk.platform.words import later


class ToldForm(SettingsForm):
    """Who of the client agreed, and how that is known."""

    name = TextField(label=later("合意した方"), max_length=80)
    note = TextField(
        label=later("どう確かめたか"),
        max_length=500,
        widget=forms.TextInput(attrs={"placeholder": later("例：9月28日の打ち合わせで")}),
    )
