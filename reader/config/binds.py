"""The tables of a file that say what keys do, and what in them cannot be."""

from __future__ import annotations

import tomllib
from difflib import get_close_matches
from typing import TYPE_CHECKING, NamedTuple

from reader.config.actions import PLACES
from reader.config.assets import asset
from reader.config.keymap import Bind, Keymap
from reader.config.keys import ACTIONS, action_of
from reader.config.load import Problem
from reader.config.strokes import NAMED, strokes, written

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from reader.config.actions import Where
    from reader.config.strokes import Strokes

TABLE = "bind"
"""Its keys count everywhere; those of `[bind.article]` only in an article."""


class Said(NamedTuple):
    """What some tables say of keys, and what of it does not hold."""

    binds: tuple[Bind, ...] = ()
    problems: tuple[Problem, ...] = ()


def read_binds(said: Mapping[str, object], lines: Mapping[str, int]) -> Said:
    """The binds of a table and of those in it; `lines` says where keys stand, by full name."""
    binds: list[Bind] = []
    problems: list[Problem] = []
    for where, name, value in _entries(said):
        line = lines.get(f"{TABLE}.{name}" if where == "anywhere" else f"{TABLE}.{where}.{name}")
        made = _bind(where, name, value, line)
        if isinstance(made, Bind):
            binds.append(made)
        else:
            problems.append(Problem(line, made))
    return Said(tuple(binds), (*problems, *_clashes(binds)))


def shipped(name: str) -> tuple[Bind, ...]:
    """The binds of a keymap that comes with dateline; none for the default."""
    if name == "default":
        return ()
    said = tomllib.loads(asset(f"keymaps/{name}.toml").read_text("utf-8"))
    return read_binds(said, {}).binds


def keymap_of(name: str, binds: tuple[Bind, ...] = ()) -> Keymap:
    """A shipped keymap with the person's own binds above it."""
    return Keymap(shipped(name), binds)


def hidden(name: str, binds: tuple[Bind, ...]) -> Iterator[Problem]:
    """What nobody can press any more, as one of the person's keys is the beginning of its own.

    It is no clash once the person has said what one of those longer keys is to do, even if it is
    nothing.
    """
    if not binds:
        return
    below = keymap_of(name)
    known = [(each, strokes(keys)) for each in ACTIONS for keys in below.keys_of(each.id)]
    own = {each.strokes for each in binds}
    for each in binds:
        longer = [
            written(keys)
            for action, keys in known
            if _begins(each.strokes, keys) and len({each.where, action.where, "anywhere"}) < 3
        ]
        names = list(dict.fromkeys(longer))
        if each.actions and names and own.isdisjoint(strokes(keys) for keys in names):
            more = f" and {len(names) - 2} more" if len(names) > 2 else ""
            told = (
                f"{written(each.strokes)} hides {', '.join(names[:2])}{more}, which begin with it"
            )
            yield Problem(each.line, f'{told}; "{names[0]}" = "" if that is meant')


def _entries(said: Mapping[str, object]) -> Iterator[tuple[Where | str, str, object]]:
    for name, value in said.items():
        if isinstance(value, dict):
            yield from ((name, key, each) for key, each in value.items())
        else:
            yield "anywhere", name, value


def _bind(where: str, name: str, value: object, line: int | None) -> Bind | str:
    """The bind that a line says, or why it is none."""
    place = next((each for each in PLACES if each == where), None)
    if place is None:
        return f"there is no place {TABLE}.{where}{_near(where, PLACES)}"
    try:
        pressed = strokes(name)
    except ValueError as error:
        return f"there is no key {error}{_near(str(error).lower(), tuple(NAMED))}"
    names = [value] if isinstance(value, str) else value
    if not isinstance(names, list) or not all(isinstance(each, str) for each in names):
        return f'{name} is the name of an action, or a list of them: ["mark.star", "read.next"]'
    wanted = tuple(each for each in names if each)
    for each in wanted:
        if why := _wrong(each, place):
            return why
    return Bind(place, pressed, wanted, line)


def _wrong(action_id: str, place: Where) -> str:
    known = tuple(each.id for each in ACTIONS)
    if action_id not in known:
        return f"there is no action {action_id}{_near(action_id, known)}"
    where = action_of(action_id).where
    if "{key}" in action_of(action_id).action:
        return f"{action_id} is what numbers do; it has no other keys"
    if where in {"anywhere", "refresh", "search"} or place in {where, "anywhere"}:
        return ""
    return f"{action_id} means nothing in {TABLE}.{place}; it belongs to {TABLE}.{where}"


def _near(name: str, known: tuple[str, ...]) -> str:
    near = get_close_matches(name, known, 1) or [x for x in known if x.endswith(f".{name}")][:1]
    return f"; did you mean {near[0]}?" if near else "; `dateline keys` lists all"


def _clashes(binds: list[Bind]) -> Iterator[Problem]:
    """Keys that no longer keys can follow, as they already do something; and keys bound twice."""
    for place, each in enumerate(binds):
        for other in binds[:place]:
            if each.where != other.where or not (each.actions and other.actions):
                continue
            if each.strokes == other.strokes:
                told = f"{written(each.strokes)} is bound in line {other.line} already"
                yield Problem(each.line, told)
            elif _begins(each.strokes, other.strokes) or _begins(other.strokes, each.strokes):
                short, long = sorted((each.strokes, other.strokes), key=len)
                told = f"{written(short)} is the beginning of {written(long)}"
                yield Problem(each.line, f"{told}, in line {other.line}: only one of them can be")


def _begins(short: Strokes, long: Strokes) -> bool:
    return len(short) < len(long) and long[: len(short)] == short
