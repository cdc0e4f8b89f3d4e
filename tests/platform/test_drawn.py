"""What was drawn lately is drawn once, within its room."""

from collections.abc import Callable

from madoguchi.desk.platform.drawn import Drawn


class Calls:
    """Draws the same words for every key, and remembers for which."""

    def __init__(self, words: str) -> None:
        self.words = words
        self.keys: list[str] = []

    def of(self, key: str) -> Callable[[], str]:
        """What draws for this key."""

        def draw() -> str:
            self.keys.append(key)
            return self.words

        return draw


def test_the_same_key_is_drawn_once() -> None:
    drawn, calls = Drawn(), Calls("words")

    words = [drawn.get("key", calls.of("key")) for _ in range(3)]

    assert words == ["words"] * 3
    assert calls.keys == ["key"]


def test_the_one_used_longest_ago_makes_room() -> None:
    drawn, calls = Drawn(room=10, largest=10), Calls("12345")

    for key in ("a", "b", "a", "c", "a", "b"):
        drawn.get(key, calls.of(key))

    assert calls.keys == ["a", "b", "c", "b"]


def test_what_is_larger_than_one_may_be_is_drawn_each_time() -> None:
    drawn, calls = Drawn(largest=3), Calls("1234")

    for _ in range(2):
        drawn.get("key", calls.of("key"))

    assert calls.keys == ["key", "key"]
