"""Dialogs: add a feed, choose among several, rename or move one. Errors are shown in place."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.suggester import SuggestFromList
from textual.widgets import Input, Static

from reader.config.assets import asset
from reader.model.errors import DatelineError
from reader.model.outcome import Added, Candidate
from reader.text.clean import clean_line, clean_text
from reader.tui.bindings import bindings
from reader.tui.row import plain_row
from reader.tui.screens.beside import Beside
from reader.tui.widgets.key_note import KeyNote
from reader.tui.widgets.lines import LineList
from reader.tui.work import guarded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from reader.model.feed import Subscription
    from reader.service.reader import Reader

T = TypeVar("T")


class Choices(LineList):
    """Feeds to choose among: the name, and where it is."""

    candidates: tuple[Candidate, ...] = ()

    @property
    def count(self) -> int:
        return len(self.candidates)

    def paint(self, index: int, width: int, *, selected: bool) -> list[Content]:
        each = self.candidates[index]
        where = each.url.split("://", 1)[-1] if each.title else ""
        return [plain_row(each.title or each.url, width, aside=where, selected=selected)]


class Ask(Beside, ModalScreen[T]):
    """A title, labelled inputs and a line for what is wrong with them."""

    CSS_PATH = asset("dialogs.tcss")
    BINDINGS: ClassVar = [*bindings("dialog")]
    heading = ""
    usual = "Enter takes it · Tab next line · Esc closes"
    """What the line at the bottom says as long as nothing is wrong."""
    usual_hint = ""
    """And the one under it."""

    def __init__(self, fields: Sequence[tuple[str, str, str]], folders: Sequence[str]) -> None:
        super().__init__()
        self._fields = fields
        self._folders = folders
        self._busy = False

    def compose(self) -> ComposeResult:
        with Vertical(id="ask"):
            yield Static(Content(self.heading), id="ask-title")
            for name, label, value in self._fields:
                yield Static(Content(label), classes="ask-label")
                suggest = SuggestFromList(self._folders) if name == "folder" else None
                yield Input(value, id=name, compact=True, suggester=suggest)
            yield Choices(id="choices")
            yield KeyNote(id="ask-note")

    def on_mount(self) -> None:
        choices = self.query_one(Choices)
        choices.display = bool(choices.candidates)
        self.note(self.usual, self.usual_hint)

    def offer(self, candidates: tuple[Candidate, ...]) -> Choices:
        """Show something to choose among."""
        choices = self.query_one(Choices)
        choices.candidates = candidates
        choices.styles.height = min(len(candidates), 10)
        choices.display = True
        choices.call_after_refresh(choices.repaint, resized=True)
        return choices

    def value(self, name: str) -> str:
        """What stands in a field."""
        return clean_line(self.query_one(f"#{name}", Input).value)

    def note(self, text: str, hint: str = "", *, wrong: bool = False) -> None:
        """Say something under the fields."""
        words = Content.assemble(
            (clean_line(text), "bold $text-error" if wrong else "$muted"),
            "\n" if hint else "",
            (clean_text(hint), "$muted"),
        )
        note = self.query_one("#ask-note", KeyNote)
        note.keys = self.usual
        note.update(words)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_accept()

    def on_line_list_chosen(self, event: LineList.Chosen) -> None:
        event.stop()
        self.action_accept()

    def action_close(self) -> None:
        self.workers.cancel_node(self)
        self.dismiss(None)

    def action_step(self, step: int) -> None:
        choices = self.query_one(Choices)
        if choices.display:
            choices.move("down" if step > 0 else "up")
        elif step > 0:
            self.focus_next()
        else:
            self.focus_previous()

    def action_accept(self) -> None:
        if not self._busy:
            self._busy = True
            self.run_worker(guarded(self.app, self._accepted), exit_on_error=False)

    async def _accepted(self) -> None:
        try:
            await self.accept()
        except DatelineError as error:
            self.note(error.problem, error.hint, wrong=True)
        finally:
            self._busy = False

    async def accept(self) -> None:
        """Do it, and dismiss; raises DatelineError with what is wrong."""
        raise NotImplementedError


class AddFeed(Ask[Added | None]):
    """Asks for an address; offers the feeds of a page that has several."""

    heading = "Add a feed"

    def __init__(self, reader: Reader, folder: str, folders: Sequence[str]) -> None:
        fields = (
            ("address", "Address of a feed, a page or a file", ""),
            ("folder", "Folder, if it is to be in one", folder),
        )
        super().__init__(fields, folders)
        self._reader = reader

    async def accept(self) -> None:
        choices = self.query_one(Choices)
        chosen = choices.candidates[choices.cursor].url if choices.display else ""
        address = chosen or self.value("address")
        if not address:
            self.note("An address is needed.", "https://… of a feed or a page", wrong=True)
            return
        self.note(f"Looking at {address} …")
        answer = await self._reader.feeds.add(address, folder=self.value("folder"))
        if isinstance(answer, Added):
            self.dismiss(answer)
        else:
            self._offer(answer.candidates)

    def _offer(self, candidates: tuple[Candidate, ...]) -> None:
        self.offer(candidates).focus()
        self.note(f"The page names {len(candidates)} feeds. Enter takes the marked one.")

    def on_input_changed(self, event: Input.Changed) -> None:
        if event.input.id == "address":
            self.query_one(Choices).display = False


class EditFeed(Ask[str | None]):
    """Asks for a feed's name and folder."""

    heading = "Rename or move"

    def __init__(self, reader: Reader, feed: Subscription, folders: Sequence[str]) -> None:
        fields = (("name", "Name", feed.title), ("folder", "Folder", feed.folder))
        super().__init__(fields, folders)
        self._reader = reader
        self._feed = feed

    async def accept(self) -> None:
        title = self.value("name")
        own = "" if title == self._feed.feed.title else title
        await self._reader.feeds.edit(self._feed.id, title=own, folder=self.value("folder"))
        self.dismiss(title or self._feed.feed.title or self._feed.feed.url)
