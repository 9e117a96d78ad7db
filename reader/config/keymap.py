"""Which keys do what: the default keymap under a shipped one under the person's own.

A layer goes before those below it, and in a layer the place one is in before `anywhere`. What a
layer says of keys that mean nothing on a screen does not count there.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from reader.config.actions import key_caption
from reader.config.keys import ACTIONS, action_of
from reader.config.strokes import strokes, written

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reader.config.actions import Where
    from reader.config.strokes import Strokes

_PANES = {"list", "article", "search", "refresh"}

Actions = tuple[str, ...]
"""Ids of actions, done one after another; none: the keys do nothing."""


class Bind(NamedTuple):
    """Some keys, and what they do in a place."""

    where: Where
    strokes: Strokes
    actions: Actions
    line: int | None = None
    """Where the file says so."""


class Scope(NamedTuple):
    """Where keys are pressed."""

    places: tuple[Where, ...]
    """The most particular first."""
    actions: frozenset[str]
    """Ids of what can be done there."""


class Next(NamedTuple):
    """A key that goes on with what was typed, and what it leads to."""

    stroke: str
    actions: Actions
    """Empty if more keys follow after it."""


class Keymap:
    """All layers; answers what keys mean, and by which keys something is done."""

    def __init__(self, *layers: Iterable[Bind]) -> None:
        """`layers` stand above the default keymap, each above the one before it."""
        tables = [_by_place(layer) for layer in (_default(), *layers)]
        self._layers = [table for table in reversed(tables) if table]
        self._known: dict[str, tuple[str, ...]] = {}

    def meaning(self, scope: Scope, pressed: Strokes) -> Actions | Literal["more"] | None:
        """What keys do: actions, or they wait for more keys; None if nothing begins so."""
        nothing: Actions | None = None
        for layer in self._layers:
            for place in scope.places:
                actions = layer.get(place, {}).get(pressed)
                if actions and nothing is None and _there(scope, actions):
                    return actions
                if actions == ():
                    nothing = ()
                if any(_goes_on(scope, each, pressed) for each in layer.get(place, {}).items()):
                    return "more"
        return nothing

    def following(self, scope: Scope, pressed: Strokes) -> list[Next]:
        """The keys that may follow, each once, in the order of the table of actions."""
        found: dict[str, Actions] = {}
        for layer in self._layers:
            for place in scope.places:
                for each in layer.get(place, {}).items():
                    if _goes_on(scope, each, pressed):
                        found.setdefault(each[0][len(pressed)], ())
        after = [(key, self.meaning(scope, (*pressed, key))) for key in found]
        return [Next(key, () if does == "more" else does) for key, does in after if does]

    def keys_of(self, action_id: str) -> tuple[str, ...]:
        """The keys that do an action and nothing else, the person's own first."""
        if action_id not in self._known:
            self._known[action_id] = tuple(dict.fromkeys(map(written, self._keys_of(action_id))))
        return self._known[action_id]

    def _keys_of(self, action_id: str) -> Iterator[Strokes]:
        where = action_of(action_id).where
        places: tuple[Where, ...] = ("anywhere",) if where == "anywhere" else (where, "anywhere")
        # Beside the panes, screens have of elsewhere only what does not clash with their own.
        scope = Scope(places, _actions_in(places if where in _PANES else (where,)))
        for layer in self._layers:
            for place in places:
                for pressed, actions in layer.get(place, {}).items():
                    if actions == (action_id,) == self.meaning(scope, pressed):
                        yield pressed

    def caption(self, action_id: str) -> str:
        """Its first key as a person reads it; without one, what is typed on the command line."""
        return next(map(key_caption, self.keys_of(action_id)), f":{action_id}")

    def told(self, text: str) -> str:
        """A text with the keys of the actions that it names, such as `{mark.undo}`."""
        if "{" not in text:
            return text
        named = {f"{{{each.id}}}": each.id for each in ACTIONS}

        def caption(found: re.Match[str]) -> str:
            return self.caption(named[found[0]]) if found[0] in named else found[0]

        return re.sub(r"\{[a-z._]+\}", caption, text)

    def macros(self) -> list[Bind]:
        """Keys that do several things one after another, the person's own first."""
        return [
            Bind(place, pressed, actions)
            for layer in self._layers
            for place, table in layer.items()
            for pressed, actions in table.items()
            if len(actions) > 1
        ]


_Table = dict["Where", dict["Strokes", Actions]]


def _by_place(layer: Iterable[Bind]) -> _Table:
    table: _Table = {}
    for each in layer:
        table.setdefault(each.where, {})[each.strokes] = each.actions
    return table


@lru_cache(maxsize=1)
def _default() -> Sequence[Bind]:
    """The keymap that the table of actions is."""
    return [Bind(each.where, strokes(key), (each.id,)) for each in ACTIONS for key in each.keys]


def _actions_in(places: Iterable[Where]) -> frozenset[str]:
    return frozenset(each.id for each in ACTIONS if each.where in places)


def _there(scope: Scope, actions: Actions) -> bool:
    """Whether a place knows what is to be done; of several it is the first that counts."""
    return not actions or actions[0] in scope.actions


def _goes_on(scope: Scope, bound: tuple[Strokes, Actions], pressed: Strokes) -> bool:
    keys, actions = bound
    begins = len(keys) > len(pressed) and keys[: len(pressed)] == pressed
    return begins and bool(actions) and _there(scope, actions)
