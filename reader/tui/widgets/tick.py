"""A box to tick: unlike a coloured cross, it can be read without colours."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget


class Tick(Widget, can_focus=True):
    """A line that is ticked or not; Space and the mouse turn it."""

    DEFAULT_CSS = """
    Tick { height: 1; margin: 1 0 0 1; }
    Tick:focus { text-style: bold; color: $accent; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("space", "turn", show=False)]
    value = reactive(False)

    def __init__(self, label: str, value: bool, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._label = label
        self.set_reactive(Tick.value, value)

    def render(self) -> Content:
        return Content(f"[{'x' if self.value else ' '}] {self._label}")

    def action_turn(self) -> None:
        self.value = not self.value

    def on_click(self) -> None:
        self.action_turn()
