"""A driver that takes keys whole, and hears what the terminal says of itself.

Textual reads all input and would take an answer it does not know for keys that were pressed. So
answers are picked out of the input before it gets there, only those that were asked for and only
until they have come. What was typed meanwhile goes its usual way, in its order.
"""

from __future__ import annotations

import fcntl
import os
import re
import selectors
import struct
import termios
import time
from codecs import getincrementaldecoder
from typing import TYPE_CHECKING, Any

from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver
from textual.events import Key
from textual.message import Message

from reader.tui.joining import ESCAPE, Joiner
from reader.tui.sight import (
    CELL_QUERY,
    GROUND_QUERY,
    KITTY_QUERY,
    LAST_QUERY,
    Replies,
    is_dark,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

_PATIENCE = 10.0
"""Seconds after which an answer is not waited for any more."""
_LOOK = 0.1
"""Seconds between looks whether the driver is to end; as Textual's own."""
_HELD = 0.05
"""Seconds that what may be the beginning of an answer is held back."""

_ANSWER = (
    r"\x1b_Gi=31;(?P<kitty>[^\x1b]{0,200})\x1b\\"
    r"|\x1b\]11;(?P<ground>rgba?:[\da-fA-F/]{3,30})(?:\x07|\x1b\\)"
    r"|\x1b\[6;(?P<down>\d{1,5});(?P<across>\d{1,5})t"
    r"|\x1b\[\?(?P<attributes>[\d;]{1,100})c"
)
_BEGUN = (
    r"\x1b(?:_(?:G(?:i(?:=(?:3(?:1(?:;[^\x1b]{0,200}\x1b?)?)?)?)?)?)?"
    r"|\](?:1(?:1(?:;[\w:/]{0,36}\x1b?)?)?)?"
    r"|\[(?:6(?:;[\d;]{0,11})?|\?[\d;]{0,100})?)?\Z"
)
"""An answer of which the rest is still to come. Both are compiled when it is asked: after the first
paint."""


class TerminalReplied(Message):
    """The terminal has said what it is."""

    def __init__(self, replies: Replies) -> None:
        super().__init__()
        self.replies = replies


class Listener:
    """Picks answers out of what comes in; knows no thread and no clock."""

    def __init__(self) -> None:
        self.waiting = False
        """Whether answers may come."""
        self.heard: Replies | None = None
        """All that the terminal says, once it has said the last of it."""
        self._replies = Replies()
        self._asked = 0
        """Questions of which the last answer is still to come."""
        self._held = ""

    @property
    def holding(self) -> bool:
        """Whether something is held back that may be the beginning of an answer."""
        return bool(self._held)

    def begin(self, cell: tuple[int, int] | None = None, *, pictures: bool = True) -> None:
        """From now on answers may come; `cell` is the size of one, if it is known already.

        `pictures`: the terminal was asked how it shows these. Who asks again before all was
        answered waits for both.
        """
        self._asked = self._asked + 1 if self.waiting else 1
        before = self._replies if self.waiting else Replies(pictures=False)
        self._replies = before._replace(cell=cell, pictures=pictures or before.pictures)
        self.waiting, self.heard = True, None

    def keys_of(self, data: str) -> str:
        """What came in, without answers and without what may be the beginning of one."""
        data = self.rest() + data
        if self.waiting:
            data = re.sub(_ANSWER, self._take, data)
        if self.waiting and (begun := re.search(_BEGUN, data)):
            self._held, data = begun[0], data[: begun.start()]
        return data

    def rest(self) -> str:
        """What was held back, as nothing came that would have made it an answer."""
        held, self._held = self._held, ""
        return held

    def _take(self, answer: re.Match[str]) -> str:
        if answer["kitty"] is not None:
            self._replies = self._replies._replace(kitty=answer["kitty"] == "OK")
        elif answer["ground"] is not None:
            self._replies = self._replies._replace(dark=is_dark(answer["ground"]))
        elif answer["down"]:
            cell = (int(answer["across"]), int(answer["down"]))
            self._replies = self._replies._replace(cell=cell)
        else:  # the last of them
            attributes = tuple(int(part) for part in answer["attributes"].split(";") if part)
            self._asked -= 1
            if self._asked <= 0:
                self.waiting, self.heard = False, self._replies._replace(attributes=attributes)
        return ""


class ListeningDriver(LinuxDriver):
    """Textual's driver for terminals, and a question to them."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._listener = Listener()
        self._asked_at = 0.0

    def ask(self) -> None:
        """Ask the terminal what it can; `TerminalReplied` comes if it answers."""
        self._ask(KITTY_QUERY + CELL_QUERY, pictures=True)

    def ask_background(self) -> None:
        """Ask for its background, unless another answer is waited for: that is soon over."""
        if not self._listener.waiting:
            self._ask(GROUND_QUERY, pictures=False)

    def _ask(self, queries: str, *, pictures: bool) -> None:
        self._asked_at = time.monotonic()
        self._listener.begin(_cell_of(self.fileno), pictures=pictures)
        self.write(queries + LAST_QUERY)
        self.flush()

    def run_input_thread(self) -> None:
        """As Textual's own, but that answers are picked out and parts are joined first."""
        parser, listener, joiner = XTermParser(self._debug), self._listener, Joiner()
        decode = getincrementaldecoder("utf-8")().decode
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                held = listener.holding or joiner.holding
                if selector.select(_HELD if held else _LOOK):
                    came = os.read(self.fileno, 4096)
                    if not came:  # the terminal is gone: what is left is to end
                        return
                    keys = listener.keys_of(decode(came))
                else:
                    keys = listener.rest()
                now = time.monotonic()
                for piece in joiner.feed(keys, now) if keys else joiner.tick(now):
                    parser = self._take(parser, piece)
                self._hand_on(parser.tick())
                self._tell()

    def _take(self, parser: XTermParser, piece: str) -> XTermParser:
        """Hand on what a piece means; answers the parser for the next one."""
        if piece == ESCAPE:  # the parser would wait for more
            self.process_message(Key("escape", ESCAPE))
            return parser
        messages = list(parser.feed(piece))
        self._hand_on(messages)
        # It waits for more of a sequence that it does not know, and would then take it for keys.
        return parser if messages or piece[0] != ESCAPE else _fresh(parser)

    def _hand_on(self, messages: Iterable[Message]) -> None:
        for message in messages:
            self.process_message(message)

    def _tell(self) -> None:
        listener = self._listener
        if listener.heard is not None:
            self.process_message(TerminalReplied(listener.heard))
            listener.heard = None
        elif listener.waiting and time.monotonic() - self._asked_at > _PATIENCE:
            listener.waiting = False


def _fresh(parser: XTermParser) -> XTermParser:
    """A parser that is in the midst of nothing and knows what this one does."""
    made = XTermParser()
    for name in ("last_x", "last_y", "mouse_pixels", "terminal_size", "terminal_pixel_size"):
        setattr(made, name, getattr(parser, name))
    return made


def _cell_of(terminal: int) -> tuple[int, int] | None:
    """The pixels of a cell, if the system knows those of the window."""
    try:
        told = fcntl.ioctl(terminal, termios.TIOCGWINSZ, bytes(8))
    except OSError:
        return None
    rows, columns, across, down = struct.unpack("HHHH", told)
    return (across // columns, down // rows) if columns and rows else None
