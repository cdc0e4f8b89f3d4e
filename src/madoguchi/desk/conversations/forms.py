"""What people type into the desk, read and named."""

from django import forms

from madoguchi.desk.platform.typed import as_typed


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
