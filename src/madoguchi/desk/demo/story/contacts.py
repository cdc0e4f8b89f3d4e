"""こもれび食器店の窓口担当者: how each of them wants to be written to, who is away, who of us looked."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class ContactWays:
    """A contact by their address; `weekly` a week of their own, `away` days from now with a note."""

    name: str
    email: str = ""
    department: str = ""
    device: str = "pc"
    preferred_form: str = ""
    preferred_words: str = ""
    weekly: dict[str, list[list[str]]] | None = None
    away: tuple[int, int, str] | None = None


@dataclass(frozen=True, kw_only=True)
class Looked:
    """Somebody of the provider opened something of the client's customers, so many minutes ago."""

    person: str
    minutes_ago: tuple[int, ...]


CLIENT = "komorebi"
CONTACTS = (
    ContactWays(
        name="佐伯 香織",
        email="saeki@komorebi-shokki.example",
        department="店長",
        preferred_form="結論から、箇条書きで短く",
        preferred_words="「商品」ではなく「器」",
        weekly={day: [["10:00", "12:00"], ["13:00", "17:00"]] for day in "12345"},
    ),
    ContactWays(
        name="三好 拓也",
        email="miyoshi@komorebi-shokki.example",
        department="物流",
        device="phone",
        preferred_form="電話番号や伝票番号は、1つずつ別のメッセージで",
        weekly={day: [["09:00", "15:00"]] for day in "12345"},
        away=(6, 7, "棚卸し"),
    ),
    ContactWays(
        name="中西 恵",
        department="経理",
        preferred_form="月末の3日間は、メールでまとめて",
    ),
)
LOOKS = (
    Looked(person="fujiwara", minutes_ago=(4, 70, 130, 1500)),
    Looked(person="takanashi", minutes_ago=(9, 95, 1560)),
    Looked(person="onodera", minutes_ago=(19, 1620)),
    Looked(person="eguchi", minutes_ago=(98, 2900)),
)
