"""What was typed so far of a number and of keys that belong together, and what comes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from reader.config.keymap import Actions, Keymap, Scope
    from reader.config.strokes import Strokes

_MOST = 1_000_000
"""No list is longer, and no number is."""


class Typed(NamedTuple):
    """A number, and keys after it that wait for more."""

    number: int = 0
    strokes: Strokes = ()


class Meant(NamedTuple):
    """Actions that were typed."""

    actions: Actions
    number: int
    last: str
    """The key that was pressed last."""


class Lost(NamedTuple):
    """Keys that mean nothing."""

    strokes: Strokes


def _counts(keymap: Keymap, scope: Scope, before: Typed, stroke: str) -> bool:
    """Whether a key is a digit of a number."""
    if before.strokes or not (stroke.isascii() and stroke.isdigit()):
        return False
    return bool(before.number) or (stroke != "0" and not keymap.meaning(scope, (stroke,)))


def press(keymap: Keymap, scope: Scope, before: Typed, stroke: str) -> Typed | Meant | Lost:
    """What comes of one more key. Nothing here knows of time: what is begun waits.

    A digit begins a number where it means nothing else; Esc leaves what was begun.
    """
    strokes = (*before.strokes, stroke)
    if before != Typed() and stroke == "escape":
        return Typed()
    if not before.strokes and before.number and stroke == "backspace":
        return Typed(before.number // 10)
    if _counts(keymap, scope, before, stroke):
        return Typed(min(before.number * 10 + int(stroke), _MOST))
    match keymap.meaning(scope, strokes):
        case "more":
            return Typed(before.number, strokes)
        case None | ():
            return Lost(strokes)
        case actions:
            return Meant(actions, before.number, stroke)
