"""The reader in a browser: a small server, and a process of the reader for each page that connects.

textual-serve carries keys and cells between the page and the process, and brings the terminal that
runs in the page. The page is ours: theirs lets anybody connect, and asks other servers for a font.
"""

from __future__ import annotations

import asyncio
import secrets
from contextlib import suppress
from string import Template
from typing import TYPE_CHECKING
from weakref import WeakSet

from aiohttp import web
from textual_serve.app_service import AppService
from textual_serve.server import Server, to_int

from reader.cli.gate import Asked
from reader.config.assets import asset
from reader.text.url import is_web

if TYPE_CHECKING:
    from asyncio.subprocess import Process
    from collections.abc import Awaitable, Callable, Sequence

    from reader.cli.gate import Gate

    Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

_PATIENCE = 10.0
"""Seconds that a reader may take to end; as long as a write that it waits for."""

_TERMINAL = {"TERM": "xterm-256color", "COLORTERM": "truecolor"}
_ANOTHER = ("TMUX", "STY", "KITTY_WINDOW_ID", "WT_SESSION", "LINES")
"""What the terminal in the page is, and what is said of the one that the server was started in."""

_HEADERS = {
    "Cache-Control": "no-store",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


class ReaderProcess(AppService):
    """The reader that one page shows."""

    words: Sequence[str]
    """The command, which no shell reads."""

    async def _open_app_process(self, width: int = 80, height: int = 24) -> Process:
        piped = asyncio.subprocess.PIPE
        environment = self._build_environment(width, height) | _TERMINAL
        for name in _ANOTHER:
            environment.pop(name, None)
        self._process = await asyncio.create_subprocess_exec(
            *self.words,
            stdin=piped,
            stdout=piped,
            stderr=piped,
            env=environment,
        )
        self._stdin = self._process.stdin
        return self._process

    async def run(self) -> None:
        """Hand on what the reader writes; once it has ended, the page is told."""
        await super().run()
        await self.remote_close()

    async def on_meta(self, data: bytes) -> None:
        """As theirs, but that only addresses of the web are opened."""
        import json

        said = json.loads(data)
        if said.get("type") != "open_url" or is_web(str(said.get("url"))):
            await super().on_meta(data)

    async def stop(self) -> None:
        """End the reader in good order; one that does not end is ended."""
        process = self._process
        try:
            async with asyncio.timeout(_PATIENCE):
                await super().stop()
                if process is not None:
                    await process.wait()
        except TimeoutError:
            with suppress(ProcessLookupError):
                if process is not None:
                    process.kill()


class ReaderServer(Server):
    """Shows the reader to whom the gate lets in."""

    def __init__(self, gate: Gate, words: Sequence[str]) -> None:
        super().__init__("", title="dateline")
        self._gate = gate
        self._words = words
        self._sockets: WeakSet[web.WebSocketResponse] = WeakSet()

    def application(self) -> web.Application:
        """What answers requests."""
        app = web.Application(middlewares=[self._guard])
        app.add_routes(
            [
                web.get("/", self._page),
                web.get("/ws", self._connect),
                web.get("/download/{key}", self.handle_download),
                web.static("/static", self.statics_path),
            ]
        )
        app.on_shutdown.append(self._close)
        return app

    @web.middleware
    async def _guard(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        asked = Asked(
            request.headers.get("Host", ""),
            request.headers.get("Origin", ""),
            request.query.get("token", ""),
            request.cookies.get(_cookie(request), ""),
            connects=request.path == "/ws",
        )
        if refusal := self._gate.refusal(asked):
            return web.Response(status=403, text=refusal + "\n", headers=_HEADERS)
        answer = await handler(request)
        if not answer.prepared:
            answer.headers.update(_HEADERS)
        return answer

    async def _page(self, request: web.Request) -> web.Response:
        nonce = secrets.token_urlsafe(16)
        page = Template(asset("browser.html").read_text("utf-8")).substitute(
            nonce=nonce,
            socket=f"ws://{request.host}/ws",
            size=min(max(to_int(request.query.get("fontsize", ""), 16), 6), 64),
        )
        allowed = (
            f"default-src 'none'; script-src 'self' 'nonce-{nonce}'; "
            "style-src 'self' 'unsafe-inline'; "
            f"font-src 'self'; img-src 'self' data:; connect-src 'self' ws://{request.host}; "
            "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
        )
        answer = web.Response(
            text=page, content_type="text/html", headers={"Content-Security-Policy": allowed}
        )
        answer.set_cookie(_cookie(request), self._gate.token, httponly=True, samesite="Strict")
        return answer

    async def _connect(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse(heartbeat=15)
        await socket.prepare(request)
        self._sockets.add(socket)

        async def close() -> None:
            await socket.close()

        shown = ReaderProcess(
            "",
            write_bytes=socket.send_bytes,
            write_str=socket.send_str,
            close=close,
            download_manager=self.download_manager,
        )
        shown.words = self._words
        query = request.query
        try:
            await shown.start(
                to_int(query.get("width", ""), 80), to_int(query.get("height", ""), 24)
            )
            await self._process_messages(socket, shown)
        finally:
            await shown.stop()
        return socket

    async def _close(self, _app: web.Application) -> None:
        for socket in list(self._sockets):
            await socket.close()


def _cookie(request: web.Request) -> str:
    """Its name: browsers share cookies between ports, and there may be two readers on a machine."""
    return f"dateline-{request.url.port or 80}"


async def serve(server: ReaderServer, host: str, port: int, ready: Callable[[int], None]) -> None:
    """Serve until the task is cancelled; `ready` is told the port that is listened on.

    Raises:
        OSError: the address cannot be listened on.
    """
    runner = web.AppRunner(server.application(), access_log=None, shutdown_timeout=_PATIENCE)
    await runner.setup()
    try:
        await web.TCPSite(runner, host, port).start()
        ready(runner.addresses[0][1])
        await asyncio.Event().wait()
    finally:
        await runner.cleanup()
