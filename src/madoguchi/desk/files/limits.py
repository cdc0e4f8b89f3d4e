"""How much may be attached to one reply."""

LARGEST_FILE = 20_000_000  # bytes
MOST_TOGETHER = 25_000_000  # bytes of one reply: what usual mail servers take, in base64
MOST_FILES = 20
