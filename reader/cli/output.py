"""The only writer to stdout and stderr: clean text, tables that fit, JSON that is safe to print."""

from __future__ import annotations

import json
import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from reader.text.cells import cell_width, cut_cells
from reader.text.clean import clean_line, clean_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from reader.model.errors import DatelineError

Dress = Literal["", "bold", "dim", "accent", "star", "bad"]
"""How a piece of text looks where colour is allowed."""

Piece = tuple[str, Dress]

_CODES: dict[Dress, str] = {"bold": "1", "dim": "2", "accent": "36", "star": "33", "bad": "31"}

# What JSON may hold as it is but a terminal or an editor acts on: DEL, C1, bidirectional controls,
# line separators and lone surrogates. C0 controls are escaped by JSON itself.
_UNSAFE_IN_JSON = re.compile(
    "[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff]"
)

NOTHING_YET = "There are no subscriptions yet; `dateline add URL` makes one."


class Output:
    """Standard output, as wide and as colourful as what it is connected to."""

    def __init__(self, *, as_json: bool = False) -> None:
        self.as_json = as_json
        self.width = _width()
        """Cells in a line; None if it is not a terminal, and nothing is cut."""
        self._colour = sys.stdout.isatty() and _wants_colour()

    def json(self, value: Mapping[str, object]) -> None:
        """One object on one line."""
        sys.stdout.write(to_json(value) + "\n")

    def line(self, *pieces: Piece | str) -> None:
        """One line; foreign text may be in it."""
        text = "".join(
            self._dressed(piece) if isinstance(piece, str) else self._dressed(*piece)
            for piece in pieces
        )
        sys.stdout.write(text.rstrip() + "\n")

    def text(self, text: str) -> None:
        """Text of many lines, cleaned, with one line end at its end."""
        sys.stdout.write(clean_text(text).rstrip("\n") + "\n")

    def table(self, rows: Sequence[Sequence[Piece]], right: frozenset[int] = frozenset()) -> None:
        """Rows in columns; see `columns`."""
        for line in self.columns(rows, right):
            self.line(*line)

    def columns(
        self, rows: Sequence[Sequence[Piece]], right: frozenset[int] = frozenset()
    ) -> Iterator[list[Piece]]:
        """Rows as lines: each column as wide as its widest cell, the last cut to fit the line.

        Args:
            rows: the cells of each row; every row has as many.
            right: the columns that are set flush right.
        """
        shown = [[(clean_line(text), dress) for text, dress in row] for row in rows]
        widths = [
            max(cell_width(text) for text, _ in column) for column in zip(*shown, strict=True)
        ]
        taken = sum(widths[:-1]) + 2 * (len(widths) - 1)
        room = None if self.width is None else max(self.width - taken, 10)
        for *most, (text, dress) in shown:
            line: list[Piece] = []
            for place, (cell, worn) in enumerate(most):
                blank = " " * (widths[place] - cell_width(cell))
                before, after = (blank, "") if place in right else ("", blank)
                line += [(before, ""), (cell, worn), (after + "  ", "")]
            yield [*line, (text if room is None else cut_cells(text, room), dress)]

    def _dressed(self, text: str, dress: Dress = "") -> str:
        text = clean_text(text)
        return f"\x1b[{_CODES[dress]}m{text}\x1b[0m" if self._colour and dress and text else text


def prepare_streams() -> None:
    """Write UTF-8 and bare newlines, whatever the locale; a closed stream becomes a silent one."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            silence = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - never closed
            setattr(sys, name, silence)
        elif reconfigure := getattr(stream, "reconfigure", None):
            reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def to_json(value: object) -> str:
    """JSON on one line in which nothing drives a terminal."""
    text = json.dumps(value, ensure_ascii=False)
    return _UNSAFE_IN_JSON.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def complain(problem: str, hint: str = "") -> None:
    """A problem and what to do about it, on stderr."""
    sys.stdout.flush()
    lines = ["dateline: " + clean_line(problem)]
    lines += ["  " + line for line in clean_text(hint).splitlines()]
    sys.stderr.write("\n".join(lines) + "\n")


def complain_of(error: DatelineError) -> None:
    """An error, on stderr."""
    complain(error.problem, error.hint)


def note(text: str) -> None:
    """Something worth knowing that is no answer, on stderr."""
    sys.stdout.flush()
    sys.stderr.write(clean_text(text) + "\n")


def _wants_colour() -> bool:
    return not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _width() -> int | None:
    stated = os.environ.get("COLUMNS", "")
    if stated.isdecimal() and int(stated) > 0:
        return int(stated)
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns or None
    except (OSError, ValueError):
        return None
