"""Writes assets/frequencies from wordfreq's lists: `pip install wordfreq==3.1.1`, then
`python -m tests.frequencies`.

wordfreq (Robyn Speer) counts words of Wikipedia, subtitles, news, books, the web and more; its data
is under CC BY-SA 4.0, and so are the lists made from it. Words become the terms that the reader
compares by, so that the forms of one word add up.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import zstandard

from reader.stories.backdrop import packed
from reader.stories.terms import tokens

FOLDER = Path(__file__).parent.parent / "assets/frequencies"
MOST = {"en": 30_000}
OTHERS = 10_000
"""Terms of a language: what is rarer is telling enough, whatever it is."""
LANGUAGES = "ar cs da de el en es fa fi fr he hi hu id it ja ko nb nl pl pt ro ru sv tr uk vi zh"


def main() -> None:
    """Write a list for each language."""
    from wordfreq import get_frequency_dict  # type: ignore[import-not-found]

    for language in LANGUAGES.split():
        counted: Counter[str] = Counter()
        for word, frequency in get_frequency_dict(language, wordlist="best").items():
            for each in tokens(word, language):
                if not each.number:
                    counted[each.key] += frequency
        terms = dict(counted.most_common(MOST.get(language, OTHERS)))
        body = zstandard.compress(packed(terms).encode(), 19)
        (FOLDER / f"{language}.zst").write_bytes(body)


if __name__ == "__main__":
    main()
