"""What a terminal writes, in whole pieces: over slow lines an escape sequence comes in parts.

Textual takes a part for keys after a tenth of a second, and what a person pastes for keys where its
begin or end came in two. Here parts are held back until the rest is there. Knows no clock.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ESCAPE = "\x1b"

PAUSE = 0.1
"""Seconds after which an escape stands for the key."""
RELATED = 1.0
"""Seconds within which what follows such a key may be the rest of a sequence after all."""
PATIENCE = 0.5
"""Seconds that a "[" or "O" after the key Esc waits for what would make it an arrow."""
PASTING = 5.0
"""Seconds without another part after which what is pasted is over."""

_BEGIN, _END = "\x1b[200~", "\x1b[201~"
_WHOLE = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|O[ -~]|[^\[O\x1b\]P_^X])", re.DOTALL)
"""A control sequence (ECMA-48), a key of the keypad, or a key with Alt."""
_ANSWER = re.compile(r"\x1b[\]P_^X][^\x07\x1b]*(?:\x07|\x1b\\)")
"""An answer to what nobody asked any more."""
_MOUSE = re.compile(r"\x1b\[M.{3}", re.DOTALL)
_NOT_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


class Joiner:
    """Gives on what can be understood by itself, and holds what cannot yet."""

    def __init__(self) -> None:
        self._held = ""
        self._at = 0.0
        self._escaped_at = -RELATED
        """When an escape was last given on as the key."""
        self._given = False
        """Whether the escape that is held was given on so."""

    @property
    def holding(self) -> bool:
        """Whether something is held back."""
        return bool(self._held)

    def feed(self, data: str, now: float) -> list[str]:
        """What came in, as whole pieces; an escape by itself is the key."""
        if not self._held:
            self._given = now - self._escaped_at < RELATED and data[:1] in {"[", "O"}
            self._held = ESCAPE * self._given
        self._held, self._at, self._escaped_at = self._held + data, now, -RELATED
        return list(self._whole())

    def tick(self, now: float) -> list[str]:
        """What has waited too long, as that which it is without the rest."""
        held, waited = self._held, now - self._at
        if held == ESCAPE and waited >= PAUSE:
            self._held, self._escaped_at = "", now
            return [ESCAPE]
        if self._given and len(held) == 2 and waited >= PATIENCE:
            self._held = ""
            return [held[1:]]
        if len(held) == 2 and held[1] in "]P_^X" and waited >= PAUSE:  # a key with Alt
            self._held = ""
            return [held]
        if held.startswith(_BEGIN) and waited >= PASTING:
            self._held += _END
            return list(self._whole())
        return []

    def _whole(self) -> Iterator[str]:
        while (piece := self._next()) is not None:
            self._held = self._held[len(piece) :]
            if piece.startswith(_BEGIN):
                yield _BEGIN + _NOT_TEXT.sub("", piece[len(_BEGIN) : -len(_END)]) + _END
            elif not _ANSWER.match(piece):
                yield piece

    def _next(self) -> str | None:
        """The first piece that is whole; None if the rest of it is still to come."""
        held = self._held
        before = held.partition(ESCAPE)[0]
        if before or not held:
            return before or None
        if held.startswith("\x1b\x1b"):  # the key, and something after it
            return ESCAPE
        if held.startswith(_BEGIN):
            end = held.find(_END)
            return held[: end + len(_END)] if end >= 0 else None
        kinds = (_MOUSE,) if held.startswith("\x1b[M") else (_ANSWER, _WHOLE)
        found = next(filter(None, (kind.match(held) for kind in kinds)), None)
        return found[0] if found else None
