"""What a screen can do, in Textual's form.

Keys are looked up in the person's keymap (`keyboard.py`), so the bindings stand under names that no
key has: they say which actions a screen has, and Textual's own rules say which of them count.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.binding import Binding

from reader.config.keys import ACTIONS, action_of

if TYPE_CHECKING:
    from textual.binding import BindingType

    from reader.config.actions import Action, Where


def bindings(*places: Where, group: str = "") -> list[BindingType]:
    """The actions that belong in some places, or to one group of them."""
    wanted = (action for action in ACTIONS if action.where in places)
    return [_bound(action) for action in wanted if group in ("", action.group)]


def chosen(*ids: str, where: Where | None = None) -> list[BindingType]:
    """The bindings of some actions by their ids, and of those that belong in a place, if any."""
    wanted = [*map(action_of, ids), *(action for action in ACTIONS if action.where == where)]
    return [_bound(action) for action in wanted]


def _bound(action: Action) -> Binding:
    name = action.action.partition("(")[0]
    return Binding(f"action:{action.id}", name, action.title, show=False, id=action.id)
