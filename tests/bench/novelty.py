"""How well, how fast and in how many bytes what is new to a reader is told."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from reader.text.memory import Memory
from reader.text.novelty import novelty
from tests.novelty.labels import HALVES, figures, stories

if TYPE_CHECKING:
    from collections.abc import Callable

    Say = Callable[[str, str], None]

ROUNDS = 10


def measure(say: Say) -> None:
    """The figures of both halves of the labelled stories, and what remembering costs."""
    for half in HALVES:
        found = figures(half)
        say(
            f"new to you, {half} half, {found.sentences} sentences",
            f"precision {found.precision:.3f}, recall {found.recall:.3f}",
        )
    texts = [
        "\n".join(said for _, said in article)
        for half in HALVES
        for _, articles in stories(half)
        for article in articles
    ]
    count = ROUNDS * sum(text.count("\n") + 1 for text in texts)
    memory = Memory()
    say(
        "reading",
        f"{count / _seconds(lambda: [Memory().read(each) for each in texts]):.0f} a second",
    )
    for text in texts[::2]:
        memory.read(text)
    say(
        "judging",
        f"{count / _seconds(lambda: [novelty(memory, each) for each in texts]):.0f} a second",
    )
    say("bytes a sentence", f"{len(memory.to_bytes()) / len(memory):.0f}")


def _seconds(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    for _ in range(ROUNDS):
        work()
    return time.perf_counter() - begun
