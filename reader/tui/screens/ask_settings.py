"""The dialog for what is done differently for one feed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Vertical

from reader.text.clean import clean_line
from reader.text.wishes import HIDDEN, Written, written
from reader.tui.screens.ask import Ask
from reader.tui.widgets.tick import Tick

if TYPE_CHECKING:
    from reader.model.feed import Subscription
    from reader.service.reader import Reader

_BETWEEN = " | "
"""Between headers, which may have commas and semicolons in them."""


class AskSettings(Ask[str | None]):
    """Asks for a feed's settings. Secrets that are there are not shown, and stay if left so."""

    def __init__(self, reader: Reader, feed: Subscription) -> None:
        said = written(feed.settings)
        fields = (
            ("interval", "Interval: 90m, 2h, 1d; empty for the usual one", said.interval),
            ("user-agent", "User agent, instead of dateline's own", said.user_agent),
            ("headers", "Headers: Name: value | Name: value", _BETWEEN.join(said.headers)),
            ("auth", "Command whose first line is user:password", said.auth_command),
            ("proxy", "Proxy: http://host:port", said.proxy),
        )
        self.heading = f"Settings of {clean_line(feed.title)}"
        super().__init__(fields, ())
        self.add_class("-dense")
        self._reader = reader
        self._feed = feed

    def on_mount(self) -> None:
        super().on_mount()
        said = written(self._feed.settings)
        whole = Tick("Fetch its articles whole (Space)", said.full_text, id="full-text")
        save = Tick("Keep them for reading offline (Space)", said.save, id="save")
        self.query_one("#ask", Vertical).mount(whole, save, before="#ask-note")
        hidden = HIDDEN in f"{said.headers}{said.proxy}"
        keeps = f"{HIDDEN} keeps what is there" if hidden else ""
        self.note("Enter takes it · Tab next line · Esc closes", keeps)

    async def accept(self) -> None:
        from reader.service.wishes import wished  # noqa: PLC0415 - not needed to ask

        before = self._feed.settings
        said = Written(
            user_agent=self.value("user-agent"),
            headers=tuple(self.value("headers").split(_BETWEEN.strip())),
            interval=self.value("interval"),
            auth_command=self.value("auth"),
            proxy=self.value("proxy"),
            full_text=self.query_one("#full-text", Tick).value,
            save=self.query_one("#save", Tick).value,
        )
        await self._reader.feeds.settings(self._feed.id, wished(before, said))
        self.dismiss(self._feed.title)
