"""The form of a client's words."""

from madoguchi.desk.clients.fields import SettingsForm, TextField
from madoguchi.desk.platform.words import later


class TermForm(SettingsForm):
    """A pair of words; with a number, one that is there already."""

    avoided = TextField(label=later("避ける語"), max_length=80, required=False)
    preferred = TextField(label=later("使う語"), max_length=80, required=False)
    note = TextField(label=later("メモ（任意）"), max_length=300, required=False)
    example = TextField(label=later("例（任意）"), max_length=300, required=False)
