"""The table of actions as Textual's bindings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.binding import Binding

from reader.config.actions import key_caption
from reader.config.keys import ACTIONS, action_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.binding import BindingType

    from reader.config.actions import Action, Where


def bindings(*places: Where, group: str = "") -> list[BindingType]:
    """The bindings of the actions that belong in some places, or to one group of them."""
    wanted = (action for action in ACTIONS if action.where in places)
    return [each for action in wanted if group in ("", action.group) for each in _bound(action)]


def chosen(*ids: str, where: Where | None = None) -> list[BindingType]:
    """The bindings of some actions by their ids, and of those that belong in a place, if any."""
    wanted = [*map(action_of, ids), *(action for action in ACTIONS if action.where == where)]
    return [each for action in wanted for each in _bound(action)]


def _bound(action: Action) -> Iterable[Binding]:
    if "{key}" not in action.action:
        keys = ",".join(action.keys)
        yield Binding(keys, action.action, action.title, show=False, id=action.id)
        return
    for key in action.keys:
        yield Binding(
            key,
            action.action.replace("{key}", key),
            action.title,
            key_display=key_caption(key),
            show=False,
            id=f"{action.id}.{key}",
        )
