"""Charset labels as mail programs spell them, and the codec that really reads such mail."""

import re

_JAPANESE = {
    "iso-2022-jp": "iso2022jp csiso2022jp iso2022jp1 iso2022jp2 iso2022jp3 iso2022jp2004 jis xjis jis7",
    "iso-2022-jp-ms": "iso2022jpms cp50220 cp50221 cp50222 xwindowsiso2022jp xwindows50220 xwindows50221",
    "cp932": (
        "shiftjis sjis xsjis mskanji windows31j cswindows31j cp932 ms932 windows932 xmscp932 csshiftjis"
        " shiftjis2004 shiftjisx0213 sjiswin ibm943 cp943 xshiftjis"
    ),
    "euc-jp": "eucjp xeucjp ujis euc xeuc cseucpkdfmtjapanese",
    "euc-jp-ms": "eucjpms eucjpwin cp51932 windows51932",
}
_LATIN = {
    "cp1252": "iso88591 latin1 windows1252 cp1252 l1 ansi",
    "iso8859-15": "iso885915 latin9",
}
_FOREIGN = {
    "utf-8": "utf8 unicode11utf8 cp65001 utf8mac utf8bom",
    "gb18030": "gb2312 gbk gb18030 cp936 euccn",
    "big5hkscs": "big5 cnbig5 big5hkscs",
    "cp949": "euckr ksc56011987 ksc5601 cp949 uhc",
    "koi8-r": "koi8r",
    "koi8-u": "koi8u",
    "cp874": "tis620 windows874 iso885911",
    "mac-roman": "macintosh macroman",
    **{f"iso8859-{part}": f"iso8859{part}" for part in (2, 3, 4, 5, 6, 7, 8, 9, 10, 13, 14, 16)},
    **{
        f"cp{page}": f"windows{page} cp{page}"
        for page in (437, 850, 866, 1250, 1251, *range(1253, 1259))
    },
}
# Codecs in which ASCII bytes do not stand for themselves.
_SEVEN_BIT = {
    "hz": "hzgb2312 hz",
    "iso2022_kr": "iso2022kr",
    "utf-7": "utf7 unicode11utf7",
    "utf-16": "utf16 ucs2 iso10646ucs2",
    "utf-16-le": "utf16le",
    "utf-16-be": "utf16be",
    "utf-32": "utf32",
}

JIS = frozenset({"iso-2022-jp", "iso-2022-jp-ms"})
LATIN = frozenset(_LATIN)
JAPANESE_EIGHT_BIT = frozenset({"cp932", "euc-jp", "euc-jp-ms"})
SEVEN_BIT = frozenset(_SEVEN_BIT)
UNKNOWN = ""

_CODECS = {
    label: codec
    for table in (_JAPANESE, _LATIN, _FOREIGN, _SEVEN_BIT)
    for codec, labels in table.items()
    for label in labels.split()
}


def codec_for(label: str) -> str:
    """The codec behind a label in any spelling; UNKNOWN for `us-ascii`, `unknown-8bit`, nonsense and nothing.

    Only codecs of the tables above are ever returned, so that a label cannot reach Python's odd codecs (idna, rot13).
    """
    return _CODECS.get(re.sub(r"[^a-z0-9]", "", label.split("*", maxsplit=1)[0].lower()), UNKNOWN)
