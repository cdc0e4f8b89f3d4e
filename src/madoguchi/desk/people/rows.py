"""What the pages of signing in, of oneself and of the people show."""

from dataclasses import dataclass
from datetime import datetime


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
    notice: str = ""  # what went well on the way here


@dataclass(frozen=True, slots=True)
class InvitedPage:
    """The page on which somebody invited chooses name and password; "" for a link that is over."""

    token: str
    email: str = ""
    name: str = ""
    refusal: str = ""


@dataclass(frozen=True, slots=True)
class SessionRow:
    """One browser in which the person is signed in."""

    number: str
    browser: str  # "Firefox（Windows）"
    address: str
    started_at: datetime
    seen_at: datetime
    is_current: bool


@dataclass(frozen=True, slots=True)
class PasskeyRow:
    """A passkey of the person."""

    pk: int
    name: str
    added_at: datetime
    used_at: datetime | None


@dataclass(frozen=True, slots=True)
class Factors:
    """The second factors of a person."""

    app_since: datetime | None = None
    passkeys: tuple[PasskeyRow, ...] = ()
    codes_left: int | None = None  # None: there are no recovery codes

    @property
    def has_any(self) -> bool:
        return self.app_since is not None or bool(self.passkeys)


@dataclass(frozen=True, slots=True)
class Account:
    """The page of oneself."""

    name: str
    email: str
    single_keys: bool
    factors: Factors
    session_count: int
    refusal: str = ""


@dataclass(frozen=True, slots=True)
class PersonRow:
    """Somebody in the list of people."""

    pk: int
    name: str
    email: str
    is_admin: bool
    is_active: bool
    has_second_factor: bool
    seen_at: datetime | None
    duties: tuple[str, ...] = ()  # 「担当 3社」


@dataclass(frozen=True, slots=True)
class InvitationRow:
    """Somebody who was asked and has not come yet."""

    pk: int
    email: str
    name: str
    is_admin: bool
    sent_at: datetime
    expires_at: datetime
    is_over: bool
    lapsed_with: str = ""  # who sent it and may invite nobody any more: the link opens nothing


@dataclass(frozen=True, slots=True)
class InvitationTyped:
    """The form of an invitation as it stands."""

    email: str = ""
    name: str = ""
    is_admin: bool = False
    refusal: str = ""


@dataclass(frozen=True, slots=True)
class People:
    """The page of the people."""

    people: tuple[PersonRow, ...]
    invitations: tuple[InvitationRow, ...]
    typed: InvitationTyped = InvitationTyped()


@dataclass(frozen=True, slots=True)
class PersonPage:
    """One of the people, with what an admin can do."""

    person: PersonRow
    session_count: int
    is_oneself: bool
    refusal: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ImportLine:
    """One line of the file, and what is wrong with it."""

    line: int
    name: str
    email: str
    is_admin: bool
    problems: tuple[str, ...] = ()  # each with its line and column
    known: str = ""  # why nothing has to be done; "" for somebody to invite


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What a file would do."""

    lines: tuple[ImportLine, ...] = ()
    problems: tuple[str, ...] = ()
    packed: str = ""  # the file itself, carried from the preview to the deed

    @property
    def is_good(self) -> bool:
        """Whether there is somebody to invite, and nothing wrong anywhere."""
        return bool(self.new) and not self.all_problems

    @property
    def new(self) -> tuple[ImportLine, ...]:
        """Who would be invited."""
        return tuple(one for one in self.lines if not one.known)

    @property
    def all_problems(self) -> tuple[str, ...]:
        """Of the file and of each of its lines."""
        return (*self.problems, *(words for one in self.lines for words in one.problems))
