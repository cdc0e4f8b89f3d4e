"""What can happen to a client's settings and to who sees it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from django.utils.functional import Promise

from madoguchi.desk.platform.changes import SettingsHappening
from madoguchi.desk.platform.words import later
from madoguchi.engines.rulebook import Severity

MINUTES = later("%s分")
SEVERITIES: Mapping[str, str | Promise] = {
    **{one.value: later(one.label) for one in Severity},
    "off": later("切"),
    "standard": later("標準"),
}


@dataclass(frozen=True, kw_only=True)
class ClientAdded(SettingsHappening):
    """A client came to the desk."""

    kind_label = later("委託元の追加")
    told = later("委託元を加えました。")


@dataclass(frozen=True, kw_only=True)
class ClientChanged(SettingsHappening):
    """The client is called, coloured or signs differently."""

    kind_label = later("委託元の変更")
    names: ClassVar[Mapping[str, str | Promise]] = {
        "name": later("名前"),
        "key": later("識別名"),
        "hue": later("色"),
        "sender_name": later("差出人名"),
        "signature": later("署名"),
    }


@dataclass(frozen=True, kw_only=True)
class ClientClosed(SettingsHappening):
    """The contract ended: nobody is assigned any more. Mail still comes in."""

    kind_label = later("委託の終了")
    told = later("委託を終了しました。担当の割り当ては終わりました。")


@dataclass(frozen=True, kw_only=True)
class ClientReopened(SettingsHappening):
    """A closed client came back."""

    kind_label = later("委託の再開")
    told = later("委託を再開しました。")


@dataclass(frozen=True, kw_only=True)
class ReplyPolicyChanged(SettingsHappening):
    """A new version of desk hours and reply targets: in force for what comes in from now on."""

    kind_label = later("営業時間と返信の目標")
    told = later("営業時間と返信の目標の第%(version)s版を作りました。")
    names: ClassVar[Mapping[str, str | Promise]] = {
        "hours": later("営業時間"),
        "holidays": later("日本の祝日"),
        "due": later("期限の目標"),
        "late": later("遅延の目標"),
        "limit": later("上限の目標"),
        "closure": later("休業日"),
        "extra": later("臨時の営業日"),
    }
    units: ClassVar[Mapping[str, str | Promise]] = {
        "due": MINUTES,
        "late": MINUTES,
        "limit": MINUTES,
    }

    policy_id: int
    version: int


@dataclass(frozen=True, kw_only=True)
class AddressAdded(SettingsHappening):
    """Mail to one more address belongs to the client."""

    kind_label = later("アドレスの追加")
    told = later("アドレス %(address)s を加えました。")

    address_id: int
    address: str


@dataclass(frozen=True, kw_only=True)
class DefaultAddressChanged(SettingsHappening):
    """Another address is the one that new mail leaves from."""

    kind_label = later("差出人アドレスの変更")
    names: ClassVar[Mapping[str, str | Promise]] = {"address": later("差出人のアドレス")}
    units: ClassVar[Mapping[str, str | Promise]] = {"address": " %s "}

    address_id: int


@dataclass(frozen=True, kw_only=True)
class AddressRemoved(SettingsHappening):
    """An address that was never used is no longer the client's."""

    kind_label = later("アドレスの削除")
    told = later("アドレス %(address)s を外しました。")

    address_id: int
    address: str


@dataclass(frozen=True, kw_only=True)
class TermAdded(SettingsHappening):
    """A word to avoid and the client's own word for it."""

    kind_label = later("用語の追加")
    told = later("用語「%(avoided)s → %(preferred)s」を加えました。")

    term_id: int
    avoided: str
    preferred: str


@dataclass(frozen=True, kw_only=True)
class TermChanged(SettingsHappening):
    """A pair of words became another."""

    kind_label = later("用語の変更")
    names: ClassVar[Mapping[str, str | Promise]] = {
        "avoided": later("避ける語"),
        "preferred": later("使う語"),
        "note": later("メモ"),
        "example": later("例"),
    }

    term_id: int


@dataclass(frozen=True, kw_only=True)
class TermRemoved(SettingsHappening):
    """A word is no longer avoided."""

    kind_label = later("用語の削除")
    told = later("用語「%(avoided)s → %(preferred)s」を外しました。")

    term_id: int
    avoided: str
    preferred: str


@dataclass(frozen=True, kw_only=True)
class TermSuggestionDismissed(SettingsHappening):
    """A word that was learned from messages will not be suggested again."""

    kind_label = later("用語の提案の見送り")
    told = later("用語の提案「%(avoided)s → %(preferred)s」を見送りました。")

    suggestion_id: int
    avoided: str
    preferred: str


@dataclass(frozen=True, kw_only=True)
class RuleSeverityChanged(SettingsHappening):
    """A rule weighs more or less for this client."""

    kind_label = later("ガードの強さ")
    told = later("ルール「%(title)s」の強さを変えました。")
    names: ClassVar[Mapping[str, str | Promise]] = {"severity": later("強さ")}
    words: ClassVar[Mapping[str, Mapping[str, str | Promise]]] = {"severity": SEVERITIES}

    rule: str
    title: str


@dataclass(frozen=True, kw_only=True)
class TemplateAdded(SettingsHappening):
    """A text to begin replies with."""

    kind_label = later("定型文の追加")
    told = later("定型文「%(title)s」を加えました。")

    template_id: int
    title: str


@dataclass(frozen=True, kw_only=True)
class TemplateChanged(SettingsHappening):
    """The text, its title or its place changed."""

    kind_label = later("定型文の変更")
    told = later("定型文「%(title)s」を変えました。")
    names: ClassVar[Mapping[str, str | Promise]] = {
        "title": later("題名"),
        "body": later("本文"),
        "shortcut": later("略号"),
        "position": later("並び順"),
    }

    template_id: int
    title: str


@dataclass(frozen=True, kw_only=True)
class TemplateArchived(SettingsHappening):
    """Nobody is offered the text any more."""

    kind_label = later("定型文の取り下げ")
    told = later("定型文「%(title)s」を取り下げました。")

    template_id: int
    title: str


@dataclass(frozen=True, kw_only=True)
class PersonAssigned(SettingsHappening):
    """Somebody was assigned to the client."""

    kind_label = later("担当の割り当て")
    told = later("%(person)sさんを%(role)sにしました（%(starts_at)s から）。")

    person_id: int
    role: str
    starts_at: datetime
    ends_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class AssignmentEnded(SettingsHappening):
    """Somebody works for the client until then and no longer."""

    kind_label = later("担当の終了")
    told = later("%(person)sさんの%(role)sを %(ends_at)s で終えました。")

    assignment_id: int
    person_id: int
    role: str
    ends_at: datetime


@dataclass(frozen=True, kw_only=True)
class TrainingBegun(SettingsHappening):
    """What somebody sends for the client goes to a director first."""

    kind_label = later("研修の開始")
    told = later("%(person)sさんを研修中にしました。返信は、ディレクターの承認を経て送信されます。")

    assignment_id: int
    person_id: int


@dataclass(frozen=True, kw_only=True)
class TrainingEnded(SettingsHappening):
    """Somebody sends for the client on their own."""

    kind_label = later("研修の終了")
    told = later("%(person)sさんの研修を終えました。")

    assignment_id: int
    person_id: int


@dataclass(frozen=True, kw_only=True)
class PhraseAdded(SettingsHappening):
    """A phrase that is never written, or that a conversation must hold."""

    kind_label = later("言い回しの追加")
    told = later("言い回し「%(phrase)s」を加えました。")

    phrase_id: int
    phrase: str


@dataclass(frozen=True, kw_only=True)
class PhraseRemoved(SettingsHappening):
    """A phrase may be written again, or left out."""

    kind_label = later("言い回しの削除")
    told = later("言い回し「%(phrase)s」を外しました。")

    phrase_id: int
    phrase: str


@dataclass(frozen=True, kw_only=True)
class AccessReasoned(SettingsHappening):
    """An admin wrote why they must read this client's conversations."""

    kind_label = later("理由を書いた閲覧")
    told = later("対応を %(ends_at)s まで読めるようにしました。理由：%(reason)s")

    access_id: int
    ends_at: datetime
