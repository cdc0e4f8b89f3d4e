"""What can happen to a client's expectation sheet."""

from dataclasses import dataclass

from madoguchi.desk.platform.changes import SettingsHappening
from madoguchi.desk.platform.words import later


@dataclass(frozen=True, kw_only=True)
class SheetDrafted(SettingsHappening):
    """A version was begun."""

    kind_label = later("期待値シートの下書き")
    told = later("期待値シート第%(version)s版の下書きを始めました。")

    sheet_id: int
    version: int


@dataclass(frozen=True, kw_only=True)
class SheetEdited(SettingsHappening):
    """The draft says something else."""

    kind_label = later("期待値シートの下書き")
    told = later("期待値シート第%(version)s版の下書きを直しました。")

    sheet_id: int
    version: int


@dataclass(frozen=True, kw_only=True)
class SheetDiscarded(SettingsHappening):
    """The draft was thrown away."""

    kind_label = later("期待値シートの下書き")
    told = later("期待値シート第%(version)s版の下書きを捨てました。")

    version: int


@dataclass(frozen=True, kw_only=True)
class SheetProposed(SettingsHappening):
    """The text is fixed, and both sides are asked to sign it."""

    kind_label = later("期待値シートの提案")
    told = later("期待値シート第%(version)s版の合意をお願いしました。")

    sheet_id: int
    version: int


@dataclass(frozen=True, kw_only=True)
class SheetSigned(SettingsHappening):
    """One side agreed to the text."""

    kind_label = later("期待値シートの合意")
    told = later("%(name)sさんが期待値シート第%(version)s版に合意しました。")

    sheet_id: int
    version: int
    side: str
    name: str


@dataclass(frozen=True, kw_only=True)
class SheetAgreed(SettingsHappening):
    """Both sides agreed to the same text: the version is in force."""

    kind_label = later("期待値シートの合意")
    told = later("期待値シート第%(version)s版に両者が合意しました。")

    sheet_id: int
    version: int


@dataclass(frozen=True, kw_only=True)
class GapClosed(SettingsHappening):
    """Something that was open is settled."""

    kind_label = later("期待値シートの未決事項")
    told = later("期待値シート第%(version)s版の未決事項を1つ片付けました。")

    sheet_id: int
    version: int
    gap_id: int


@dataclass(frozen=True, kw_only=True)
class FigureRead(SettingsHappening):
    """Somebody wrote down what a free figure stands at."""

    kind_label = later("期待値シートの実績")
    told = later("期待値シート「%(label)s」の実績を記入しました。")

    figure_id: int
    label: str
