"""Small stories told by several outlets, every sentence labelled for whoever read the ones before.

`r` was read first. Then, to who has read all of the story above the sentence's own article: `k` is
known, in the same words or others; `p` is known, but for a part of it; `n` is new, or repeats what
is known with another number, name or quotation. Those in `tuning` were looked at while the rules
were made, those in `measuring` never.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from reader.text.memory import Memory
from reader.text.novelty import novelty

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = Path(__file__).parent
HALVES = ("tuning", "measuring")


_BRIGHTEST = ("new", "partly", "known")


class Label(NamedTuple):
    """A sentence with what it is and what it was taken for."""

    story: str
    text: str
    label: str
    taken: str
    why: str
    """How much of it was taken for read, and the words that were not."""


class Figures(NamedTuple):
    """How well what is new is found, where what is partly new counts as new."""

    sentences: int
    precision: float
    recall: float
    new_in_known: tuple[Label, ...]
    known_in_new: tuple[Label, ...]


def stories(half: str) -> Iterator[tuple[str, list[list[tuple[str, str]]]]]:
    """The stories of a half: each as its articles, each as labels with their sentences."""
    for path in sorted((HERE / half).glob("*.txt")):
        articles: list[list[tuple[str, str]]] = []
        for line in path.read_text("utf-8").splitlines():
            if line.startswith("=="):
                articles.append([])
            elif not line.startswith("#"):
                articles[-1].append((line[0], line[2:]))
        yield path.stem, articles


def labelled(half: str) -> Iterator[Label]:
    """Every labelled sentence of a half."""
    for story, articles in stories(half):
        memory = Memory()
        for article in articles:
            text = "\n".join(said for _, said in article)
            found, start = novelty(memory, text), 0
            for label, said in article:
                here = [each for each in found if start <= each.start < start + len(said)]
                start += len(said) + 1
                # A quotation may hold sentences of its own.
                taken = min(here, key=lambda each: _BRIGHTEST.index(each.known))
                why = " | ".join(text[hit.start : hit.end] for hit in taken.words)
                if label != "r":
                    yield Label(story, said, label, taken.known[0], f"{taken.share:.2f}: {why}")
            memory.read(text)


def figures(half: str) -> Figures:
    """Precision and recall of "new to you" on a half."""
    some = list(labelled(half))
    right = sum(each.label != "k" and each.taken != "k" for each in some)
    return Figures(
        len(some),
        right / sum(each.taken != "k" for each in some),
        right / sum(each.label != "k" for each in some),
        tuple(each for each in some if each.label == "k" and each.taken != "k"),
        tuple(each for each in some if each.label != "k" and each.taken == "k"),
    )
