"""Why a chore of operations was not done; reads as a sentence, Japanese and English."""


class CannotOperate(Exception):
    """A chore that was not done."""

    def __init__(self, japanese: str, english: str) -> None:
        super().__init__(f"{japanese} / {english}")


class CannotBackUp(CannotOperate):
    """The backup was not made."""


class CannotRestore(CannotOperate):
    """The restore was not done; what was there before is there still."""
