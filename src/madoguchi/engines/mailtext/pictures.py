"""The pictures of a mail's HTML: its own are shown, remote ones only when somebody asks for them."""

import html
import re
from collections.abc import Mapping
from urllib.parse import unquote

_IMAGE = re.compile(r'<img\b((?:[^<>"]|"[^"]*")*)>')
_ATTRIBUTE = re.compile(r'([a-z-]+)="([^"]*)"')


def with_pictures(
    sanitised: str, own: Mapping[str, str], *, are_remote_shown: bool
) -> tuple[str, int]:
    """Sanitised HTML with addresses of its own pictures, and how many remote ones were left out.

    `own` leads from a content id (without brackets) to an address of ours. What leads nowhere keeps
    its words alone. Remote pictures are asked for by https only.
    """
    left_out = 0

    def arranged(image: re.Match[str]) -> str:
        nonlocal left_out
        written: list[str] = []
        for name, value in _ATTRIBUTE.findall(image[1]):
            if name != "src":
                written.append(f'{name}="{value}"')
                continue
            address = html.unescape(value).strip()
            scheme, _, rest = address.partition(":")
            if scheme.lower() == "cid":
                address = own.get(unquote(rest), "")
            elif scheme.lower() in ("http", "https"):
                left_out += not are_remote_shown
                address = f"https:{rest}" if are_remote_shown else ""
            if address:
                written.append(f'src="{html.escape(address)}"')
        return f"<img {' '.join(written)}>"

    return _IMAGE.sub(arranged, sanitised), left_out
