"""What is typed about a contact, read and named."""

from datetime import date
from typing import Any

from django import forms

from madoguchi.desk.clients.fields import DayField, RangesField, SettingsForm, TextField
from madoguchi.desk.clients.hours import WEEKDAYS, ranges_words
from madoguchi.desk.contacts.actions.contacts import Ways
from madoguchi.desk.contacts.models import Contact
from madoguchi.desk.platform.days import weekday
from madoguchi.desk.platform.words import later

WEEK = range(7)


class NewContactForm(SettingsForm):
    """Somebody of the client, by name."""

    name = TextField(
        label=later("名前"),
        max_length=80,
        error_messages={"required": later("名前を書いてください。")},
    )
    department = TextField(label=later("部署"), max_length=80, required=False)
    email = TextField(label=later("メールアドレス"), max_length=254, required=False)

    @property
    def ways(self) -> Ways:
        """What was typed, for the action."""
        return Ways(**self.cleaned_data)


class ContactForm(NewContactForm):
    """Who they are, and how they want to be written to."""

    device = forms.ChoiceField(label=later("主に見る端末"), choices=Contact.Device.choices)
    preferred_form = TextField(
        label=later("喜ばれる書き方"),
        max_length=200,
        required=False,
        help_text=later("例：結論から、箇条書きで短く"),
    )
    preferred_words = TextField(
        label=later("使ってほしい言葉"),
        max_length=200,
        required=False,
        help_text=later("例：「商品」ではなく「器」"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number in WEEK:
            self.fields[f"day{number}"] = RangesField(label=weekday(number), required=False)

    @classmethod
    def of(cls, contact: Contact) -> "ContactForm":
        """The form as the contact stands now."""
        names = ("name", "department", "email", "device", "preferred_form", "preferred_words")
        weekly = (contact.calendar or {}).get("weekly", {})
        days = {f"day{number}": ranges_words(weekly.get(WEEKDAYS[number], [])) for number in WEEK}
        return cls(initial={**{name: getattr(contact, name) for name in names}, **days})

    @property
    def days(self) -> list[forms.BoundField]:
        """Monday to Sunday."""
        return [self[f"day{number}"] for number in WEEK]

    @property
    def ways(self) -> Ways:
        """What was typed; a week without any hours is the client's."""
        given = {name: self.cleaned_data[name] for name in self.cleaned_data if "day" not in name}
        weekly = {WEEKDAYS[number]: self.cleaned_data[f"day{number}"] for number in WEEK}
        return Ways(**given, weekly=weekly if any(weekly.values()) else None)


class AbsenceForm(SettingsForm):
    """Days away, both included."""

    first = DayField(label=later("始まりの日"))
    last = DayField(label=later("終わりの日"))
    note = TextField(label=later("メモ"), max_length=80, required=False)

    @property
    def days(self) -> tuple[date, date]:
        """The first and the last."""
        return self.cleaned_data["first"], self.cleaned_data["last"]
