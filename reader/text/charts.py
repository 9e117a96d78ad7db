"""Numbers as charts of characters: as blocks, or in ASCII."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_RISING = " ▁▂▃▄▅▆▇█"
_GROWING = " ▏▎▍▌▋▊▉█"
_SHADES = "·░▒▓█"
_ASCII_SHADES = ".-+*#"


def columns(values: Sequence[int], height: int, *, ascii_only: bool = False) -> list[str]:
    """A column a value, the highest as high as the chart; lines from the top.

    A value over 0 is always seen, if only a little.
    """
    most = max([*values, 1])
    steps = 1 if ascii_only else 8
    filled = [-(-value * height * steps // most) for value in values]
    signs = " #" if ascii_only else _RISING
    return [
        "".join(signs[min(max(each - row * steps, 0), steps)] for each in filled)
        for row in range(height - 1, -1, -1)
    ]


def bar(value: int, most: int, width: int, *, ascii_only: bool = False) -> str:
    """A value as a bar, of which `most` would fill the width."""
    steps = 1 if ascii_only else 8
    filled = -(-value * width * steps // max(most, 1))
    whole, rest = divmod(filled, steps)
    full = "#" if ascii_only else "█"
    return full * whole + (_GROWING[rest] if rest else "")


def shades(values: Sequence[int], most: int, *, ascii_only: bool = False) -> str:
    """A cell a value, the fuller the more."""
    signs = _ASCII_SHADES if ascii_only else _SHADES
    top = len(signs) - 1
    return "".join(signs[min(-(-value * top // max(most, 1)), top)] for value in values)


def gathered(values: Sequence[int], most_columns: int) -> tuple[list[int], int]:
    """Values added up so many at a time that they fit, the last ones whole; and how many that is.

    The oldest that fill no column any more are left out.
    """
    each = max(-(-len(values) // max(most_columns, 1)), 1)
    whole = values[len(values) % each :]
    return [sum(whole[at : at + each]) for at in range(0, len(whole), each)], each
