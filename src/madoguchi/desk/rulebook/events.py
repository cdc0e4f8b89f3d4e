"""What can happen to the rulebook: it belongs to no client."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from django.utils.functional import Promise

from madoguchi.desk.clients.events import SEVERITIES
from madoguchi.desk.platform.changes import SettingsHappening
from madoguchi.desk.platform.words import later
from madoguchi.engines.rulebook import RULES


@dataclass(frozen=True, kw_only=True)
class RulebookDraftBegun(SettingsHappening):
    """Somebody began the next version."""

    kind_label = later("ルールブックの下書きの開始")
    told = later("ルールブック第%(version)s版の下書きを始めました。")

    client_id: int | None = None
    version: int


@dataclass(frozen=True, kw_only=True)
class RulebookDraftDiscarded(SettingsHappening):
    """The next version was given up."""

    kind_label = later("ルールブックの下書きの破棄")
    told = later("ルールブックの下書きを捨てました。")

    client_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class RuleEdited(SettingsHappening):
    """A rule of the draft says something else, or is new."""

    kind_label = later("ルールの編集")
    told = later("下書きのルール「%(title)s」を変えました。")
    names: ClassVar[Mapping[str, str | Promise]] = {
        "title": later("名前"),
        "meaning": later("本文"),
        "severity": later("強さ"),
        "check": later("チェック"),
        "bad": later("✗の例の数"),
        "good": later("◯の例の数"),
    }
    words: ClassVar[Mapping[str, Mapping[str, str | Promise]]] = {
        "severity": SEVERITIES,
        "check": {slug: later(rule.title) for slug, rule in RULES.items()},
    }

    client_id: int | None = None
    rule: str
    title: str


@dataclass(frozen=True, kw_only=True)
class RuleRemoved(SettingsHappening):
    """A rule is no longer in the draft."""

    kind_label = later("ルールの削除")
    told = later("下書きからルール「%(title)s」を外しました。")

    client_id: int | None = None
    rule: str
    title: str


@dataclass(frozen=True, kw_only=True)
class HouseWordChanged(SettingsHappening):
    """A word rule of the draft is new or says something else."""

    kind_label = later("ことばのルールの編集")
    told = later("下書きのことばのルール「%(avoid)s → %(prefer)s」を保存しました。")

    client_id: int | None = None
    avoid: str
    prefer: str


@dataclass(frozen=True, kw_only=True)
class HouseWordRemoved(SettingsHappening):
    """A word rule is no longer in the draft."""

    kind_label = later("ことばのルールの削除")
    told = later("下書きからことばのルール「%(avoid)s → %(prefer)s」を外しました。")

    client_id: int | None = None
    avoid: str
    prefer: str


@dataclass(frozen=True, kw_only=True)
class RulebookPublished(SettingsHappening):
    """A version is in force from now on."""

    kind_label = later("ルールブックの公開")
    told = later("ルールブック第%(version)s版を公開しました。")

    client_id: int | None = None
    version: int


@dataclass(frozen=True, kw_only=True)
class RulebookConfirmed(SettingsHappening):
    """Somebody said that they have read the version in force."""

    kind_label = later("ルールブックを読んだ確認")
    told = later("ルールブック第%(version)s版を読みました。")

    client_id: int | None = None
    version: int
