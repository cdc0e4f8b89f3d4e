"""What people type into the desk, read and named."""

import json

from django import forms

from madoguchi.desk.conversations.copying import addresses_in
from madoguchi.desk.guard.traces import read_rewritten
from madoguchi.desk.platform.typed import as_typed


class RewritesField(forms.CharField):
    """How many rewrites the page's script has put into place, by rule, in JSON; unreadable is none."""

    def __init__(self) -> None:
        super().__init__(required=False, max_length=4_000)

    def clean(self, value: object) -> dict[str, int]:
        try:
            return read_rewritten(json.loads(super().clean(value) or "{}"))
        except (ValueError, RecursionError, forms.ValidationError):
            return {}


class ReplyForm(forms.Form):
    """A reply on its way: the text as typed, which draft it is, what its writer had seen."""

    body = forms.CharField(strip=False, required=False, max_length=100_000)
    reason = forms.CharField(required=False, max_length=2_000)
    draft_key = forms.UUIDField()
    last_seen = forms.IntegerField(min_value=0, max_value=2**63 - 1)
    seen_merge = forms.IntegerField(required=False, min_value=0, max_value=2**63 - 1)
    copied = forms.Field(required=False, widget=forms.MultipleHiddenInput)
    then = forms.ChoiceField(choices=[("", ""), ("close", "close")], required=False)
    rewritten = RewritesField()
    urgently = forms.BooleanField(required=False)
    urgent_reason = forms.CharField(required=False, max_length=2_000)

    def clean_body(self) -> str:
        """Browsers send CR LF; a text has LF."""
        return as_typed(self.cleaned_data["body"])

    def clean_copied(self) -> tuple[str, ...]:
        """Those that were ticked and those that were typed, as the addresses in them."""
        return addresses_in(" ".join(self.cleaned_data["copied"] or ()))


class TypingForm(forms.Form):
    """A text while it is typed: which window's it is, and which keeping of the draft that knows."""

    draft_key = forms.CharField(required=False, max_length=40)
    revision = forms.IntegerField(required=False, min_value=0, max_value=2**31 - 1)
    rewritten = RewritesField()


class NoteForm(forms.Form):
    """An internal note."""

    body = forms.CharField(strip=False, required=False, max_length=100_000)

    def clean_body(self) -> str:
        """Browsers send CR LF; a text has LF."""
        return as_typed(self.cleaned_data["body"])
