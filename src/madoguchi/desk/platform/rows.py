"""What the shell around every page shows: plain values, no queries."""

import re
from dataclasses import dataclass

_COMPANY = re.compile(
    r"^(?:(?:株式|有限|合同|合資|合名|相互)会社|(?:一般|公益)?(?:社団|財団)法人|[（(][株有同][）)]|[㈱㈲])\s*"
)
MOST_COUNTED = 99  # nobody works off a hundred by their number, and counting on would cost


def counted(count: int | None) -> str:
    """「7」, 「99+」 beyond what is counted, "" for nothing."""
    if not count:
        return "" if count is None else "0"
    return str(count) if count <= MOST_COUNTED else f"{MOST_COUNTED}+"


@dataclass(frozen=True, slots=True)
class ClientChip:
    """A client as it is shown everywhere: its colour, its first letter, its name."""

    pk: int
    name: str
    hue: int  # 1–12, a colour of the stylesheet

    @property
    def tile(self) -> str:
        """The letter by which it is told from the others: not the 株 of 株式会社."""
        return (_COMPANY.sub("", self.name) or self.name)[:1]


@dataclass(frozen=True, slots=True)
class NavItem:
    """One link of the sidebar. `state` colours the count: "", "soon" or "late"."""

    slug: str
    label: str
    icon: str
    query: str = ""  # "?queue=mine", appended to the desk's address
    count: int | None = None
    state: str = ""
    current: bool = False

    @property
    def count_words(self) -> str:
        return counted(self.count)


@dataclass(frozen=True, slots=True)
class ClientItem:
    """A client in the sidebar, linking to the list that its number counts."""

    client: ClientChip
    query: str
    count: int = 0
    current: bool = False

    @property
    def count_words(self) -> str:
        return counted(self.count)


@dataclass(frozen=True, slots=True)
class ViewItem:
    """A filtered list that the person keeps under a name."""

    pk: int
    name: str
    query: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class SettingsItem:
    """One page of the settings: the name of its URL pattern, which needs no argument."""

    url: str
    label: str
    icon: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class MemberItem:
    """One link of a member's sidebar: the name of its URL pattern, which needs no argument."""

    url: str
    label: str
    icon: str
    count: int = 0
    current: bool = False

    @property
    def count_words(self) -> str:
        return counted(self.count) if self.count else ""


@dataclass(frozen=True, slots=True)
class MemberShell:
    """The frame around the pages of a client's own people."""

    person_pk: int
    person_name: str
    client: ClientChip
    items: tuple[MemberItem, ...]
    provider: str = ""  # whose desk it is
    directors: tuple[str, ...] = ()  # who leads the desk for them
    hours: str = ""  # 「受付中 10:00–19:00」
    is_open: bool = False
    section: str = "portal"
    settings: tuple[SettingsItem, ...] = ()
    single_keys: bool = False
    is_member: bool = True

    @property
    def initial(self) -> str:
        return self.person_name[:1]

    @property
    def role_label(self) -> str:
        """What stands below the name: the company."""
        return self.client.name


@dataclass(frozen=True, slots=True)
class Shell:
    """The frame of a signed-in person's page. `section` names the current nav entry:
    "desk", "quarantine", "settings" or "customers". None counts hide their entry."""

    person_pk: int
    person_name: str
    role_label: str
    section: str = "desk"
    desk_count: int = 0  # of the queue that the desk opens on
    desk_count_of: str = ""  # its name
    desk_query: str = ""  # the query of the desk that is shown, "" elsewhere
    queues: tuple[NavItem, ...] = ()
    clients: tuple[ClientItem, ...] = ()
    views: tuple[ViewItem, ...] = ()
    quarantine_count: int | None = None
    alert_count: int = 0  # alerts that this person has not opened
    promise_count: int = 0  # one's own that fall due today, or should have been kept
    task_count: int = 0  # this person's open tasks
    room_count: int = 0  # threads in clients' rooms with something that this person has not read
    rule_count: int = 0  # of the rulebook: what changed since this person confirmed a version
    waiting_count: int = 0  # replies that wait for this director's approval; 0 in their own list
    settings: tuple[SettingsItem, ...] = ()  # the pages of the settings that this person may use
    shows_board: bool = False  # somebody who directs, or an admin
    shows_customers: bool = False  # the demo's mailbox of customers
    single_keys: bool = True  # single letters of the keyboard do something for this person
    is_member: bool = False  # see MemberShell

    @property
    def initial(self) -> str:
        return self.person_name[:1]

    @property
    def waiting_count_words(self) -> str:
        return counted(self.waiting_count)

    @property
    def desk_count_words(self) -> str:
        return counted(self.desk_count) if self.desk_count else ""
