"""Moving in: another reader's feeds, well-known ones, a file; and what came of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Literal, NamedTuple

from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content

from reader.model.errors import UsageError
from reader.model.outcome import Candidate, Imported
from reader.text.moving_in import imported, refusal
from reader.tui.screens.ask import Ask, Choices
from reader.tui.widgets.read_lines import ReadLines

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Sequence
    from typing import Any

    from textual.binding import BindingType

    from reader.model.outcome import Importing
    from reader.service.around import Source
    from reader.service.reader import Reader

Choice = Imported | Literal["add", "look"]
"""What came, or what is to be done instead: add one feed, look around."""

STOPPED = Imported(notes=("It was stopped; what had come is kept, and u takes it back.",))


class _Row(NamedTuple):
    title: str
    aside: str
    do: Callable[[], Coroutine[Any, Any, object]]


class Bringing(Ask[Choice | None]):
    """A dialog that brings something; while it does, it says how far it is, and Esc stops it."""

    def __init__(self, reader: Reader, fields: Sequence[tuple[str, str, str]] = ()) -> None:
        super().__init__(fields, ())
        self.reader = reader
        self._bringing = False

    def action_close(self) -> None:
        self.workers.cancel_node(self)
        self.dismiss(STOPPED if self._bringing else None)

    async def bring(self, work: Coroutine[Any, Any, Imported]) -> None:
        """Do it, and dismiss with what came."""
        self._bringing = True
        self.note("Bringing it over … Esc stops")
        try:
            done = await work
        finally:
            self._bringing = False
        self.dismiss(done)

    def show(self, now: Importing) -> None:
        """Say how far it is."""
        self.note(f"{now.done:,} of {now.total:,} articles … Esc stops", now.title)


class Welcome(Bringing):
    """Offers what was found on this machine, and the other ways to begin."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("a", "add", show=False)]

    def __init__(self, reader: Reader, found: Sequence[Source], *, first: bool) -> None:
        """`first`: there is nothing yet, and looking around is one of the ways."""
        super().__init__(reader)
        self.heading = "Welcome to dateline" if first else "Bring feeds over"
        self.usual = f"Enter chooses · Esc {'looks around first' if first else 'closes'}"
        self.usual_hint = "I comes back to this at any time." if first else ""
        look = _Row("Look around first", "a sample edition, offline", self._look)
        self._rows = (
            *(_Row(*_told(source), self._from(source)) for source in found),
            *((look,) if first else ()),
            _Row("Choose well-known feeds", "by topic and language", self._starter),
            _Row("Import a file", "OPML, urls, starred.json", self._file),
            _Row("Add one feed", "by its address, or its site's", self._add),
        )

    def on_mount(self) -> None:
        self.offer(tuple(Candidate(each.aside, each.title) for each in self._rows)).focus()

    async def accept(self) -> None:
        await self._rows[self.query_one(Choices).cursor].do()

    def _from(self, source: Source) -> Callable[[], Coroutine[Any, Any, object]]:
        async def brought() -> None:
            imports = self.reader.imports
            if source.kind == "newsboat":
                await self.bring(imports.newsboat(source, self.show))
            else:
                await self.bring(imports.path(source.path, self.show))

        return brought

    async def _look(self) -> None:
        self.dismiss("look")

    async def _add(self) -> None:
        self.action_add()

    def action_add(self) -> None:
        """Add one feed instead; `a` does so behind this, too."""
        self.dismiss("add")

    async def _starter(self) -> None:
        from reader.tui.screens.ask_starter import AskStarter  # noqa: PLC0415 - not needed to ask

        self._go_below(AskStarter(self.reader))

    async def _file(self) -> None:
        self._go_below(AskFile(self.reader))

    def _go_below(self, dialog: Bringing) -> None:
        """Ask further, in this one's place; it comes back if nothing is chosen there."""
        self.add_class("-below")
        self.app.push_screen(dialog, self._done_below)

    def _done_below(self, done: Choice | None) -> None:
        self.remove_class("-below")
        if done is not None:
            self.dismiss(done)


class AskFile(Bringing):
    """Asks for a file, or for the folder that is newsboat's home."""

    heading = "Import a file"

    def __init__(self, reader: Reader) -> None:
        label = "OPML, newsboat's urls, cache.db or folder, or starred articles (JSON)"
        super().__init__(reader, (("file", label, ""),))

    async def accept(self) -> None:
        typed = self.value("file")
        if not typed:
            raise UsageError("a file is needed", "Such as ~/Downloads/feeds.opml.")
        await self.bring(self.reader.imports.path(_path(typed), self.show))


class Arrived(Ask[None]):
    """Says what came, what did not, and why."""

    usual = "↑ ↓ scroll · Enter goes on"

    def __init__(self, done: Imported) -> None:
        super().__init__((), ())
        self._lines = _Left(done)
        self.heading = "Stopped" if done is STOPPED else f"Brought over: {imported(done)}"

    def on_mount(self) -> None:
        self.query_one("#ask", Vertical).mount(self._lines, before="#ask-note")
        self._lines.focus()

    def action_step(self, step: int) -> None:
        self._lines.move("down" if step > 0 else "up")

    async def accept(self) -> None:
        self.dismiss(None)


class _Left(ReadLines):
    """What was not taken, and what was taken otherwise than it was meant."""

    DEFAULT_CSS: ClassVar[str] = "_Left { height: auto; max-height: 16; margin-top: 1; }"

    def __init__(self, done: Imported) -> None:
        super().__init__(id="arrived-lines")
        self._done = done

    def remake(self) -> None:
        super().remake()
        self.styles.height = self.count

    def made(self, width: int) -> list[Content]:
        lines = [Content(each) for each in self._done.notes]
        if self._done.refused:
            lines += [Content(""), Content("Not taken").stylize("bold $accent")]
            lines += [Content(refusal(each)) for each in self._done.refused]
        if self._done.notes == () and lines:
            del lines[0]
        return [
            Content(" ") + part
            for line in lines
            for part in (line.wrap(max(width - 2, 8)) or [line])
        ]


def _told(source: Source) -> tuple[str, str]:
    """A source as a title and what stands beside it."""
    feeds = "1 feed" if source.feeds == 1 else f"{source.feeds:,} feeds"
    if source.kind == "newsboat":
        more = " with articles and marks" if source.cache else ""
        return "Bring newsboat over", f"{feeds}{more}" if source.feeds else "its articles and marks"
    folder = str(source.path.parent).replace(str(Path.home()), "~", 1)
    return f"Import {source.path.name}", f"{folder} · {feeds}"


def _path(typed: str) -> Path:
    return Path(typed).expanduser()
