"""Lines of a mail that break off in the middle of a sentence, joined."""

import re

# 明日17時までに⏎ご連絡いたします; a quoted line, a point of a list and an empty line stay apart.
_BROKEN = re.compile(
    r"(?m)^(?![ \t\u3000]*[>＞|｜・●■◆◇○□▼※*＊\-])(?P<line>[^\n]*[はがをにでとのてしへもや、,りき])(?P<break>[ \t\u3000]*\r?\n[ \t\u3000]*)(?=[^\s>＞|｜・●■◆◇○□▼※*＊【\[（(\d０-９①-⑳-])"
)


def unwrapped(text: str) -> str:
    """The text, as long as before, with spaces for line breaks after a particle, a て or a comma."""
    return _BROKEN.sub(lambda match: match["line"] + " " * len(match["break"]), text)
