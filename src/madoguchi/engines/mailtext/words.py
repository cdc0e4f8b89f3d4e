"""Words of a header that are not ASCII, as RFC 2047 writes them."""

import base64

_WORD_BYTES = (
    42  # 42 bytes are 56 letters of base64: with =?utf-8?B?…?= 68 of the 75 that are allowed
)


def encoded_words(text: str) -> list[str]:
    """RFC 2047 words of UTF-8 base64 of at most 75 characters that never cut a character."""
    chunks = [bytearray()]
    for ch in text:
        if len(chunks[-1]) + len(ch.encode()) > _WORD_BYTES:
            chunks.append(bytearray())
        chunks[-1] += ch.encode()
    return [f"=?utf-8?B?{base64.b64encode(chunk).decode('ascii')}?=" for chunk in chunks]
