"""Lists of what the person laid down or did: rules, and the history. Each line can be acted on."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, NamedTuple, cast

from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from reader.config.assets import asset
from reader.model.errors import DatelineError
from reader.text.ages import short_age
from reader.text.clean import clean_text
from reader.tui.bindings import bindings
from reader.tui.row import plain_row
from reader.tui.screens.beside import Beside
from reader.tui.widgets.key_note import KeyNote
from reader.tui.widgets.lines import LineList
from reader.tui.work import Work, guarded

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from textual.app import ComposeResult
    from textual.signal import Signal

    from reader.model.changes import Change
    from reader.model.history import Deed
    from reader.model.personal import Rule
    from reader.service.reader import Reader
    from reader.tui.keyboard import Keyboard


class Entry(NamedTuple):
    """A line of a book."""

    text: str
    aside: str = ""
    over: bool = False
    """It stands no more: undone, or ended."""


class Entries(LineList):
    """The lines of a book."""

    entries: Sequence[Entry] = ()
    nothing = ""

    @property
    def count(self) -> int:
        return len(self.entries)

    def show(self, entries: Sequence[Entry]) -> None:
        """Show these; the cursor stays where it is, or as near as can be."""
        self.entries = entries
        self.cursor = max(min(self.cursor, len(entries) - 1), 0)
        self.styles.height = max(len(entries), 3)
        self.repaint(resized=True)

    def paint(self, index: int, width: int, *, selected: bool) -> list[Content]:
        each = self.entries[index]
        style = "$muted strike" if each.over else ""
        return [plain_row(each.text, width, aside=each.aside, selected=selected, style=style)]

    def empty_text(self) -> Content:
        return Content(self.nothing)


class Book(Beside, ModalScreen[None]):
    """A list, and a line that says what can be done to its lines."""

    CSS_PATH = asset("dialogs.tcss")
    BINDINGS: ClassVar = [*bindings("dialog", "book")]
    heading = ""
    keys = ""
    nothing = ""

    def __init__(self, reader: Reader, changed: Signal[Change]) -> None:
        super().__init__()
        self.reader = reader
        self._changed = changed
        self.lines = Entries(id="book-lines")
        self.lines.nothing = self.nothing

    def compose(self) -> ComposeResult:
        with Vertical(id="book"):
            yield Static(Content(self.heading), id="book-title")
            yield self.lines
            note = KeyNote(Content(self._told(self.keys)), id="book-note")
            note.keys = self._told(self.keys)
            yield note

    def on_mount(self) -> None:
        self.lines.focus()
        self._changed.subscribe(self, lambda _: self.work(self._begin))
        self.work(self._begin)

    def work(self, work: Work) -> None:
        """Do something, then show the list as it is; what is wrong is said in place."""

        async def told() -> None:
            try:
                await work()
                self.lines.show(await self.entries())
            except DatelineError as error:
                self.note(f"{error.problem}. {error.hint}")

        self.run_worker(guarded(self.app, told), group="book", exit_on_error=False)

    def note(self, text: str) -> None:
        """Say something under the list."""
        words, keys = clean_text(self._told(text)), self._told(self.keys)
        line = Content.assemble((words, "bold"), "\n", (keys, "$muted"))
        self.query_one("#book-note", Static).update(line)

    def _told(self, text: str) -> str:
        return cast("Keyboard", self.app).keymap.told(text)

    async def _begin(self) -> None:
        """The list is shown after this as after everything else."""

    async def entries(self) -> Sequence[Entry]:
        """The lines as they are now."""
        raise NotImplementedError

    def action_close(self) -> None:
        self.dismiss(None)

    def action_step(self, step: int) -> None:
        self.lines.move("down" if step > 0 else "up")

    def action_undo(self) -> None:
        self.work(self._undo)

    async def _undo(self) -> None:
        undone = await self.reader.undo.undo()
        self.note(f"Undone: {undone.what}" if undone else "There is nothing to undo.")

    def action_redo(self) -> None:
        self.work(self._redo)

    async def _redo(self) -> None:
        done = await self.reader.undo.redo()
        self.note(f"Done again: {done.what}" if done else "There is nothing to redo.")

    def action_accept(self) -> None:
        """Do to the line what is mostly done to such."""


class History(Book):
    """What was done, newest first; Enter takes the line back, or makes it again."""

    heading = "What was done"
    keys = (
        "{dialog.accept} undoes this · {book.undo} undoes the last · {book.redo} redoes · "
        "{dialog.close} closes"
    )
    nothing = "Nothing was done yet."

    def __init__(self, reader: Reader, changed: Signal[Change]) -> None:
        super().__init__(reader, changed)
        self._deeds: Sequence[Deed] = ()

    async def entries(self) -> Sequence[Entry]:
        self._deeds = await self.reader.undo.deeds()
        now = self.reader.now().astimezone()
        return [Entry(each.what, _ago(each.at, now), each.undone) for each in self._deeds]

    def on_line_list_chosen(self, event: LineList.Chosen) -> None:
        event.stop()

    def action_accept(self) -> None:
        if self._deeds:
            deed = self._deeds[self.lines.cursor]
            self.work(lambda: self._turn(deed))

    async def _turn(self, deed: Deed) -> None:
        if deed.undone:
            await self._redo()
            return
        undone = await self.reader.undo.undo(deed.id)
        self.note(f"Undone: {undone.what}" if undone else "There is nothing to undo.")


class Rules(Book):
    """The rules in the order in which they act, and what each did."""

    heading = "Rules for what arrives"
    keys = (
        "{book.add} add · {book.remove} remove · {book.down} {book.up} order · "
        "{book.back} take back what it did · {book.undo} undo"
    )
    nothing = "No rules yet. M on an article mutes what is like it; `dateline rules` makes others."

    def __init__(self, reader: Reader, changed: Signal[Change]) -> None:
        super().__init__(reader, changed)
        self._rules: Sequence[Rule] = ()

    async def entries(self) -> Sequence[Entry]:
        self._rules = await self.reader.rules.all()
        now = self.reader.now()
        return [
            Entry(f"{each.action} {each.query}", _standing(each, now), each.ended(now))
            for each in self._rules
        ]

    def _chosen(self) -> Rule | None:
        return self._rules[self.lines.cursor] if self._rules else None

    def action_add(self) -> None:
        from reader.tui.screens.ask_query import AddRule  # noqa: PLC0415 - seldom needed

        self.app.push_screen(AddRule(self.reader), self._added)

    def _added(self, said: str | None) -> None:
        if said:
            self.note(f"{said} · {{book.undo}} takes it away")
            self.work(self._begin)

    def action_remove(self) -> None:
        if (rule := self._chosen()) is not None:
            self.work(lambda: self._remove(rule))

    async def _remove(self, rule: Rule) -> None:
        await self.reader.rules.remove(rule.id)
        self.note(f"Removed: {rule.action} {rule.query} · {{book.undo}} brings it back")

    def action_carry(self, step: int) -> None:
        if (rule := self._chosen()) is not None:
            self.work(lambda: self._carry(rule, step))

    async def _carry(self, rule: Rule, step: int) -> None:
        await self.reader.rules.move(rule.id, step)
        self.lines.cursor = min(max(self.lines.cursor + step, 0), len(self._rules) - 1)

    def action_take_back(self) -> None:
        if (rule := self._chosen()) is not None:
            self.work(lambda: self._take_back(rule))

    async def _take_back(self, rule: Rule) -> None:
        count = len((await self.reader.rules.take_back(rule.id)).articles)
        articles = "1 article" if count == 1 else f"{count:,} articles"
        self.note(f"Taken back for {articles}." if count else "Nothing to take back.")


def _ago(at: datetime, now: datetime) -> str:
    return short_age(at.astimezone(now.tzinfo), now)


def _standing(rule: Rule, now: datetime) -> str:
    did = f"{rule.hits:,}×" if rule.hits else ""
    if rule.ends_at is None:
        return did
    end = f"{rule.ends_at.astimezone():%d %b %Y}"
    return f"{did} {'ended' if rule.ended(now) else 'until'} {end}".strip()
