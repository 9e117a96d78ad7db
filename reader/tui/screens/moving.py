"""The verbs of moving: within a pane, from pane to pane, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.tui.screens.base import NORMAL, PLACES, WIDE, Place, Verbs

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.events import DescendantFocus

    from reader.config.actions import Where
    from reader.tui.widgets.lines import LineList, Step


_FARTHEST = 1000
"""Times a movement in an article is done at once: no article is longer."""


class Moving(Verbs):
    """Panes stand side by side as there is room; the one with the keys is always seen."""

    _zen = False

    def go(self, place: Place) -> None:
        self._zen = self._zen and place == "article"
        self.place = place
        self.arrange_panes()
        pane = self.side if place == "side" else self.list if place == "list" else self.pane
        self.set_focus(pane, scroll_visible=False)
        self.update_heads()

    def arrange_panes(self) -> None:
        """Show the panes there is room for: the one with the keys, and its neighbours."""
        width = self.app.size.width
        if width < NORMAL or self._zen:
            seen: tuple[Place, ...] = (self.place,)
        elif width < WIDE:
            seen = ("side", "list") if self.place == "side" else ("list", "article")
        else:
            seen = PLACES
        for place, column in zip(PLACES, ("left", "middle", "right"), strict=True):
            self.query_one(f"#{column}").display = place in seen

    def on_resize(self) -> None:
        self.arrange_panes()

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        # The mouse gives focus too; what has lost it again meanwhile says nothing.
        if event.widget is not self.focused:
            return
        owners = event.widget.ancestors_with_self
        panes: dict[Place, bool] = {
            "side": self.side in owners,
            "list": self.list in owners,
            "article": self._pane in owners,
        }
        for place, here in panes.items():
            if here and place != self.place:
                self.go(place)

    @property
    def _lines(self) -> LineList:
        return self.side if self.place == "side" else self.list

    # --- actions

    @property
    def key_places(self) -> tuple[Where, ...]:
        """Where keys are pressed, for the keymap."""
        here: Where = "article" if self.place == "article" else "list"
        return (here, "search", "refresh", "anywhere")

    def action_move(self, step: Step, count: int = 0) -> None:
        if self.place == "article":
            for _ in range(min(count or 1, _FARTHEST)):
                self._scroll(step)
        else:
            self._lines.move(step, count or 1)

    def action_line(self, step: Step, number: int = 0) -> None:
        """To the line of a number; to the top or the bottom, if none was typed."""
        if not number:
            self.action_move(step)
        elif self.place == "article":
            self.pane.scroll_to(y=number - 1, animate=False)
        else:
            self._lines.move_to(number - 1)

    def _scroll(self, step: Step) -> None:
        pane = self.pane
        ways: dict[Step, Callable[[], object]] = {
            "down": pane.line_down,
            "up": pane.line_up,
            "half_down": pane.half_page_down,
            "half_up": pane.half_page_up,
            "page_down": pane.page_down,
            "page_up": pane.page_up,
            "top": pane.home,
            "bottom": pane.end,
        }
        ways[step]()

    def action_pane(self, step: int, around: bool = False) -> None:
        """The pane beside this one; in the sidebar, folders fold and unfold on the way."""
        if self.place == "side" and not around and self._folded_on_the_way(step):
            return
        index = PLACES.index(self.place) + step
        if not around and not 0 <= index < len(PLACES):
            return
        target = PLACES[index % len(PLACES)]
        if target == "article" and not self._can_read():
            target = "side" if around else self.place
        if target == "article" and not self.query_one("#right").display:
            here = self.list.current_id
            if here is not None:
                self.work(lambda: self.open_article(here), "article")
        elif target != self.place:
            self.go(target)

    def _can_read(self) -> bool:
        return self._pane is not None and (
            self.shown is not None or self.list.current_id is not None
        )

    def _folded_on_the_way(self, step: int) -> bool:
        line = self.side.line
        if line.view is None or line.view.folder is None or line.open is None:
            return False
        if line.open is (step > 0):
            return False
        self.side.toggle_fold(line.view.folder)
        return True

    def action_fold(self) -> None:
        """Fold or unfold the folder the sidebar's cursor is on or in."""
        line = self.side.line
        view, feed = line.view, line.subscription
        name = view.folder if view and view.folder else feed.folder if feed else ""
        if name:
            self.side.toggle_fold(name)
        else:
            self.refuse("No folder is chosen.")

    def action_back(self) -> None:
        """One step back: out of the fetching, the search, the article, the sidebar, the refresh."""
        if (
            self.host.stop_macro()
            or self.stop_fetching()
            or self.stop_taking()
            or self._step_back()
        ):
            return
        self.stop_refresh()

    def action_leave(self) -> None:
        """One step back, or out of the program; what is being fetched goes on."""
        if not self._step_back():
            self.app.exit()

    def _step_back(self) -> bool:
        if self.end_choosing() or self.end_search():
            return True
        if self._zen:
            self.action_zen()
        elif self.place != "list":
            self.go("list")
        else:
            return False
        return True

    def action_zen(self) -> None:
        if self.shown is None:
            self.refuse("No article is open.")
            return
        self._zen = not self._zen
        self.go("article")

    def action_measure(self, step: int) -> None:
        """Set the article in a wider or narrower column, from now on."""
        cells = self.pane.set_measure(self.pane.measure + step)
        self.say(f"Lines of at most {cells} cells")
        # Beside the setting it was picked against: when that is another, it stands again.
        picked = f"{self.host.settings.reading.measure}:{cells}"
        self.write(lambda: self.reader.memory.set("measure", picked))

    def action_renew(self) -> None:
        self.work(self.renew, "view")
