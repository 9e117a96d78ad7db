"""Taking articles out: as one file, as a folder of them, or as text for another program."""

from __future__ import annotations

import asyncio
import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from reader.config.assets import asset
from reader.export.edition import Edition, Entry, Image, Part, single
from reader.model.errors import UsageError
from reader.store import articles, lists, offline
from reader.text.names import file_name, numbered

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from reader.model.article import Article
    from reader.model.offline import KeptFile
    from reader.store.db import Database
    from reader.store.files import Files

Format = Literal["markdown", "html", "epub", "text", "json"]
Grouping = Literal["", "feed", "folder"]

SUFFIXES: dict[Format, str] = {
    "markdown": ".md",
    "html": ".html",
    "epub": ".epub",
    "text": ".txt",
    "json": ".json",
}
_ALSO: dict[str, Format] = {".markdown": "markdown", ".htm": "html", ".text": "text"}

AT_ONCE = 50
"""Articles that are read together."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to become of articles."""

    format: Format
    title: str = ""
    """Of a file of several; empty: one is made up."""
    by: Grouping = ""
    """What the table of contents is parted by."""
    replace: bool = False
    """What is there already may go."""


def format_of(path: str) -> Format | None:
    """The format that the name of a file asks for."""
    suffix = Path(path).suffix.lower()
    known: dict[str, Format] = {each: name for name, each in SUFFIXES.items()} | _ALSO
    return known.get(suffix)


class Exports:
    """The verbs of taking out."""

    def __init__(self, db: Database, files: Files, now: Callable[[], datetime]) -> None:
        self._db = db
        self._files = files
        self._now = now

    async def text(self, article_id: int) -> str:
        """An article as plain text, as a program at the end of a pipe gets it."""
        return (await self.made([article_id], Wish("text"))).decode()

    async def made(
        self, ids: Sequence[int], wish: Wish, on_progress: Callable[[int, int], None] | None = None
    ) -> bytes:
        """Articles as the bytes of one file.

        Raises:
            NotFound: one of them is not there.
            UsageError: there are none.
        """
        edition = await self._edition(ids, wish, on_progress)
        return await asyncio.to_thread(written, edition, wish.format)

    async def to_file(
        self,
        ids: Sequence[int],
        path: Path,
        wish: Wish,
        on_progress: Callable[[int, int], None] | None = None,
    ) -> Path:
        """Articles as one file, written whole or not at all; answers where it is.

        Raises:
            NotFound, UsageError: as for `made`; or something is there, or cannot be written.
        """
        refuse_if_there([path], replace=wish.replace)
        body = await self.made(ids, wish, on_progress)
        await asyncio.to_thread(_put, path, body)
        return path

    async def to_folder(
        self,
        ids: Sequence[int],
        folder: Path,
        wish: Wish,
        on_progress: Callable[[int, int], None] | None = None,
    ) -> list[Path]:
        """Articles as files of their own in a folder, which is made; named by their headlines.

        Raises:
            NotFound, UsageError: as for `to_file`; nothing is written if any file is there.
        """
        rows = await self._db.read(lists.rows, ids, whole=True)
        suffix, taken, paths = SUFFIXES[wish.format], set[str](), []
        for row in rows:
            name, number = file_name(row.headline, suffix), 1
            while numbered(name, number).casefold() in taken:
                number += 1
            taken.add(numbered(name, number).casefold())
            paths.append(folder / numbered(name, number))
        refuse_if_there(paths, replace=wish.replace)
        await asyncio.to_thread(_make_folder, folder)
        for place, (row, path) in enumerate(zip(rows, paths, strict=True), 1):
            edition = single(await self.entry(row), self._now())
            body = await asyncio.to_thread(written, edition, wish.format)
            await asyncio.to_thread(_put, path, body)
            if on_progress:
                on_progress(place, len(rows))
        return paths

    async def _edition(
        self, ids: Sequence[int], wish: Wish, on_progress: Callable[[int, int], None] | None
    ) -> Edition:
        if not ids:
            raise UsageError("no article is like that", "`dateline list` shows what there is.")
        entries: list[Entry] = []
        for start in range(0, len(ids), AT_ONCE):
            rows = await self._db.read(lists.rows, ids[start : start + AT_ONCE], whole=True)
            entries += [await self.entry(row) for row in rows]
            if on_progress:
                on_progress(len(entries), len(ids))
        now = self._now()
        if len(entries) == 1 and not wish.title:
            return single(entries[0], now)
        folders = await self._db.read(lists.folders_of_feeds) if wish.by == "folder" else {}
        parts = _parts(entries, wish.by, folders)
        local = now.astimezone()
        title = wish.title or f"Edition of {local.day} {local:%B %Y}"
        return Edition(title, now, parts)

    async def put(self, path: Path, body: bytes) -> None:
        """Write a file whole or not at all; raises UsageError."""
        await asyncio.to_thread(_put, path, body)

    async def entry(self, row: Article) -> Entry:
        """An article with its text and the pictures that are kept of it."""
        body = await self._db.read(articles.body, row.id)
        kept = await self._db.read(offline.files, row.id)
        images = {}
        for file in kept:
            if file.kind == "picture" and file.hash:
                image = await self._image(file)
                if image is not None:
                    images[file.url] = image
        return Entry(row, body, images)

    async def _image(self, file: KeptFile) -> Image | None:
        body = await asyncio.to_thread(self._files.read, file.hash)
        return None if body is None else Image(body, file.media_type)


def _parts(entries: Sequence[Entry], by: Grouping, folders: dict[int, str]) -> tuple[Part, ...]:
    """Articles by what they are grouped by, in the order of each group's first."""
    groups: dict[str, list[Entry]] = {}
    for entry in entries:
        article = entry.article
        names = {"": "", "feed": article.feed_title, "folder": folders.get(article.feed_id, "")}
        groups.setdefault(names[by], []).append(entry)
    if by and len(groups) > 1:
        return tuple(Part(name or "Without a folder", tuple(each)) for name, each in groups.items())
    return (Part("", tuple(entries)),)


def written(edition: Edition, wanted: Format) -> bytes:
    """An edition as the bytes of a file."""
    match wanted:
        case "epub":
            from reader.export.epub import to_epub

            return to_epub(edition, _style())
        case "html":
            from reader.export.page import to_page

            return to_page(edition, _style()).encode()
        case "markdown":
            from reader.export.words import to_markdown_file as to_text
        case "text":
            from reader.export.words import to_text_file as to_text
        case "json":
            from reader.export.words import to_json_file as to_text
    return to_text(edition).encode("utf-8", "replace")


def _style() -> str:
    return asset("page.css").read_text("utf-8")


def refuse_if_there(paths: Sequence[Path], *, replace: bool) -> None:
    """Raise UsageError if something is in the place of a file, and is not to be replaced."""
    there = [path for path in paths if os.path.lexists(path)]
    if there and not replace:
        more = f" and {len(there) - 1} more" if len(there) > 1 else ""
        verb = "are" if more else "is"
        raise UsageError(
            f"{there[0]}{more} {verb} there already", "--force puts the new in their place."
        )


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _unwritable(folder, error) from error


def _put(path: Path, body: bytes) -> None:
    unfinished = path.with_name(f".{secrets.token_hex(6)}.partial")
    try:
        unfinished.write_bytes(body)
        unfinished.replace(path)
    except (OSError, ValueError) as error:
        raise _unwritable(path, error) from error
    finally:
        unfinished.unlink(missing_ok=True)


def _unwritable(path: Path, error: OSError | ValueError) -> UsageError:
    why = error.strerror if isinstance(error, OSError) else "it cannot be the name of a file"
    return UsageError(f"{path} cannot be written: {why}", "Choose another place.")
