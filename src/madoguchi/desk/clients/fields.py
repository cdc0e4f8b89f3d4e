"""The fields of the settings' forms, and the form in the styles of the house."""

from datetime import date
from typing import Any

from django import forms

from madoguchi.desk.clients.hours import BadHours, read_ranges
from madoguchi.desk.platform.typed import YEARS, as_typed
from madoguchi.desk.platform.words import later


class TextField(forms.CharField):
    """Text as the person saw it: browsers send CR LF, and no row holds a NUL."""

    def to_python(self, value: Any) -> str:
        return super().to_python(as_typed(value) if isinstance(value, str) else value) or ""


class RangesField(forms.CharField):
    """Hours of one day: 「10:00–12:00、13:00–18:00」."""

    def __init__(self, **kwargs: Any) -> None:
        placeholder = kwargs.pop("placeholder", later("休み"))
        attrs = {"class": "input", "placeholder": placeholder, "autocomplete": "off"}
        super().__init__(max_length=200, widget=forms.TextInput(attrs=attrs), **kwargs)

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        try:
            return read_ranges(text)
        except BadHours as bad:
            raise forms.ValidationError(str(bad)) from bad


class DayField(forms.DateField):
    """A day, picked from a calendar."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "input"})
        super().__init__(widget=widget, input_formats=["%Y-%m-%d", "%Y/%m/%d"], **kwargs)

    def to_python(self, value: Any) -> date | None:
        """Refuses a day that lies outside of our years."""
        found = super().to_python(value)
        if found is not None and found.year not in YEARS:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return found


class SettingsForm(forms.Form):
    """A form in the styles of the house."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        for field in self.fields.values():
            field.widget.attrs.setdefault("class", _class_of(field.widget))

    def add_error(self, field: str | None, error: Any) -> None:
        """The first field that is refused has the cursor: a long page opens where it went wrong."""
        super().add_error(field, error)
        refused = [name for name in self.fields if name in self.errors]
        for name in self.fields:
            self.fields[name].widget.attrs.pop("autofocus", None)
        if refused:
            self.fields[refused[0]].widget.attrs["autofocus"] = True


def _class_of(widget: forms.Widget) -> str:
    match widget:
        case forms.CheckboxInput() | forms.RadioSelect() | forms.HiddenInput():
            return ""
        case forms.Select():
            return "select"
        case forms.Textarea():
            return "textarea"
        case _:
            return "input"
