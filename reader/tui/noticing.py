"""News of what is followed, as the person wants to hear of it: on the screen, by bell, on the
desktop."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, cast

from reader.text.clean import clean_text
from reader.text.notices import is_quiet, quiet_hours, sequence, way_for

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import time

    from textual.app import App

    from reader.config.settings import Notices
    from reader.model.story import Notice
    from reader.service.reader import Reader
    from reader.tui.screens.base import Host

_TOGETHER = 3
"""Notices that are told one by one; more are told as one."""


class Noticing:
    """Tells what nobody was told yet, but not in quiet hours."""

    def __init__(self, app: App[Any]) -> None:
        self._app = app

    async def tell(self, reader: Reader) -> None:
        """Tell what came in what is followed; within quiet hours it waits for their end."""
        settings = cast("Host", self._app).settings.notices
        if is_quiet(_hours(settings), reader.now().astimezone()):
            return
        if news := await reader.follows.news():
            self._show(news, settings)

    def _show(self, news: Sequence[Notice], settings: Notices) -> None:
        told = [(each.title, each.in_words()) for each in news]
        if len(told) > _TOGETHER:
            titles = ", ".join(f"“{title}”" for title, _ in told[:_TOGETHER])
            told = [(f"News in {len(told)} stories", f"{titles} and others")]
        for title, body in told:
            text = clean_text(f"{title}\n{body}")
            self._app.notify(text, title="Followed", markup=False)
        if settings.bell:
            self._app.bell()
        way = way_for(settings.desktop, os.environ)
        send = getattr(self._app, "send", None)
        if send is not None:
            for title, body in told:
                send(sequence(way, title, body, tmux=bool(os.environ.get("TMUX"))))


def _hours(settings: Notices) -> tuple[time, time] | None:
    try:
        return quiet_hours(settings.quiet)
    except ValueError:
        return None  # `config check` tells of it
