"""What people type into a client's settings, read and named."""

from collections.abc import Sequence
from typing import Any

from django import forms

from madoguchi.desk.clients import hues
from madoguchi.desk.clients.fields import DayField, RangesField, SettingsForm, TextField
from madoguchi.desk.clients.hours import (
    PRESETS,
    Closure,
    Hours,
    Ranges,
    Targets,
    ranges_words,
)
from madoguchi.desk.clients.models import Assignment, Client, ClientPhrase
from madoguchi.desk.platform.days import weekday
from madoguchi.desk.platform.words import later, later_told
from madoguchi.engines.rulebook import Severity

WEEK = range(7)
LARGEST_FILE = 1_000_000  # bytes
MOST_MINUTES = 30 * 24 * 60


class ProfileForm(SettingsForm):
    """How a client is called, coloured and signs."""

    name = TextField(label=later("委託元の名前"), max_length=80)
    sender_name = TextField(
        label=later("差出人名"),
        max_length=80,
        help_text=later("お客様に届くメールの差出人です。例：ひかり文具店 お客様窓口"),
    )
    hue = forms.TypedChoiceField(
        label=later("色"),
        coerce=int,
        choices=hues.CHOICES,
        widget=forms.RadioSelect,
        initial=1,
    )
    key = TextField(
        label=later("識別名"),
        max_length=50,
        required=False,
        help_text=later("半角の英小文字・数字・ハイフン。空なら自動で付きます。"),
    )
    signature = TextField(
        label=later("署名"),
        required=False,
        max_length=2000,
        strip=False,
        widget=forms.Textarea,
        help_text=later("返信の終わりに付きます。"),
    )

    @classmethod
    def of(cls, client: Client) -> "ProfileForm":
        """The form as the client stands now."""
        names = ("name", "sender_name", "hue", "key", "signature")
        return cls(initial={name: getattr(client, name) for name in names})


class NewClientForm(ProfileForm):
    """A client with what it needs to receive its first mail."""

    address = TextField(
        label=later("メールアドレス"),
        max_length=254,
        help_text=later("お客様が問い合わせを送るアドレスです。あとから足せます。"),
    )
    preset = forms.ChoiceField(
        label=later("営業時間"),
        choices=[(key, label) for key, (label, _) in PRESETS.items()],
        help_text=later("細かい時間や休業日は、登録したあとに変えられます。"),
    )
    field_order = ("name", "sender_name", "address", "preset", "hue", "key", "signature")


class HoursForm(SettingsForm):
    """The hours of seven days and the targets."""

    holidays = forms.BooleanField(label=later("日本の祝日は休み"), required=False)
    due = forms.IntegerField(label=later("期限（分）"), min_value=1, max_value=MOST_MINUTES)
    late = forms.IntegerField(label=later("遅延（分）"), min_value=1, max_value=MOST_MINUTES)
    limit = forms.IntegerField(label=later("上限（分）"), min_value=1, max_value=MOST_MINUTES)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number in WEEK:
            self.fields[f"day{number}"] = RangesField(label=weekday(number), required=False)

    @classmethod
    def of(cls, hours: Hours, targets: Targets) -> "HoursForm":
        """The form as the hours stand now."""
        days = {f"day{number}": ranges_words(hours.weekly[number]) for number in WEEK}
        plain = {"due": targets.due, "late": targets.late, "limit": targets.limit}
        return cls(initial={"holidays": hours.holidays, **plain, **days})

    @property
    def days(self) -> list[forms.BoundField]:
        """Monday to Sunday."""
        return [self[f"day{number}"] for number in WEEK]

    @property
    def weekly(self) -> tuple[Ranges, ...]:
        """What was typed, day by day."""
        return tuple(self.cleaned_data[f"day{number}"] for number in WEEK)

    @property
    def targets(self) -> Targets:
        """The three levels as typed."""
        return Targets(**{name: self.cleaned_data[name] for name in ("due", "late", "limit")})


class ClosureForm(SettingsForm):
    """Days off with a name."""

    name = TextField(
        label=later("休業の名前"),
        max_length=40,
        error_messages={"required": later("休業の名前を書いてください（例：年末年始）。")},
        widget=forms.TextInput(attrs={"placeholder": later("例：年末年始")}),
    )
    first = DayField(label=later("始まりの日"))
    last = DayField(label=later("終わりの日"))

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("first") and given.get("last") and given["last"] < given["first"]:
            self.add_error("last", later("終わりの日を、始まりの日より後にしてください。"))
        return given

    @property
    def closure(self) -> Closure:
        return Closure(**self.cleaned_data)


class ExtraForm(SettingsForm):
    """A day with hours of its own; none make it an ordinary day again."""

    day = DayField(label=later("日"))
    ranges = RangesField(
        label=later("その日の営業時間"),
        required=False,
        placeholder=later("例：10:00–15:00"),
        help_text=later("2つに分けるときは「10:00–12:00、13:00–15:00」。"),
    )

    def clean_ranges(self) -> Ranges:
        """Left empty on the form, it says nothing; the button that takes a day away sends none."""
        ranges: Ranges = self.cleaned_data["ranges"]
        if "ranges" in self.data and not ranges:
            raise forms.ValidationError(
                later("その日の営業時間を書いてください（例：10:00–15:00）。")
            )
        return ranges


class AddressForm(SettingsForm):
    """One more address."""

    address = TextField(label=later("メールアドレス"), max_length=254)


class SeverityForm(SettingsForm):
    """One rule's weight for this client."""

    rule = forms.CharField(max_length=50)
    severity = forms.ChoiceField(
        choices=[("", ""), ("off", "off"), *((one.value, one.value) for one in Severity)],
        required=False,
    )


class PhraseForm(SettingsForm):
    """A phrase that is never written, or one that a conversation must hold."""

    kind = forms.ChoiceField(
        label=later("種類"),
        choices=[
            (ClientPhrase.Kind.FORBID.value, later("使わない")),
            (ClientPhrase.Kind.REQUIRE.value, later("必ず入れる")),
        ],
    )
    phrase = TextField(label=later_told("one", "言い回し"), max_length=80, required=False)
    tag = TextField(
        label=later("タグ"),
        max_length=40,
        required=False,
        help_text=later(
            "「必ず入れる」のとき、このタグの対応だけに限ります。空なら、すべての対応。"
        ),
    )


class AssignmentForm(SettingsForm):
    """Somebody's work for the client, by days in the desk's time zone."""

    who = forms.ChoiceField(label=later_told("one", "メンバー"))
    role = forms.ChoiceField(
        label=later("役割"),
        choices=[
            (Assignment.Role.OPERATOR.value, later_told("role", "担当")),
            (Assignment.Role.DIRECTOR.value, later("ディレクター")),
        ],
    )
    starts_on = DayField(
        label=later("始まりの日"), required=False, help_text=later("空なら、いまから。")
    )
    ends_on = DayField(
        label=later("終わりの日"),
        required=False,
        help_text=later("この日の終わりまで。空なら期限なし。"),
    )
    takes_new = forms.BooleanField(
        label=later("専属担当（新しい対応の担当になります）"), required=False
    )
    in_training = forms.BooleanField(
        label=later("研修中（返信は、ディレクターの承認を経て送信されます）"), required=False
    )

    def __init__(self, *args: Any, people: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["who"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "－"), *people]


class TemplateForm(SettingsForm):
    """A text to begin replies with."""

    title = TextField(label=later("題名"), max_length=80, required=False)
    shortcut = TextField(
        label=later("略号"),
        max_length=20,
        required=False,
        help_text=later("入力して素早く呼び出すための短い語です。なくてもかまいません。"),
    )
    body = TextField(
        label=later("本文"), required=False, max_length=10_000, strip=False, widget=forms.Textarea
    )


class UploadForm(SettingsForm):
    """A CSV file; or, to do what was shown, its text again."""

    file = forms.FileField(
        label=later("CSVファイル"),
        required=False,
        help_text=later("UTF-8 か Shift_JIS。1MBまで。"),
        widget=forms.FileInput(attrs={"class": "input", "accept": ".csv,text/csv"}),
    )
    text = forms.CharField(
        required=False, strip=False, max_length=LARGEST_FILE, widget=forms.HiddenInput
    )
    then = forms.ChoiceField(choices=[("", ""), ("import", "import")], required=False)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        upload = given.get("file")
        if upload is None and not given.get("text"):
            raise forms.ValidationError(later("CSVファイルを選んでください。"))
        if upload is not None and upload.size > LARGEST_FILE:
            raise forms.ValidationError(later("ファイルは1MBまでです。分けて取り込んでください。"))
        given["data"] = upload.read() if upload is not None else given["text"].encode()
        return given


class ChangesForm(SettingsForm):
    """Which changes are asked for; what cannot be read is not asked."""

    person = forms.ChoiceField(label=later_told("one", "メンバー"), required=False)
    client = forms.ChoiceField(label=later_told("one", "委託元"), required=False)
    kind = forms.ChoiceField(label=later("種類"), required=False)
    first = DayField(label=later("この日から"), required=False)
    last = DayField(label=later("この日まで"), required=False)

    def __init__(
        self,
        *args: Any,
        people: Sequence[tuple[str, str]],
        clients: Sequence[tuple[str, str]],
        kinds: Sequence[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in (("person", people), ("client", clients), ("kind", kinds)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [("", later("すべて")), *choices]
