"""What can happen to the people of the provider: ids and short values, no secrets and no addresses."""

from dataclasses import dataclass
from datetime import datetime

from madoguchi.desk.platform.changes import SettingsHappening
from madoguchi.desk.platform.events import Happening
from madoguchi.desk.platform.words import later


@dataclass(frozen=True, kw_only=True)
class PersonHappening(Happening):
    """Something that happened to a person of the provider, and so to no client."""

    client_id: int | None = None
    person_id: int


@dataclass(frozen=True, kw_only=True)
class PersonAdded(PersonHappening):
    """Somebody can sign in from now on."""

    is_admin: bool


@dataclass(frozen=True, kw_only=True)
class PersonRenamed(PersonHappening):
    """Somebody changed their own name."""


@dataclass(frozen=True, kw_only=True)
class LanguageChosen(PersonHappening):
    """Somebody reads the pages in another language: "ja" or "en"."""

    language: str


@dataclass(frozen=True, kw_only=True)
class PersonMadeAdmin(PersonHappening):
    """Somebody may manage."""


@dataclass(frozen=True, kw_only=True)
class PersonNoLongerAdmin(PersonHappening):
    """Somebody may no longer manage."""


@dataclass(frozen=True, kw_only=True)
class PersonDeactivated(PersonHappening):
    """Somebody left: their sessions ended."""


@dataclass(frozen=True, kw_only=True)
class PersonReactivated(PersonHappening):
    """Somebody came back."""


@dataclass(frozen=True, kw_only=True)
class SignedIn(PersonHappening):
    """Somebody signed in, with a second factor or without."""

    second_factor: bool


@dataclass(frozen=True, kw_only=True)
class SessionsEnded(PersonHappening):
    """Sessions were ended by the person or by an admin."""

    count: int


@dataclass(frozen=True, kw_only=True)
class PasswordChanged(PersonHappening):
    """Somebody has another password: changed by hand, or reset by a link."""


@dataclass(frozen=True, kw_only=True)
class SecondFactorAdded(PersonHappening):
    """An authenticator app ("totp") or a passkey ("webauthn") asks from now on."""

    factor: str


@dataclass(frozen=True, kw_only=True)
class SecondFactorRemoved(PersonHappening):
    """The person took a second factor away."""

    factor: str


@dataclass(frozen=True, kw_only=True)
class SecondFactorReset(PersonHappening):
    """An admin took all second factors away, since the person lost them."""

    reason: str


@dataclass(frozen=True, kw_only=True)
class RecoveryCodesMade(PersonHappening):
    """New recovery codes; the old ones open nothing."""


@dataclass(frozen=True, kw_only=True)
class InvitationHappening(Happening):
    """Something that happened to an invitation."""

    client_id: int | None = None
    invitation_id: int


@dataclass(frozen=True, kw_only=True)
class PersonInvited(InvitationHappening):
    """Somebody was asked to join."""

    is_admin: bool


@dataclass(frozen=True, kw_only=True)
class InvitationSentAgain(InvitationHappening):
    """A new link; the old one opens nothing."""


@dataclass(frozen=True, kw_only=True)
class InvitationWithdrawn(InvitationHappening):
    """The link opens nothing any more."""


@dataclass(frozen=True, kw_only=True)
class InvitationAccepted(InvitationHappening):
    """Somebody joined by their link: the provider, or the client of that id."""

    person_id: int
    joined_at: datetime
    member_of: int | None = None


@dataclass(frozen=True, kw_only=True)
class PeopleImported(Happening):
    """An admin invited many at once."""

    client_id: int | None = None
    count: int


@dataclass(frozen=True, kw_only=True)
class ProviderNamed(SettingsHappening):
    """The provider calls itself by another name."""

    kind_label = later("自社の名前の変更")
    told = later("自社の名前を「%(name)s」にしました。")

    client_id: int | None = None
    name: str
