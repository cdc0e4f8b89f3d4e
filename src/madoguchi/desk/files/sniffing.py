"""What a file really is, by its first bytes: what its name and its sender say can be wrong or a lie."""

import puremagic

# What a browser may show inside of our pages: pictures without scripts, recognised by their bytes.
PICTURES = {
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
    b"GIF87a": "image/gif",
    b"GIF89a": "image/gif",
}
WEBP = (b"RIFF", b"WEBP")
UNKNOWN = "application/octet-stream"
# Files that do something when they are opened by a hurried person.
RUNNABLE = (
    *(".exe", ".com", ".scr", ".bat", ".cmd", ".msi", ".pif", ".ps1", ".vbs", ".js", ".jse"),
    *(".wsf", ".hta", ".lnk", ".reg", ".jar", ".iso", ".img", ".dll", ".cpl", ".app", ".dmg"),
    ".apk",
)
_MZ, _ELF = b"MZ", b"\x7fELF"


def picture_type(data: bytes) -> str:
    """The type of a picture that pages may show; "" for everything else."""
    if data[:4] == WEBP[0] and data[8:12] == WEBP[1]:
        return "image/webp"
    return next((kind for magic, kind in PICTURES.items() if data.startswith(magic)), "")


def type_of(name: str, declared: str, data: bytes) -> str:
    """The media type by the bytes; the declared one only for text, which has no magic numbers."""
    if picture := picture_type(data):
        return picture
    try:
        found = puremagic.magic_string(data[:4096], filename=name)
    except (puremagic.PureError, ValueError):
        found = []
    sure = next((one.mime_type for one in found if one.mime_type and one.confidence >= 0.5), "")
    if sure:
        return str(sure)[:120]
    return declared[:120] if declared.startswith("text/") else UNKNOWN


def is_runnable(name: str, data: bytes) -> bool:
    """Whether opening it would run something: by its last ending, or by its first bytes."""
    return name.lower().rstrip(". ").endswith(RUNNABLE) or data.startswith((_MZ, _ELF))
