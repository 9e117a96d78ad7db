"""What the palette and the command line can reach. Whoever has more of it adds a source."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from reader.config.actions import captions
from reader.config.keys import ACTIONS
from reader.config.set import shown, wished
from reader.text.clean import clean_line

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from textual.screen import Screen

    from reader.tui.app import DatelineApp
    from reader.tui.views import View


class Entry(NamedTuple):
    """Something that can be reached by its name."""

    kind: str
    """What it is, in a word: two entries of a kind have two titles."""
    title: str
    do: Callable[[], object]
    """Does it, or goes there; what it answers is waited for if it can be."""
    help: str = ""
    keys: str = ""

    @property
    def name(self) -> str:
        """By which it is remembered."""
        return f"{self.kind}: {self.title}"


_NEVER = {"move", "dialog", "book", "files"}
"""Groups of actions that only make sense while one looks at what they move in."""


async def actions(app: DatelineApp, screen: Screen[Any]) -> Sequence[Entry]:
    """What can be done where one is."""
    has = app.scope(screen).actions
    return [
        Entry(
            "Action",
            each.title,
            partial(app.do, (each.id,)),
            app.keymap.told(each.help),
            "  ".join(captions(app.keymap.keys_of(each.id))),
        )
        for each in ACTIONS
        if each.id in has and each.group not in _NEVER and "{key}" not in each.action
    ]


async def views(app: DatelineApp, _screen: Screen[Any]) -> Sequence[Entry]:
    """The views that are always there, saved ones, folders and feeds."""
    return [
        Entry(kind_of(view), clean_line(view.title), partial(app.go_to, view))
        for view in app.views()
    ]


def kind_of(view: View) -> str:
    """What a view shows, in a word."""
    if view.feed_id is not None:
        return "Feed"
    return "Folder" if view.folder is not None else "View"


async def themes(app: DatelineApp, _screen: Screen[Any]) -> Sequence[Entry]:
    """Every theme."""
    names = sorted(app.available_themes, key=lambda name: not name.startswith("dateline"))
    return [Entry("Theme", name, partial(setattr, app, "theme", name)) for name in names]


async def settings(app: DatelineApp, _screen: Screen[Any]) -> Sequence[Entry]:
    """Every setting; choosing one begins the command that sets it."""
    return [
        Entry(
            "Setting",
            name,
            partial(app.action_command_line, f"set {name} "),
            f"{shown(value)} now. It is set until the end; config.toml says it for good.",
        )
        for name, value in wished(app.settings)
    ]


SOURCES: tuple[Callable[[DatelineApp, Screen[Any]], Awaitable[Sequence[Entry]]], ...] = (
    actions,
    views,
    themes,
    settings,
)
"""In the order in which they stand where nothing is typed yet."""


async def entries(app: object, screen: Screen[Any]) -> list[Entry]:
    """All that can be reached from a screen."""
    own = cast("DatelineApp", app)
    return [each for source in SOURCES for each in await source(own, screen)]
