"""Why `madoguchi run` does not start, or ends by itself."""


class CannotRun(Exception):
    """Reads as a sentence, Japanese and English."""

    def __init__(self, japanese: str, english: str, details: str = "") -> None:
        super().__init__("\n".join(filter(None, (f"{japanese} / {english}", details.rstrip()))))
