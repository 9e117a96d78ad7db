"""Keys by their names: as Textual says them, as a person writes them, as a person reads them."""

from __future__ import annotations

NAMED = {
    "down": "↓",
    "up": "↑",
    "left": "←",
    "right": "→",
    "escape": "Esc",
    "enter": "Enter",
    "space": "Space",
    "backspace": "Backspace",
    "delete": "Del",
    "insert": "Ins",
    "tab": "Tab",
    "shift+tab": "Shift+Tab",
    "home": "Home",
    "end": "End",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    **{f"f{number}": f"F{number}" for number in range(1, 25)},
}
"""Keys that are no characters, and how they are read."""

_OTHER_NAMES = {
    "esc": "escape",
    "return": "enter",
    "ret": "enter",
    "spc": "space",
    " ": "space",
    "bs": "backspace",
    "del": "delete",
    "ins": "insert",
    "pgup": "pageup",
    "pgdn": "pagedown",
    "page_up": "pageup",
    "page_down": "pagedown",
    "backtab": "shift+tab",
}
_HELD = ("ctrl", "alt", "shift", "super", "meta", "hyper")
_HELD_SHORT = {"c": "ctrl", "m": "alt", "a": "alt", "s": "shift"}

Strokes = tuple[str, ...]
"""Keys that are pressed one after another; a character stands for itself."""


def stroke(key: str, character: str | None) -> str:
    """A key press as a keymap names it, from Textual's name and what it would write."""
    plain = character is not None and len(character) == 1 and character.isprintable()
    return character if plain and character and character != " " and "+" not in key else key


def strokes(written: str) -> Strokes:
    """The keys of a sequence as a person wrote it: "g g", "ctrl+x ctrl+s", "C-x", "^X", "PgDn".

    Raises:
        ValueError: with the part that names no key.
    """
    parts = written.split() or ([" "] if written else [])
    if not parts:
        raise ValueError(written)
    return tuple(_stroke(part) for part in parts)


def _stroke(part: str) -> str:
    if len(part) == 1:
        return _OTHER_NAMES.get(part, part)
    if len(part) == 2 and part[0] == "^":
        return f"ctrl+{part[1].lower()}"
    short, dash, rest = part.partition("-")
    if dash and short.lower() in _HELD_SHORT:
        return _stroke(f"{_HELD_SHORT[short.lower()]}+{rest}")
    *held, key = part.split("+") if not part.endswith("+") else [*part[:-1].split("+")[:-1], "+"]
    key = key if len(key) == 1 and not held else key.lower()
    key = _OTHER_NAMES.get(key, key)
    wrong = [each for each in held if each.lower() not in _HELD]
    if wrong or (len(key) != 1 and key not in NAMED):
        raise ValueError(part)
    return "+".join([*sorted(each.lower() for each in held), key])


def written(sequence: Strokes) -> str:
    """A sequence as a keymap has it."""
    return " ".join(sequence)


def stroke_caption(key: str) -> str:
    """A key as a person reads it."""
    if key in NAMED:
        return NAMED[key]
    *held, last = key.split("+") if len(key) > 1 else [key]
    shown = NAMED.get(last, last.upper() if held and len(last) == 1 else last)
    return "+".join([*(each.capitalize() for each in held), shown])
