"""What an admin types to get a token."""

from collections.abc import Sequence
from typing import Any

from django import forms

from madoguchi.desk.api.actions import TokenWish
from madoguchi.desk.clients.fields import DayField, SettingsForm, TextField
from madoguchi.desk.platform.words import later, later_told, say


class TokenForm(SettingsForm):
    """A name, a client, a last day."""

    name = TextField(
        label=later("名前"),
        max_length=80,
        help_text=later("どのシステムが使うか分かる名前。例：CRMの下書き検査"),
    )
    client = forms.TypedChoiceField(
        label=later_told("one", "委託元"),
        required=False,
        coerce=int,
        empty_value=None,
        help_text=later("選ぶと、その委託元のことば・強さ・営業時間で判定します。"),
    )
    last_day = DayField(
        label=later_told("last day", "期限"),
        required=False,
        help_text=later("この日まで使えます。空なら、失効させるまで。"),
    )

    def __init__(self, *args: Any, clients: Sequence[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        chosen: Any = self.fields["client"]
        chosen.choices = (("", say("どの委託元でもない")), *clients)

    def wish(self) -> TokenWish:
        """What a valid form asks for."""
        read = self.cleaned_data
        return TokenWish(name=read["name"], client_id=read["client"], last_day=read["last_day"])
