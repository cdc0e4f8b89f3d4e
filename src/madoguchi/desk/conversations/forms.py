"""What people type into the desk, read and named."""

import re

from django import forms

_UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


class ReplyForm(forms.Form):
    """A reply on its way: the text as typed, which draft it is, what its writer had seen."""

    body = forms.CharField(strip=False, required=False, max_length=100_000)
    reason = forms.CharField(required=False, max_length=2_000)
    draft_key = forms.UUIDField()
    last_seen = forms.IntegerField(min_value=0, max_value=2**63 - 1)
    then = forms.ChoiceField(choices=[("", ""), ("close", "close")], required=False)

    def clean_body(self) -> str:
        """Browsers send CR LF; a text has LF."""
        return as_typed(self.cleaned_data["body"])


class NoteForm(forms.Form):
    """An internal note."""

    body = forms.CharField(strip=False, required=False, max_length=100_000)

    def clean_body(self) -> str:
        """Browsers send CR LF; a text has LF."""
        return as_typed(self.cleaned_data["body"])


def as_typed(text: str) -> str:
    """The text with the line ends that the person saw; what no mail can carry (the vertical tab of
    a pasted slide) is a blank, so that every other character keeps its place.
    """
    return _UNSEEN.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n"))
