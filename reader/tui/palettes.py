"""Palettes beyond the two that paint first: those shipped as files, and a person's own.

A palette is a file of TOML named like its theme: colours by Textual's names, and under
`[variables]` ours. Nothing is read before it is chosen or the choices are shown.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from textual.color import Color, ColorParseError
from textual.theme import BUILTIN_THEMES, Theme

from reader.config.assets import asset
from reader.tui.themes import DARK

if TYPE_CHECKING:
    from pathlib import Path

FOLDER = "themes"
"""Of a person's own palettes, beside `config.toml`."""

_COLOURS = (
    *("primary", "secondary", "accent", "warning", "error", "success"),
    *("foreground", "background", "surface", "panel", "boost"),
)
_SWITCHES = ("dark", "ansi")
_NAME = re.compile(r"[\w-]{1,40}")
_SHARE = re.compile(r" \d{1,3}%$")


class Palettes(NamedTuple):
    """The palettes that were found, and what is wrong with others."""

    themes: tuple[Theme, ...]
    problems: tuple[str, ...] = ()


def palettes(own: Path | None) -> Palettes:
    """Every shipped palette, and those in a folder of the person's; theirs go before ours."""
    themes: dict[str, Theme] = {}
    problems = []
    for folder in (asset(FOLDER), own):
        for path in sorted(folder.glob("*.toml")) if folder is not None else ():
            try:
                themes[path.stem] = palette(path)
            except (OSError, ValueError) as error:
                problems.append(f"{path}: {error}")
    return Palettes(tuple(themes.values()), tuple(problems))


def named(name: str, own: Path | None) -> Theme | None:
    """The palette of a name; None if there is none, or it is no palette."""
    if not _NAME.fullmatch(name):
        return None
    for folder in (own, asset(FOLDER)):
        path = folder / f"{name}.toml" if folder is not None else None
        if path is not None and path.is_file():
            try:
                return palette(path)
            except (OSError, ValueError):
                return None
    return None


def palette(path: Path) -> Theme:
    """The palette in a file; what it leaves out is as in `dateline-dark`.

    Raises:
        ValueError: it is none; the message says why, with the setting.
        OSError: it cannot be read.
    """
    import tomllib  # noqa: PLC0415 - the usual start has no such file

    told = tomllib.loads(path.read_text("utf-8-sig"))
    variables = told.pop("variables", {})
    if not isinstance(variables, dict):
        raise ValueError("variables is a table: [variables]")  # noqa: TRY004 - the file's value, not a caller's
    unknown = [key for key in told if key not in (*_COLOURS, *_SWITCHES)]
    if unknown:
        raise ValueError(f"there is no colour {unknown[0]}; there are {', '.join(_COLOURS)}")
    dark, ansi = told.get("dark") is True, told.get("ansi") is True
    colours = {key: told.get(key) or getattr(DARK, key) for key in _COLOURS}
    for key, value in (colours | variables).items():
        if value is not None and not _is_colour(key, value):
            raise ValueError(f'{key} is a colour such as "#8fb3d1" or "ansi_blue", not {value!r}')
    known = _of_ansi(dark=dark) if ansi else DARK.variables
    every = known | variables
    return Theme(name=path.stem, **colours, dark=dark, ansi=ansi, variables=every)


def _of_ansi(*, dark: bool) -> dict[str, str]:
    """What Textual itself needs of a palette of the terminal's colours."""
    return BUILTIN_THEMES["ansi-dark" if dark else "ansi-light"].variables


def _is_colour(key: str, value: object) -> bool:
    if not isinstance(value, str):
        return False
    if key.endswith("-style"):
        return bool(_NAME.fullmatch(value))
    try:
        Color.parse(_SHARE.sub("", value))
    except ColorParseError:
        return False
    return True
