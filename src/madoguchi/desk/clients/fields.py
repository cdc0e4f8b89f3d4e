"""The fields of the settings' forms, and the form in the styles of the house."""

from typing import Any

from django import forms

from madoguchi.desk.clients.hours import BadHours, read_ranges
from madoguchi.desk.platform.typed import as_typed
from madoguchi.desk.platform.words import later


class TextField(forms.CharField):
    """Text as the person saw it: browsers send CR LF, and no row holds a NUL."""

    def to_python(self, value: Any) -> str:
        return super().to_python(as_typed(value) if isinstance(value, str) else value) or ""


class RangesField(forms.CharField):
    """Hours of one day: 「10:00–12:00、13:00–18:00」."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"class": "input", "placeholder": later("休み"), "autocomplete": "off"}
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


class SettingsForm(forms.Form):
    """A form in the styles of the house."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        for field in self.fields.values():
            field.widget.attrs.setdefault("class", _class_of(field.widget))


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
