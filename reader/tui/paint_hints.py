"""The letters that stand on links while one is being chosen; pure."""

from __future__ import annotations

from itertools import islice, product

LETTERS = "asdfghjklqwertyuiopzxcvbnm"
"""Those under the fingers come first."""


def labels(count: int) -> list[str]:
    """So many labels, all of one length, as short as can be: none begins another."""
    size = 1
    while len(LETTERS) ** size < count:
        size += 1
    return ["".join(each) for each in islice(product(LETTERS, repeat=size), count)]
