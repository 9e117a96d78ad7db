"""Command `doctor`: versions, places, settings, store and terminal, on one screen.

It asks nobody on the network, and makes nothing where there is nothing yet.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, NamedTuple

from reader.cli.arguments import command
from reader.cli.output import note
from reader.cli.running import with_reader
from reader.model.errors import StoreError

if TYPE_CHECKING:
    from argparse import Namespace
    from pathlib import Path

    from reader.cli.arguments import Commands
    from reader.cli.output import Dress, Output
    from reader.config.paths import Paths

_LIBRARIES = ("textual", "httpx", "feedparser", "lxml")
_PROXIES = ("https_proxy", "http_proxy", "all_proxy", "no_proxy")
_OTHERS = 0o077
USAGE, STORE = 2, 3


class Finding(NamedTuple):
    """One line of what was found."""

    part: str
    name: str
    told: str
    wrong: int = 0
    """The exit code it leads to; 0: it is as it should be."""


def declare(commands: Commands) -> None:
    """Add the command of this file."""
    command(commands, "doctor", doctor, "looks whether all is well with dateline on this machine")


def doctor(_asked: Namespace, paths: Paths, output: Output) -> int:
    """Look at everything and say it."""
    found = [
        *_versions(),
        *_places(paths),
        *_settings(paths),
        *_store(paths),
        *_network(),
        *_terminal(),
    ]
    if output.as_json:
        output.json({"findings": [each._asdict() | {"wrong": bool(each.wrong)} for each in found]})
    else:
        wide = max(len(each.name) for each in found) + 2
        part = ""
        for each in found:
            if each.part != part:
                part = each.part
                output.line((part, "accent"))
            # Never cut: the end of a path may be what is wrong with it.
            dress: Dress
            mark, dress = ("! ", "bad") if each.wrong else ("  ", "")
            output.line((mark, "bad"), (f"{each.name:<{wide}}", "bold"), (each.told, dress))
        wrong = sum(bool(each.wrong) for each in found)
        note(f"{wrong} to look at, marked with !." if wrong else "All is well.")
    return max((each.wrong for each in found), default=0)


def _versions() -> list[Finding]:
    from importlib.metadata import PackageNotFoundError, version

    told = [("Python", ".".join(map(str, sys.version_info[:3])))]
    for name in ("dateline", *_LIBRARIES):
        try:
            told.append((name, version(name)))
        except PackageNotFoundError:
            told.append((name, "not installed as a package"))
    return [Finding("Versions", name, number) for name, number in told]


def _places(paths: Paths) -> list[Finding]:
    places = {
        "config": paths.config,
        "data": paths.data,
        "cache": paths.cache,
        "state": paths.state,
    }
    return [_place(name, place) for name, place in places.items()]


def _place(name: str, place: Path) -> Finding:
    if not place.exists():
        return Finding("Places", name, f"{place}, made when it is needed")
    if not os.access(place, os.W_OK):
        return Finding("Places", name, f"{place} cannot be written", STORE)
    if os.name == "posix" and place.stat().st_mode & _OTHERS:
        return Finding("Places", name, f"{place} can be read by others: chmod 700", USAGE)
    return Finding("Places", name, str(place))


def _settings(paths: Paths) -> list[Finding]:
    from reader.config.load import FILE, load

    path = paths.config / FILE
    problems = load(paths.config).problems
    if problems:
        return [Finding("Settings", FILE, each.in_words(path), USAGE) for each in problems]
    told = "is right" if path.exists() else "is not there: everything as it is by default"
    return [Finding("Settings", FILE, told)]


def _store(paths: Paths) -> list[Finding]:
    if not paths.store.exists():
        return [Finding("Store", "store", "not made yet")]
    from reader.text.kept import size_in_words

    size = Finding("Store", "size", size_in_words(paths.store.stat().st_size))
    try:
        schema, problems = with_reader(paths, lambda reader: reader.housekeeping.look())
    except StoreError as error:
        return [size, Finding("Store", "store", error.problem, STORE)]
    wrong = [Finding("Store", "damage", problem, STORE) for problem in problems]
    sound = [] if wrong else [Finding("Store", "store", "its pages are sound")]
    return [size, Finding("Store", "schema", str(schema)), *wrong, *sound]


def _network() -> list[Finding]:
    from reader.text.wishes import place_of_proxy

    named = [(name, os.environ.get(name) or os.environ.get(name.upper(), "")) for name in _PROXIES]
    shown = [
        f"{name}={value if name == 'no_proxy' else place_of_proxy(value)}"
        for name, value in named
        if value
    ]
    return [Finding("Network", "proxy", ", ".join(shown) or "none")]


def _terminal() -> list[Finding]:
    names = (os.environ.get("LC_ALL"), os.environ.get("LC_CTYPE"), os.environ.get("LANG"))
    told = {
        "TERM": os.environ.get("TERM", "not set"),
        "program": os.environ.get("TERM_PROGRAM", "does not say"),
        "colours": _colours(),
        "tmux": "yes" if os.environ.get("TMUX") else "no",
        "locale": next(filter(None, names), "not set"),
    }
    return [Finding("Terminal", name, value) for name, value in told.items()]


def _colours() -> str:
    if os.environ.get("NO_COLOR"):
        return "none, as NO_COLOR says"
    if os.environ.get("COLORTERM", "").lower() in {"truecolor", "24bit"}:
        return "16 million"
    return "256" if "256" in os.environ.get("TERM", "") else "16, if any"
