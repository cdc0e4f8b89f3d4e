"""ISO-2022-JP and EUC-JP as Windows writes them: NEC row 13, IBM extensions and half-width kana through cp932."""

import re

_ESCAPE = re.compile(rb"\x1b(\([A-Z]|\$\([A-Z]|\$[@AB])|([\r\n]+)|(\x0e)|(\x0f)")
_EUC_RUN = re.compile(
    rb"((?:[\xa1-\xfe][\xa1-\xfe])+)|\x8e([\xa1-\xdf])|(\x8f[\xa1-\xfe]{2})|([\x80-\xff])"
)
# What two-byte sets other than JIS X 0208 are called by Python; the second value goes before each pair.
_OTHER_SETS = {
    b"$(D": ("euc_jp", b"\x8f"),
    b"$(O": ("euc_jis_2004", b""),
    b"$(Q": ("euc_jis_2004", b""),
    b"$(P": ("euc_jis_2004", b"\x8f"),
    b"$A": ("gb2312", b""),
    b"$(C": ("euc_kr", b""),
}
_PAIRS = re.compile(rb"(?s)..?")


def _shifted(pairs: bytes) -> bytes:
    """JIS X 0208 pairs (7 bits) as Shift-JIS bytes; an odd last byte is left as it is."""
    shifted = bytearray()
    for place in range(0, len(pairs) - 1, 2):
        row, cell = pairs[place], pairs[place + 1]
        lead = ((row - 0x21) >> 1) + 0x81
        shifted.append(lead + 0x40 if lead > 0x9F else lead)
        trail = cell + (0x1F if row % 2 else 0x7E)
        shifted.append(trail + 1 if row % 2 and trail >= 0x7F else trail)
    return bytes(shifted)


def _two_byte(run: bytes) -> str:
    if not re.fullmatch(rb"[\x21-\x7e]*", run):
        visible = re.sub(rb"[^\x21-\x7e]+", b"", run)
        return _two_byte(visible) + "\ufffd" * (len(run) - len(visible))
    odd = "\ufffd" if len(run) % 2 else ""
    return _shifted(run).decode("cp932", "replace") + odd


def _other_set(run: bytes, escape: bytes) -> str:
    codec, prefix = _OTHER_SETS[escape]
    high = bytes(byte | 0x80 for byte in run)
    return b"".join(prefix + pair for pair in _PAIRS.findall(high)).decode(codec, "replace")


def _segment(run: bytes, state: bytes) -> str:
    if state == b"(I":
        return bytes(byte | 0x80 if 0x21 <= byte <= 0x5F else byte for byte in run).decode(
            "cp932", "replace"
        )
    if state in _OTHER_SETS:
        return _other_set(run, state)
    if state.startswith(b"$"):
        # A blank inside of two-byte text is a blank of the writer, not half of a character.
        return (
            " ".join(_two_byte(piece) for piece in run.split(b" "))
            if run.count(b" ")
            else _two_byte(run)
        )
    return run.decode("cp932", "replace")


def decode_iso2022jp(data: bytes) -> str:
    """Decode escape-sequence text of any Japanese variant; what no set explains becomes U+FFFD.

    A line end returns to ASCII (RFC 1468), as does SI; SO shifts to half-width kana (cp50222).
    """
    pieces: list[str] = []
    state, place = b"(B", 0
    for match in _ESCAPE.finditer(data):
        pieces.append(_segment(data[place : match.start()], state))
        place = match.end()
        escape, newline, shift_out, _ = match.groups()
        state = escape or (b"(I" if shift_out else b"(B")
        if newline:
            pieces.append(newline.decode("ascii"))
    pieces.append(_segment(data[place:], state))
    return "".join(pieces)


def decode_euc(data: bytes) -> str:
    """Decode EUC-JP with the rows that cp51932 and eucJP-ms add; the unknown becomes U+FFFD."""

    def one(match: re.Match[bytes]) -> bytes:
        pairs, kana, supplementary, _ = match.groups()
        if pairs:
            return _two_byte(bytes(byte & 0x7F for byte in pairs)).encode()
        if kana:
            return kana.decode("cp932").encode()
        if supplementary:
            return supplementary.decode("euc_jp", "replace").encode()
        return "\ufffd".encode()

    return _EUC_RUN.sub(one, data).decode()
