"""The commands of the command line. Whoever has another one adds it to the table."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, NamedTuple

from reader.config.keys import ACTIONS
from reader.config.set import changed, choices, shown, wished
from reader.model.errors import UsageError
from reader.text.fuzzy import fit

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from reader.tui.app import DatelineApp

    Ready = Callable[[], object]


class Command(NamedTuple):
    """Something that is typed by its name."""

    name: str
    wants: str
    """What has to follow, in a word; empty if nothing may."""
    help: str
    begin: Callable[[DatelineApp, str], Awaitable[Ready]]
    """Looks at what follows, and raises DatelineError while it can still be put right; answers what
    is to be done once the line is closed."""
    offers: Callable[[DatelineApp, str], Sequence[str]] = lambda _app, _typed: ()
    """What may follow, given what was typed of it."""


def understood(app: DatelineApp, text: str) -> tuple[Command, str]:
    """The command that a text begins with, and what follows it.

    A name may be cut short as long as only one begins so.

    Raises:
        UsageError: there is none, or something is missing or too much.
    """
    name, _, rest = text.strip().partition(" ")
    if name.isdecimal() and not rest:
        return _LINE, name
    known = every(app)
    begun = [each for each in known if each.name.startswith(name)] if name else []
    exact = [each for each in known if each.name == name]
    if not exact and len({each.name for each in begun}) > 1:
        names = ", ".join(each.name for each in begun[:4])
        raise UsageError(f"{name} may be {names}", "Another letter tells them apart.")
    if not (exact or begun):
        near = get_close_matches(name, [each.name for each in known], 1)
        raise UsageError(f"there is no command {name}", f"Perhaps {near[0]}?" if near else "")
    command, rest = (exact or begun)[0], rest.strip()
    if command.wants and not rest and not command.wants.startswith("["):
        raise UsageError(f"{command.name} wants {command.wants}")
    if rest and not command.wants:
        raise UsageError(f"nothing follows on {command.name}")
    return command, rest


def every(app: DatelineApp) -> list[Command]:
    """The commands of the table, then the actions of the screen below by their ids."""
    has = app.scope(app.below()).actions
    actions = [
        Command(each.id, "", app.keymap.told(each.help), _acting(each.id))
        for each in sorted(ACTIONS, key=lambda each: each.group == "move")
        if each.id in has and "{key}" not in each.action
    ]
    return [*COMMANDS, *actions]


def offered(app: DatelineApp, text: str) -> list[tuple[str, str]]:
    """What a text can be completed to, best first, and what each of them means."""
    name, space, rest = text.lstrip().partition(" ")
    if not space:
        found = [(fit(name, each.name), each) for each in every(app)]
        fitting = [(each.score, command) for each, command in found if each is not None]
        if name:
            fitting.sort(key=lambda each: -each[0])
        return [(f"{each.name}{' ' if each.wants else ''}", _told(each)) for _, each in fitting]
    command = next((each for each in every(app) if each.name == name), None)
    if command is None:
        return []
    now = dict(wished(app.settings)) if command.name == "set" else {}
    offers = command.offers(app, rest)
    return [
        (f"{name} {each}", shown(now[x]) if (x := each.strip()) in now else "") for each in offers
    ]


def _told(command: Command) -> str:
    return f"{command.wants} · {command.help}" if command.wants else command.help


def _acting(action_id: str) -> Callable[[DatelineApp, str], Awaitable[Ready]]:
    async def begin(app: DatelineApp, _rest: str) -> Ready:
        return lambda: app.do((action_id,))

    return begin


def _best(typed: str, names: Sequence[str]) -> list[str]:
    """Those names that have what was typed, best first."""
    found = [(fit(typed, name), name) for name in names]
    fitting = [(each.score, name) for each, name in found if each is not None]
    if typed.strip():
        fitting.sort(key=lambda each: -each[0])
    return [name for _, name in fitting]


# --- the commands


async def _feed(app: DatelineApp, name: str) -> Ready:
    titled = {each.title.lower(): each for each in reversed(app.views())}
    best = [name.lower()] if name.lower() in titled else _best(name, list(titled))
    if not best:
        told = f"no feed, folder or view has the name {name}"
        raise UsageError(told, "Tab lists those there are.")
    return lambda: app.go_to(titled[best[0]])


def _feeds(app: DatelineApp, typed: str) -> Sequence[str]:
    return _best(typed, [each.title for each in app.views()])


async def _theme(app: DatelineApp, name: str) -> Ready:
    if name not in app.available_themes:
        near = get_close_matches(name, list(app.available_themes), 1)
        raise UsageError(f"there is no theme {name}", f"Perhaps {near[0]}?" if near else "")
    return lambda: setattr(app, "theme", name)


def _themes(app: DatelineApp, typed: str) -> Sequence[str]:
    return _best(typed, sorted(app.available_themes))


async def _set(app: DatelineApp, rest: str) -> Ready:
    name, _, typed = rest.partition(" ")
    if not typed:
        now = dict(wished(app.settings))
        if name in now:
            raise UsageError(f"{name} is {shown(now[name])}", "A value after it changes that.")
    settings = changed(app.settings, name, typed.strip())
    return lambda: app.use(settings)


def _settings(app: DatelineApp, typed: str) -> Sequence[str]:
    name, space, value = typed.partition(" ")
    if not space:
        return [f"{each} " for each in _best(name, [each for each, _ in wished(app.settings)])]
    known = sorted(app.available_themes) if name == "looks.theme" else choices(app.settings, name)
    return [f"{name} {each}" for each in _best(value, known)]


async def _open(app: DatelineApp, address: str) -> Ready:
    from reader.service.sources import address_of  # noqa: PLC0415 - seldom needed

    address_of(address)

    def show() -> None:
        if (main := app.main()) is not None:
            main.open_document(address)

    return show


async def _search(app: DatelineApp, words: str) -> Ready:
    await app.own.articles.query(words)

    def show() -> None:
        if (main := app.main()) is not None:
            main.begin_search(words)

    return show


async def _help(app: DatelineApp, words: str) -> Ready:
    return lambda: app.action_help(words)


async def _line(app: DatelineApp, number: str) -> Ready:
    return lambda: app.do(("move.bottom",), count=int(number))


async def _quit(app: DatelineApp, _rest: str) -> Ready:
    return app.exit


COMMANDS = (
    Command("feed", "the name of a feed, folder or view", "Goes there.", _feed, _feeds),
    Command("search", "a query", "Shows what it finds in this view.", _search),
    Command("open", "an address or a file", "Shows a page or file without keeping it.", _open),
    Command("theme", "the name of a theme", "Another look.", _theme, _themes),
    Command("set", "a setting and its value", "Sets it until the end.", _set, _settings),
    Command("help", "[words]", "Lists keys that have the words.", _help),
    Command("quit", "", "Leaves the program.", _quit),
)
_LINE = Command("", "", "Goes to the line of that number.", _line)
