"""What the sign-in page shows."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """A sign-in of the demo, offered for one click."""

    name: str
    role_label: str
    note: str  # what this person sees: 「6社の担当」
    email: str
    password: str


@dataclass(frozen=True, slots=True)
class SignIn:
    """The form as it stands; accounts only in the demo."""

    email: str = ""
    next: str = ""
    refusal: str = ""
    accounts: tuple[DemoAccount, ...] = ()
