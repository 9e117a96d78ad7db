"""What a key does, in a word and in a sentence, and how a key is called."""

from __future__ import annotations

from typing import Literal, NamedTuple, get_args

from reader.config.strokes import stroke_caption

Where = Literal[
    "anywhere",
    "list",
    "article",
    "refresh",
    "search",
    "feeds",
    "changes",
    "dialog",
    "book",
    "files",
    "stories",
    "story",
    "terms",
]
"""Where an action means something: `list` is a list of articles or the sidebar, `refresh` while
one runs, `search` while one is showing; a `book` is a list of rules or of what was done, `changes`
the screen that shows what became of an article, `files` the list of what came with one, `stories`
the list of stories, `story` the page of one, and `terms` what is followed of it."""

PLACES: tuple[Where, ...] = get_args(Where)


class Action(NamedTuple):
    """Something a key does."""

    id: str
    """Group and name, such as `mark.star`; what a person's own keymap refers to."""
    keys: tuple[str, ...]
    """The keys of the default keymap, as `strokes` reads them: "g g" is two presses."""
    action: str
    """The method that does it; `{key}` in it stands for the key that was pressed, `{count}` for the
    number that was typed before it, 0 where none was."""
    title: str
    """A word or two for hints and the palette."""
    help: str
    """One sentence for the help screen."""
    where: Where = "anywhere"

    @property
    def group(self) -> str:
        """The part of the help it stands in."""
        return self.id.partition(".")[0]

    @property
    def counts(self) -> bool:
        """Whether a number before it means something."""
        return "{count}" in self.action

    @property
    def in_hints(self) -> str:
        """Its title as it stands in a line of hints."""
        return self.title[:1].lower() + self.title[1:]


def key_caption(keys: str) -> str:
    """A key, or keys that are pressed one after another, as a person reads them."""
    return " ".join(map(stroke_caption, keys.split(" ")))


def captions(keys: tuple[str, ...]) -> tuple[str, ...]:
    """All keys of an action; what ends in each number from 1 to 9 is told as a range."""
    begun = keys[0][:-1] if keys else ""
    if keys == tuple(f"{begun}{number}" for number in range(1, 10)):
        return (f"{key_caption(keys[0])} … 9",)
    return tuple(map(key_caption, keys))
