"""The files that came with articles: downloaded, or handed to a player."""

from __future__ import annotations

import asyncio
import hashlib
import os
import shlex
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from reader.fetch.download import discard
from reader.model.errors import NotFound, StoreError, UsageError
from reader.service import pace
from reader.service.fulltext import manners
from reader.service.opening import start
from reader.store import articles, pages
from reader.text.names import name_of_address, numbered
from reader.text.url import is_web

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from reader.config.settings import Opening
    from reader.model.article import Enclosure
    from reader.service.sources import Sources
    from reader.store.db import Database

    OnProgress = Callable[[int, int | None], None]

PLAYER = "DATELINE_PLAYER"
"""A command and its arguments; `{}` among these stands for the address, which else comes last."""
DOWNLOADS = "DATELINE_DOWNLOADS"
"""The folder that downloads go to, if not the platform's own."""

LARGEST = 8_000_000_000
"""Bytes of a download."""

_MOST_NAMES = 1_000
_SUFFIXES = {
    "audio/mpeg": ".mp3",
    "audio/mp4": ".m4a",
    "audio/x-m4a": ".m4a",
    "audio/ogg": ".ogg",
    "video/mp4": ".mp4",
    "application/pdf": ".pdf",
    "image/jpeg": ".jpg",
    "image/png": ".png",
}

# Those that show a window by themselves: there is no terminal for them.
_PLAYERS = (("mpv", "--force-window=yes", "--"), ("vlc", "--"), ("celluloid",), ("totem",))


class Enclosures:
    """The verbs on the files of articles; files are counted from 1."""

    def __init__(
        self, db: Database, sources: Sources, settings: Opening, now: Callable[[], datetime]
    ) -> None:
        self._db = db
        self._sources = sources
        self._settings = settings
        self._now = now

    async def all(self, article_id: int) -> tuple[Enclosure, ...]:
        """The files of an article; raises NotFound."""
        return (await self._db.read(articles.body, article_id)).enclosures

    async def download(
        self,
        article_id: int,
        number: int,
        folder: Path | None = None,
        on_progress: OnProgress | None = None,
    ) -> Path:
        """Have a file in a folder, under a name of its own; answers where it is.

        What broke off earlier is gone on with. A caller that is cancelled leaves what has come.

        Raises:
            NotFound: there is no such article, or no such file of it.
            UsageError: it is nothing that can be downloaded.
            FetchError: it cannot be had.
            StoreError: it cannot be written there.
        """
        file = await self._file(article_id, number)
        article = await self._db.read(pages.addressed, article_id)
        folder = await asyncio.to_thread(
            _made, folder or downloads_folder(self._settings.downloads)
        )
        part = folder / f".{hashlib.sha256(file.url.encode()).hexdigest()[:24]}.part"
        settings, foreign = manners(article, file.url)
        await pace.respect_pauses(self._db, self._sources, self._now())
        await self._sources.download(
            file.url,
            part,
            settings,
            foreign=foreign,
            limit=LARGEST,
            on_progress=on_progress,
        )
        suffix = _SUFFIXES.get(file.media_type.partition(";")[0].strip().lower(), "")
        return await asyncio.to_thread(_named, part, name_of_address(file.url, suffix))

    async def play(self, article_id: int, number: int) -> str:
        """Hand a file to a player, which goes on by itself; answers the player's name.

        Raises:
            NotFound: there is no such article, or no such file of it.
            UsageError: there is no player, or it cannot be started.
        """
        file = await self._file(article_id, number)
        command = player(self._settings.player)
        await start(command, file.url, f"open.player in config.toml, or {PLAYER}")
        return Path(command[0]).name

    async def _file(self, article_id: int, number: int) -> Enclosure:
        every = await self.all(article_id)
        if not 1 <= number <= len(every):
            raise NotFound(
                f"article {article_id} has no file {number}",
                f"It has {len(every)}; `dateline show {article_id}` lists them.",
            )
        file = every[number - 1]
        if not is_web(file.url):
            raise UsageError("this file is not on the web, so it is not fetched")
        return file


def player(setting: Sequence[str]) -> list[str]:
    """The command that plays: from the environment, as set, or one that is there.

    Raises:
        UsageError: there is none.
    """
    if stated := os.environ.get(PLAYER, ""):
        try:
            command = shlex.split(stated)
        except ValueError as error:
            raise UsageError(f"{PLAYER} has a quote that is not closed") from error
        if command:
            return command
    if setting:
        return list(setting)
    if sys.platform == "darwin":
        return ["open"]
    if os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"):
        for command_line in (*_PLAYERS, ("xdg-open",)):
            if shutil.which(command_line[0]):
                return list(command_line)
    raise UsageError(
        "no player was found",
        f"Name one as open.player in config.toml, or in {PLAYER}='mpv --no-video'.",
    )


def downloads_folder(setting: str = "") -> Path:
    """Where downloads go if nothing else is said."""
    if stated := os.environ.get(DOWNLOADS, "") or setting:
        return Path(stated).expanduser()
    from platformdirs import user_downloads_path

    return user_downloads_path()


def _made(folder: Path) -> Path:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(
            f"the folder {folder} cannot be made: {error.strerror}", "Choose another one."
        ) from error
    return folder


def _named(part: Path, name: str) -> Path:
    """Give a download its name, or the next that is free: nothing is ever replaced."""
    for number in range(1, _MOST_NAMES):
        path = part.with_name(numbered(name, number))
        try:
            # Other than renaming, this fails if there is something already.
            os.link(part, path)
        except FileExistsError:
            continue
        except OSError:
            if os.path.lexists(path):
                continue
            part.replace(path)  # a file system without hard links
        discard(part)
        return path
    raise StoreError(f"there are {_MOST_NAMES} files called {name}", "Choose another folder.")
