"""How the product says no: a sentence for the person, beside the action that refuses."""

from django.utils.functional import Promise

from madoguchi.desk.platform.words import say


class Refusal(Exception):
    """An action did not happen, and the person can be told why.

    A subclass's docstring is its sentence in Japanese, shown in the reader's language; an instance
    may carry a more exact one, already translated. Anything else that escapes an action is a bug.
    """

    def __init__(self, sentence: str | Promise = "") -> None:
        self.sentence = str(sentence) or say((self.__doc__ or "").strip().splitlines()[0])
        super().__init__(self.sentence)
