"""Made-up words and sentences, the same for the same seed.

The words are drawn by Zipf's law: the second most common word comes half as often as the first, the third a third as
often. They mean nothing, so nothing in a benchmark can be mistaken for a real child, family or service.
"""

from __future__ import annotations

from itertools import accumulate
from random import Random

VOCABULARY_SIZE = 26_000
ONSETS = ("b", "c", "ch", "d", "f", "g", "h", "l", "m", "n", "p", "r", "s", "st", "t", "tr", "v", "w")
VOWELS = ("a", "e", "i", "o", "u", "ea")
ENDINGS = ("n", "r", "l", "s", "t", "nd", "ck")
COMMON_WORDS = 500
REAL_WORDS = ("feral",)  # of those that come out by chance, the ones that the library avoids
FIRST_RARE_WORD, LAST_RARE_WORD = 300, 6_000


class Prose:
    """A source of made-up words, phrases and texts."""

    def __init__(self, seed: str) -> None:
        self.random = Random(seed)
        self.words = _vocabulary(Random("vocabulary"))
        self.weights = list(accumulate(1 / rank for rank in range(1, len(self.words) + 1)))

    def phrase(self, length: int) -> str:
        """Return so many words in a row, in lower case."""
        return " ".join(self.random.choices(self.words, cum_weights=self.weights, k=length))

    def rare_phrase(self, length: int) -> str:
        """Return words that few texts hold, such as a name or a synonym."""
        return " ".join(self.random.sample(self.words[FIRST_RARE_WORD:LAST_RARE_WORD], length))

    def title(self, length: int) -> str:
        """Return a phrase with a capital letter."""
        return self.phrase(length).capitalize()

    def text(self, length: int) -> str:
        """Return sentences with about so many words in all, a fifth more or less."""
        left = round(length * self.random.uniform(0.8, 1.2))
        sentences = []
        while left > 0:
            size = min(left, self.random.randint(8, 18))
            sentences.append(f"{self.title(size)}.")
            left -= size
        return " ".join(sentences)

    def texts(self, number: int, length: int) -> list[str]:
        """Return several texts of about the same length."""
        return [self.text(length) for _ in range(number)]


def _vocabulary(random: Random) -> list[str]:
    """Return the words, the most common first; common words are short, as in real languages."""
    words: dict[str, None] = {}
    while len(words) < VOCABULARY_SIZE:
        open_syllables = 2 if len(words) < COMMON_WORDS else random.choice((1, 1, 2))
        ending = "" if len(words) < COMMON_WORDS else _syllable(random) + random.choice(ENDINGS)
        words.setdefault("".join(_syllable(random) for _ in range(open_syllables)) + ending)
    return [word for word in words if word not in REAL_WORDS]


def _syllable(random: Random) -> str:
    return random.choice(ONSETS) + random.choice(VOWELS)
