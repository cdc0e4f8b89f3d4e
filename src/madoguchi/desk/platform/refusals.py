"""How the product says no: a sentence for the person, beside the action that refuses."""


class Refusal(Exception):
    """An action did not happen, and the person can be told why.

    A subclass's docstring is its sentence in Japanese; an instance may carry a more exact one.
    Anything else that escapes an action is a bug.
    """

    def __init__(self, sentence: str = "") -> None:
        self.sentence = sentence or (self.__doc__ or "").strip().splitlines()[0]
        super().__init__(self.sentence)
