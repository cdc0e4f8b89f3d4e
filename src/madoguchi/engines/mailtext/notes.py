"""What was repaired and what was found broken while one mail is read, each thing once and in order."""

from madoguchi.engines.mailtext.charsets import decode

_MOST = 50


class Notes:
    """Collects repairs and defects during a single call of `parse`; nothing of it outlives that call."""

    def __init__(self) -> None:
        self._repairs: dict[str, None] = {}
        self._defects: dict[str, None] = {}

    def defect(self, sentence: str) -> None:
        """Note something broken; only the first fifty different ones are kept."""
        if len(self._defects) < _MOST:
            self._defects.setdefault(sentence)

    def text(self, data: bytes, *, where: str, label: str = "", hint: str = "") -> str:
        """Decode bytes to clean text, noting at `where` what had to be repaired."""
        decoded = decode(data, label, hint)
        if decoded.repair and len(self._repairs) < _MOST:
            self._repairs.setdefault(f"{where}: {decoded.repair}")
        return self.clean(decoded.text, where=where)

    def clean(self, text: str, *, where: str) -> str:
        """Text without NUL, which databases refuse, and without lone surrogates, which UTF-8 cannot hold."""
        if "\0" in text:
            self.defect(f"{where}: NUL characters removed")
            text = text.replace("\0", "")
        try:
            text.encode()
        except UnicodeEncodeError:
            self.defect(f"{where}: lone surrogates replaced")
            text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        return text

    @property
    def repairs(self) -> tuple[str, ...]:
        """Where which charset was not what it said."""
        return tuple(self._repairs)

    @property
    def defects(self) -> tuple[str, ...]:
        """What was broken."""
        return tuple(self._defects)
