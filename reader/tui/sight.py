"""Whether pictures are shown, and how: by the person's choice, and by what the terminal can."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reader.config.settings import Pictures
    from reader.model.picture import Way

CHOICES: tuple[Pictures, ...] = ("off", "auto", "half", "sixel", "kitty")

PICTURES = "DATELINE_PICTURES"
"""One of the choices, for this terminal; it goes before what was set, or turned by key."""

KITTY_QUERY = "\x1b_Gi=31,s=1,v=1,a=q,U=1,t=d,f=24;AAAA\x1b\\"
"""Whether Kitty's protocol is understood, asked with a picture of one pixel. `U`: together with
placeholders, which Kitty before 0.28 takes for nonsense and does not answer."""
GROUND_QUERY = "\x1b]11;?\x1b\\"
"""Which colour the background has (xterm, OSC 11); answered as `OSC 11 ; rgb:RRRR/GGGG/BBBB`."""
CELL_QUERY = "\x1b[16t"
"""How large a cell is; answered as `CSI 6 ; height ; width t`."""
LAST_QUERY = "\x1b[c"
"""What the terminal is (DA1). Every terminal answers, and in order: what has no answer by then
never gets one."""

_KITTY_IN_TMUX = r"(?:on|all) \S*(?:kitty|ghostty)\S* \S*RGB"
_NEVER_ASKED = {"dumb", "linux", "unknown", ""}
_NAMED: Mapping[Pictures, Way] = {"sixel": "sixel", "kitty": "kitty"}
_USUAL_CELL = (10, 20)
_NOWHERE: Mapping[str, str] = MappingProxyType({})
_LARGEST_CELL = 200


class Replies(NamedTuple):
    """What the terminal said of itself."""

    kitty: bool = False
    attributes: tuple[int, ...] = ()
    """Of DA1; 4 stands for sixels."""
    cell: tuple[int, int] | None = None
    """Pixels across and down."""
    dark: bool | None = None
    """Whether the background is; None if that was not told."""
    pictures: bool = True
    """Whether it was asked how it shows them."""


class Sight:
    """How pictures are shown now; one for the app, changed by key and by the terminal's replies."""

    def __init__(
        self,
        choice: Pictures = "off",
        *,
        usual: Pictures = "auto",
        environment: Mapping[str, str] = _NOWHERE,
        colours: int = 0,
        asks: bool = False,
    ) -> None:
        """`usual` is the choice to go back to from "off"; `colours` is how many the terminal has;
        `asks`: servers may be asked for pictures."""
        self.choice: Pictures = choice
        self.asks = asks
        self.way = _NAMED.get(usual if choice == "off" else choice, "half")
        self.cell = _USUAL_CELL
        self.through_tmux = False
        self.brightness = "dark"
        """Of the background: "dark" or "light", as far as it is known."""
        self.looked = False
        """Whether the terminal was asked what it can."""
        self.hindrance = _hindrance(self.way, environment, colours)
        """Why this terminal shows none, in a sentence; empty if it can."""
        self._usual: Pictures = usual if choice == "off" else choice
        self._many = colours > 256
        self._environment = environment

    @property
    def on(self) -> bool:
        """Whether pictures are shown."""
        return self.choice != "off" and not self.hindrance

    def choose(self, choice: Pictures) -> None:
        """Show pictures in a way, or not at all, from now on."""
        self.choice = choice
        if choice != "off":
            self._usual, self.way = choice, _NAMED.get(choice, self.way)

    def turn(self) -> None:
        """Show pictures where none are shown, and none where they are."""
        self.choice = self._usual if self.choice == "off" else "off"

    @property
    def in_tmux(self) -> bool:
        """Whether it is tmux that is to be asked."""
        return bool(self._environment.get("TMUX"))

    @property
    def may_ask(self) -> bool:
        """Whether the terminal is asked for pictures."""
        return self.may_be_asked and not (self.in_tmux or self.hindrance)

    @property
    def may_be_asked(self) -> bool:
        """Whether the terminal understands being asked, or keeps quiet at least."""
        strange = self._environment.get("TERM", "") in _NEVER_ASKED or "STY" in self._environment
        writes_it_out = self._environment.get("TERM_PROGRAM") == "Apple_Terminal"
        return not (strange or writes_it_out)

    def hear(self, replies: Replies) -> bool:
        """Take what the terminal said; a way that was chosen by name stays. Whether it is news."""
        if not replies.pictures:
            return False
        before = self.way, self.cell
        if replies.cell and all(0 < side <= _LARGEST_CELL for side in replies.cell):
            self.cell = replies.cell
        if self._usual == "auto":
            self.way = way_of(replies, many_colours=self._many)
        return (self.way, self.cell) != before

    def hear_tmux(self, told: str) -> bool:
        """Take what tmux says: may pictures pass, to which terminal, with which colours.

        It passes on what is sent to Kitty, if the person lets it, and placeholders are text.
        """
        before = self.way
        passes = re.match(_KITTY_IN_TMUX, told) is not None and self._many
        if self._usual in {"auto", "kitty"}:
            self.way = "kitty" if passes else "half"
            self.through_tmux = passes
        return self.way != before


def sight_from(
    environment: Mapping[str, str],
    setting: Pictures = "auto",
    turned: str = "",
    *,
    asks: bool = False,
) -> Sight:
    """How pictures are shown in an environment.

    `setting` is what `config.toml` says; `turned` is "on" or "off" if the person did so by key.
    """
    colours = colours_of(environment)
    usual: Pictures = "auto" if setting == "off" else setting
    said = environment.get(PICTURES, "").strip().lower()
    choice = {"off": "off", "on": usual}.get(turned, setting)
    choice = next((each for each in CHOICES if each == (said or choice)), choice)
    if choice == "kitty" and colours <= 256:
        choice = "half"  # a placeholder's colour says which picture it stands for
    return Sight(choice, usual=usual, environment=environment, colours=colours, asks=asks)


def colours_of(environment: Mapping[str, str]) -> int:
    """How many colours the terminal has, as Rich decides it, who writes them."""
    if environment.get("COLORTERM", "").strip().lower() in {"truecolor", "24bit"}:
        return 1 << 24
    term = environment.get("TERM", "").strip().lower()
    if term in {"dumb", "unknown"}:
        return 0
    return 256 if term.rpartition("-")[2] in {"kitty", "256color"} else 16


def _hindrance(way: Way, environment: Mapping[str, str], colours: int) -> str:
    if environment.get("NO_COLOR"):
        return "Pictures need colours, and NO_COLOR is set."
    if colours < 256 and way != "sixel":
        return "Pictures need 256 colours, and this terminal does not say it has them."
    return ""


def way_of(replies: Replies, *, many_colours: bool) -> Way:
    """The best way that a terminal has.

    Sixels first: terminals that have both (WezTerm, Konsole) know Kitty's protocol but not its
    placeholders, and those that know these (Kitty, Ghostty) have no sixels.
    """
    if 4 in replies.attributes:
        return "sixel"
    return "kitty" if replies.kitty and many_colours else "half"


def is_dark(colour: str) -> bool | None:
    """Whether a background is, as OSC 11 tells it (`rgb:1515/1717/1a1a`); None for nonsense."""
    parts = colour.partition(":")[2].split("/")[:3]
    try:
        red, green, blue = (int(part, 16) / (16 ** len(part) - 1) for part in parts)
    except (ValueError, ZeroDivisionError):
        return None
    return bool(0.299 * red + 0.587 * green + 0.114 * blue < 0.5)  # luma (ITU-R BT.601)
