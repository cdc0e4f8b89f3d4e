"""Numbers as Japanese texts write them, in figures or in kanji up to ninety-nine."""

NUMBER = r"(?:\d{1,12}+|[一二三四五六七八九十]{1,12}+)"
_FIGURES = "一二三四五六七八九"


def number(said: str) -> int:
    """十五 is 15, 二十 20; what is no number is 0."""
    if said.isdecimal():
        return int(said)
    tens, ten, ones = said.rpartition("十")
    count = (_FIGURES.find(tens) + 1 if tens else 1) * 10 if ten else 0
    return count + (_FIGURES.find(ones) + 1 if ones else 0)
