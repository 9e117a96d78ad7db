"""The verbs of the history, wherever something is changed: undo, redo, the list of deeds."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.message_pump import MessagePump
    from textual.signal import Signal

    from reader.model.changes import Change
    from reader.model.history import Undone
    from reader.service.reader import Reader
    from reader.tui.widgets.status import StatusLine
    from reader.tui.work import Work

    class Verbs(MessagePump):
        """What these verbs ask of their screen."""

        reader: Reader
        changed: Signal[Change]
        status: StatusLine

        def write(self, work: Work) -> None: ...
        def say(self, message: str, *, wrong: bool = False) -> None: ...
else:
    Verbs = object  # as in `base`


class Undoing(Verbs):
    """Every change of state is one that u takes back."""

    def action_undo(self) -> None:
        self.write(self._undo)

    async def _undo(self) -> None:
        with self.status.working("Undoing …"):
            undone = await self.reader.undo.undo()
        self._tell(undone, "Undone: {} · {{mark.redo}} redoes", "There is nothing to undo.")

    def action_redo(self) -> None:
        self.write(self._redo)

    async def _redo(self) -> None:
        with self.status.working("Doing again …"):
            done = await self.reader.undo.redo()
        self._tell(done, "Done again: {} · {{mark.undo}} undoes", "There is nothing to redo.")

    def _tell(self, undone: Undone | None, words: str, nothing: str) -> None:
        self.say(words.format(undone.what) if undone else nothing)

    def action_history(self) -> None:
        from reader.tui.screens.book import History  # noqa: PLC0415 - not needed to paint first

        self.app.push_screen(History(self.reader, self.changed))
