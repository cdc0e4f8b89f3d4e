"""What can happen to a client's contacts: told on the page of changes."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from django.utils.functional import Promise

from madoguchi.desk.platform.changes import SettingsHappening
from madoguchi.desk.platform.words import later, later_told


@dataclass(frozen=True, kw_only=True)
class OfContact:
    """Whom it concerns, and how they were called then."""

    contact_id: int
    name: str


@dataclass(frozen=True, kw_only=True)
class ContactAdded(OfContact, SettingsHappening):
    """Somebody of the client is known by name from now on."""

    kind_label = later("窓口担当者の追加")
    told = later("%(name)sさんを窓口担当者に加えました。")


@dataclass(frozen=True, kw_only=True)
class ContactChanged(OfContact, SettingsHappening):
    """Who they are or how they want to be written to was set anew."""

    kind_label = later("窓口担当者の変更")
    told = later("%(name)sさんの設定を変えました。")
    names: ClassVar[Mapping[str, str | Promise]] = {
        "name": later("名前"),
        "email": later("メールアドレス"),
        "department": later("部署"),
        "device": later("主に見る端末"),
        "preferred_form": later("喜ばれる書き方"),
        "preferred_words": later("使ってほしい言葉"),
    }
    words: ClassVar[Mapping[str, Mapping[str, str | Promise]]] = {
        "device": {"pc": later("パソコン"), "phone": later("スマートフォン")}
    }


@dataclass(frozen=True, kw_only=True)
class ContactLeft(OfContact, SettingsHappening):
    """They are no longer asked; who signed in no longer does."""

    kind_label = later("窓口担当者の解除")
    told = later("%(name)sさんを窓口担当者から外しました。")


@dataclass(frozen=True, kw_only=True)
class AbsenceNoted(OfContact, SettingsHappening):
    """They are away on these days (ISO), both included."""

    kind_label = later("不在の追加")
    told = later("%(name)sさんの不在（%(first)s〜%(last)s）を加えました。")

    first: str
    last: str


@dataclass(frozen=True, kw_only=True)
class AbsenceRemoved(OfContact, SettingsHappening):
    """They are there after all."""

    kind_label = later("不在の取り消し")
    told = later("%(name)sさんの不在（%(first)s〜%(last)s）を取り消しました。")

    first: str
    last: str


@dataclass(frozen=True, kw_only=True)
class MemberInvited(OfContact, SettingsHappening):
    """They were asked to sign in."""

    kind_label = later_told("contact", "招待")
    told = later("%(name)sさんを、ルームとポータルに招待しました。")


@dataclass(frozen=True, kw_only=True)
class MemberJoined(OfContact, SettingsHappening):
    """They sign in from now on, as this person."""

    kind_label = later_told("contact", "招待の受け入れ")
    told = later("%(name)sさんが、ルームとポータルに加わりました。")

    person_id: int


@dataclass(frozen=True, kw_only=True)
class OwnerNamed(OfContact, SettingsHappening):
    """They look after the client's own people from now on."""

    kind_label = later("自社の管理者の追加")
    told = later("%(name)sさんを、自社の管理者にしました。")


@dataclass(frozen=True, kw_only=True)
class OwnerNoLonger(OfContact, SettingsHappening):
    """They look after the client's own people no longer."""

    kind_label = later("自社の管理者の解除")
    told = later("%(name)sさんを、自社の管理者から外しました。")
