"""`config.toml` read into settings: what is right counts, all that is wrong is told at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reader.config.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path

    from reader.config.keymap import Bind

FILE = "config.toml"


class Problem(NamedTuple):
    """What is wrong in the file, and in which line."""

    line: int | None
    told: str

    def in_words(self, path: Path | str) -> str:
        """With file and line, as compilers say it."""
        return f"{path}:{self.line}: {self.told}" if self.line else f"{path}: {self.told}"


class Loaded(NamedTuple):
    """The settings that hold, and what of the file does not."""

    settings: Settings
    problems: tuple[Problem, ...] = ()
    binds: tuple[Bind, ...] = ()
    """What the person's own keys do."""


def load(folder: Path) -> Loaded:
    """The settings of the file in a folder; the defaults where there is none.

    Nothing is raised: a file that cannot be read is a problem of its own.
    """
    path = folder / FILE
    try:
        text = path.read_text("utf-8-sig")
    except FileNotFoundError:
        return Loaded(Settings())
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        return Loaded(Settings(), (Problem(None, f"it cannot be read: {why}"),))
    from reader.config.said import read  # noqa: PLC0415 - few have such a file

    return read(text)
