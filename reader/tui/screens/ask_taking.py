"""Dialogs about taking articles along: where to export, what to pipe into, which file."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from reader.model.errors import UsageError
from reader.model.outcome import Candidate
from reader.text.clean import clean_line
from reader.text.kept import size_in_words
from reader.text.names import file_name
from reader.tui.bindings import bindings
from reader.tui.screens.ask import Ask, Choices
from reader.tui.widgets.tick import Tick
from reader.tui.work import guarded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.model.article import Article, Enclosure
    from reader.model.query import ArticleQuery
    from reader.service.reader import Reader

_LAST_COMMAND = "pipe_command"
_LAST_FOLDER = "export_folder"
_LAST_SUFFIX = "export_suffix"
_LINES = 12
"""Of a program's answer that a dialog shows."""


class AskExport(Ask[str | None]):
    """Asks where to; the name says in which format."""

    heading = "Export"

    def __init__(
        self,
        reader: Reader,
        article: Article,
        listed: ArticleQuery,
        left: frozenset[int],
        chosen: Sequence[int] = (),
    ) -> None:
        """`left` are articles that the list shows beside those that it is made of; if any are
        `chosen`, it is about those."""
        label = "A file ending in .md, .html, .epub, .txt or .json, or a folder"
        super().__init__((("to", label, ""),), ())
        self._reader = reader
        self._article = article
        self._listed = listed
        self._left = left
        self._chosen = chosen
        if chosen:
            self.heading = f"Export {len(chosen):,} articles"

    def on_mount(self) -> None:
        super().on_mount()
        self.run_worker(guarded(self.app, self._fill), exit_on_error=False)

    async def _fill(self) -> None:
        count = await self._reader.articles.count(self._listed) + len(self._left)
        every = Tick(f"All {count:,} articles of this list (Space)", False, id="every")
        replace = Tick("Replace what is there (Space)", False, id="replace")
        ticks = [replace] if self._chosen else [every, replace]
        self.query_one("#ask", Vertical).mount(*ticks, before="#ask-note")
        folder = await self._reader.memory.get(_LAST_FOLDER) or str(Path.home())
        suffix = await self._reader.memory.get(_LAST_SUFFIX) or ".html"
        name = file_name(self._article.headline, suffix)
        self.query_one("#to", Input).value = str(Path(folder) / name)

    async def accept(self) -> None:
        from reader.service.exports import Wish, format_of  # noqa: PLC0415 - not needed to ask

        typed = self.value("to")
        if not typed:
            raise UsageError("a place is needed", "Such as ~/article.epub.")
        path, folder = await asyncio.to_thread(_place, typed)
        wanted = format_of(path.name)
        if wanted is None and not folder:
            raise UsageError(
                "the name does not say which format", "End it in .md, .html, .epub, .txt or .json."
            )
        wish = Wish(wanted or "markdown", by="feed", replace=self.query_one("#replace", Tick).value)
        ids: Sequence[int] = self._chosen or [self._article.id]
        if not self._chosen and self.query_one("#every", Tick).value:
            ids = [*await self._reader.articles.ids(self._listed), *sorted(self._left)[::-1]]
        self.note("Writing … Esc stops")
        try:
            write = self._reader.exports.to_folder if folder else self._reader.exports.to_file
            await write(ids, path, wish, self._tell)
        except UsageError as error:
            hint = "Tick “Replace”, or choose another name." if "already" in error.problem else ""
            raise UsageError(error.problem, hint or error.hint) from error
        await self._reader.memory.set(_LAST_FOLDER, str(path if folder else path.parent))
        if not folder:
            await self._reader.memory.set(_LAST_SUFFIX, path.suffix)
        many = "1 article" if len(ids) == 1 else f"{len(ids):,} articles"
        self.dismiss(f"Exported {many} to {path}")

    def _tell(self, done: int, total: int) -> None:
        self.note(f"{done:,} of {total:,} articles … Esc stops")


def _place(typed: str) -> tuple[Path, bool]:
    """Where that is, and whether it is a folder."""
    path = Path(typed).expanduser()
    return path, typed.endswith("/") or path.is_dir()


class AskPipe(Ask[str | None]):
    """Asks for a command, runs it, and shows what it said."""

    heading = "Pipe the text into a command"

    def __init__(self, reader: Reader, article: Article) -> None:
        super().__init__((("command", "Command and arguments, such as wc -w", ""),), ())
        self._reader = reader
        self._article = article

    def on_mount(self) -> None:
        super().on_mount()
        self.query_one("#ask", Vertical).mount(Static(id="ask-output"), before="#ask-note")
        self.run_worker(guarded(self.app, self._fill), exit_on_error=False)

    async def _fill(self) -> None:
        self.query_one("#command", Input).value = await self._reader.memory.get(_LAST_COMMAND)

    async def accept(self) -> None:
        from reader.service.piping import piped  # noqa: PLC0415 - not needed to ask

        command = self.value("command")
        text = await self._reader.exports.text(self._article.id)
        self.note("Running … Esc stops it")
        done = await piped(command, text)
        await self._reader.memory.set(_LAST_COMMAND, command)
        lines = done.output.rstrip().split("\n")
        more = [f"… and {len(lines) - _LINES} lines more"] if len(lines) > _LINES else []
        shown = Content("\n".join([*lines[:_LINES], *more]))
        self.query_one("#ask-output", Static).update(shown)
        failed = f"It ended with exit code {done.code}." if done.code else "Done."
        self.note(failed, "Enter runs it again · Esc closes", wrong=bool(done.code))


class Chosen(NamedTuple):
    """A file, and what is to become of it."""

    number: int
    play: bool


class AskFiles(Ask[Chosen | None]):
    """Offers the files of an article: Enter opens one in a player, d downloads it."""

    heading = "Files of this article"
    usual = "Enter opens it in a player · d downloads it · Esc closes"
    BINDINGS: ClassVar = [*bindings("files")]

    def __init__(self, files: Sequence[Enclosure]) -> None:
        super().__init__((), ())
        self._files = files

    def on_mount(self) -> None:
        super().on_mount()
        self.offer(tuple(map(_candidate, self._files))).focus()

    async def accept(self) -> None:
        self._choose(play=True)

    def action_download(self) -> None:
        self._choose(play=False)

    def _choose(self, *, play: bool) -> None:
        self.dismiss(Chosen(self.query_one(Choices).cursor + 1, play))


def _candidate(file: Enclosure) -> Candidate:
    name = clean_line(file.title) or file.url.partition("?")[0].rstrip("/").rpartition("/")[2]
    facts = [file.media_type.partition(";")[0], size_in_words(file.size) if file.size else ""]
    return Candidate("  ".join(filter(None, map(clean_line, facts))) or file.url, name or file.url)
