"""What can happen to a token."""

from dataclasses import dataclass

from madoguchi.desk.platform.changes import SettingsHappening
from madoguchi.desk.platform.words import later


@dataclass(frozen=True, kw_only=True)
class ApiTokenMade(SettingsHappening):
    """Another system may ask the desk from now on."""

    kind_label = later("APIトークンの発行")
    told = later("APIトークン「%(name)s」を発行しました。")

    token_id: int
    name: str


@dataclass(frozen=True, kw_only=True)
class ApiTokenRevoked(SettingsHappening):
    """The token opens nothing any more."""

    kind_label = later("APIトークンの失効")
    told = later("APIトークン「%(name)s」を失効させました。")

    token_id: int
    name: str
