"""What a key does, in a word and in a sentence, and how a key is called."""

from __future__ import annotations

from typing import Literal, NamedTuple

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
]
"""Where an action means something: `refresh` while one runs, `search` while one is
showing; a `book` is a list of rules or of what was done, `changes` the screen that shows what
became of an article, `files` the list of what came with one,
`stories` the list of stories, and `story` the page of one."""


class Action(NamedTuple):
    """Something a key does."""

    id: str
    """Group and name, such as `mark.star`; what a person's own key table refers to."""
    keys: tuple[str, ...]
    """The default keys, as Textual names them; a single character stands for itself."""
    action: str
    """The method that does it; `{key}` in it stands for the key that was pressed."""
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
    def caption(self) -> str:
        """The first key as a person reads it."""
        return key_caption(self.keys[0])


_CAPTIONS = {
    "down": "↓",
    "up": "↑",
    "left": "←",
    "right": "→",
    "escape": "Esc",
    "enter": "Enter",
    "space": "Space",
    "backspace": "Backspace",
    "tab": "Tab",
    "home": "Home",
    "end": "End",
    "pageup": "PgUp",
    "pagedown": "PgDn",
}


def key_caption(key: str) -> str:
    """A key as a person reads it."""
    if key.startswith("ctrl+"):
        return f"Ctrl+{key[5:].upper()}"
    return _CAPTIONS.get(key, key)


def keys_caption(action: Action) -> str:
    """All keys of an action as a person reads them."""
    if action.id == "move.top":
        return "g g  Home"
    if action.id == "read.number":
        return "1 … 9"
    return "  ".join(key_caption(key) for key in action.keys)
