"""The reader in a browser: who is let in, and what is shown there."""

from __future__ import annotations

import asyncio
import base64
import json
import shutil
import signal
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import aiohttp
import httpx
import pytest

from reader.cli.gate import Asked, gate_for

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.cli.conftest import Dateline

PATIENCE = 60.0


@pytest.fixture
def served(filled: Dateline) -> Iterator[httpx.URL]:
    """The address that `dateline serve` prints."""
    running = subprocess.Popen(
        [sys.executable, "-m", "reader", "serve", "--port", "0", "--offline", "--json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=filled.environment | {"LANG": "C.UTF-8"},
    )
    assert running.stdout is not None
    try:
        yield httpx.URL(json.loads(running.stdout.readline())["url"])
    finally:
        running.send_signal(signal.SIGINT)
        _, told = running.communicate(timeout=PATIENCE)
    assert (running.returncode, told.decode()) == (0, "")


def test_who_has_the_address_is_let_in_and_remembered(served: httpx.URL) -> None:
    assert served.host == "127.0.0.1"
    bare = served.copy_with(query=None)
    with httpx.Client() as browser:
        assert browser.get(bare).status_code == 403
        assert browser.get(f"{bare}?token=wrong").status_code == 403
        assert browser.get(f"{bare}static/js/textual.js").status_code == 403
        page = browser.get(served)
        assert page.status_code == 200
        assert "HttpOnly; Path=/; SameSite=Strict" in page.headers["Set-Cookie"]
        assert browser.get(bare).status_code == 200
        assert browser.get(f"{bare}static/js/textual.js").status_code == 200


def test_another_name_or_site_is_turned_away(served: httpx.URL) -> None:
    with httpx.Client() as browser:
        browser.get(served)
        assert browser.get(served, headers={"Host": "evil.example"}).status_code == 403
        assert browser.get(served, headers={"Origin": "http://evil.example"}).status_code == 403


def test_the_page_asks_no_other_server(served: httpx.URL) -> None:
    page = httpx.get(served)
    assert "default-src 'none'" in page.headers["Content-Security-Policy"]
    assert "https:" not in page.text
    assert page.text.count("//") == page.text.count("ws://") + page.text.count("// The secret")


async def test_keys_go_in_and_cells_come_out_for_the_page_alone(served: httpx.URL) -> None:
    origin = f"http://{served.netloc.decode()}"
    async with aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True)) as browser:
        with pytest.raises(aiohttp.WSServerHandshakeError, match="403"):
            await browser.ws_connect(f"{origin}/ws?{served.query.decode()}", origin=origin)
        await browser.get(str(served))
        for wrong in (None, "http://evil.example", "http://127.0.0.1:1"):
            with pytest.raises(aiohttp.WSServerHandshakeError, match="403"):
                await browser.ws_connect(f"{origin}/ws", origin=wrong)
        async with asyncio.timeout(PATIENCE):
            page = await browser.ws_connect(f"{origin}/ws?width=120&height=40", origin=origin)
            await _until(page, "Harbour wall")
            await page.send_json(["stdin", "\r"])
            await _until(page, "dawn")
            await page.close()


async def _until(page: aiohttp.ClientWebSocketResponse, text: str) -> None:
    shown = b""
    while text.encode() not in shown:
        message = await page.receive()
        assert message.type is aiohttp.WSMsgType.BINARY, message
        shown += message.data


def test_a_tunnel_may_have_another_port() -> None:
    gate = gate_for("127.0.0.1", "desk", "secret")
    assert not gate.refusal(Asked("localhost:9000", token="secret"))
    own = Asked("localhost:9000", "http://localhost:9000", cookie="secret", connects=True)
    assert not gate.refusal(own)
    assert gate.refusal(own._replace(origin="http://localhost:8000"))


@pytest.mark.parametrize("host", ["192.0.2.7:8000", "desk:8000", "[2001:db8::1]:8000"])
def test_other_machines_are_let_in_only_if_told_so(host: str) -> None:
    asked = Asked(host, token="secret")
    assert gate_for("127.0.0.1", "desk", "secret").refusal(asked)
    assert not gate_for("0.0.0.0", "desk", "secret").refusal(asked)
    assert gate_for("0.0.0.0", "desk", "secret").refusal(Asked("evil.example", token="secret"))


@pytest.mark.parametrize("host", ["", "[", "localhost.evil.example", "127.0.0.1@evil.example"])
def test_strange_names_are_nobodys(host: str) -> None:
    assert gate_for("127.0.0.1", "desk", "secret").refusal(Asked(host, token="secret"))


def test_without_the_extra_it_says_how_to_get_it(dateline: Dateline, tmp_path: Path) -> None:
    (tmp_path / "textual_serve.py").write_text("raise ImportError\n")
    path = f"{tmp_path}:{dateline.environment['PYTHONPATH']}"
    answer = dateline("serve", PYTHONPATH=path)
    assert (answer.code, answer.out) == (2, "")
    assert "is not installed" in answer.err
    assert "dateline[serve]" in answer.err


class Chromium:
    """A browser without a window, told what to do over its debugging protocol."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._socket = socket
        self._calls = 0
        self.asked: list[str] = []
        """Addresses that the page asked for."""

    async def do(self, method: str, **told: Any) -> dict[str, Any]:
        """Call a method; answers its result."""
        self._calls += 1
        await self._socket.send_json({"id": self._calls, "method": method, "params": told})
        while (said := await self._socket.receive_json()).get("id") != self._calls:
            if said.get("method") in {"Network.requestWillBeSent", "Network.webSocketCreated"}:
                asked = said["params"]
                self.asked.append(asked["url"] if "url" in asked else asked["request"]["url"])
        return dict(said["result"])

    async def runs(self, script: str) -> Any:
        """The value of an expression in the page, awaited."""
        answer = await self.do(
            "Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True
        )
        return answer["result"].get("value")


ENTER = {"key": "Enter", "code": "Enter", "windowsVirtualKeyCode": 13}

# What the page was sent is kept, and told of when it holds a text.
LISTENS = """
window.shown = ""; window.wanted = [];
const Real = WebSocket;
window.WebSocket = class extends Real {
  constructor(url) {
    super(url);
    this.addEventListener("message", (sent) => {
      if (typeof sent.data === "string") return;
      window.shown += new TextDecoder().decode(sent.data);
      window.wanted = window.wanted.filter(([text, tell]) => {
        if (!window.shown.includes(text)) return true;
        setTimeout(tell, 300, true); return false;
      });
    });
  }
};
window.until = (text) => new Promise((tell) => window.shown.includes(text)
  ? tell(true) : window.wanted.push([text, tell]));
"""


async def test_a_browser_opens_the_reader_takes_keys_and_shows_an_article(
    served: httpx.URL, tmp_path: Path
) -> None:
    program = shutil.which("chromium") or shutil.which("google-chrome")
    if program is None:
        pytest.skip("chromium is not installed")
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--window-size=1200,760"]
    running = await asyncio.create_subprocess_exec(
        *(program, *options, "--remote-debugging-port=0", f"--user-data-dir={tmp_path}/chromium"),
        "about:blank",
        stderr=asyncio.subprocess.PIPE,
    )
    assert running.stderr is not None
    try:
        async with asyncio.timeout(PATIENCE), aiohttp.ClientSession() as session:
            port = 0
            while not port:
                line = (await running.stderr.readline()).decode()
                assert line, "chromium did not start"
                port = int(line.split(":")[2].split("/")[0]) if "DevTools listening" in line else 0
            pages = await (await session.get(f"http://127.0.0.1:{port}/json")).json()
            at = next(each["webSocketDebuggerUrl"] for each in pages if each["type"] == "page")
            async with session.ws_connect(at, max_msg_size=0) as socket:
                await _read_in(Chromium(socket), served, tmp_path)
    finally:
        running.terminate()
        await running.communicate()


async def _read_in(browser: Chromium, served: httpx.URL, folder: Path) -> None:
    for each in ("Network", "Page", "Runtime"):
        await browser.do(f"{each}.enable")
    await browser.do("Page.addScriptToEvaluateOnNewDocument", source=LISTENS)
    await browser.do("Page.navigate", url=str(served))
    while not await browser.runs("!!window.until && document.readyState === 'complete'"):
        pass
    assert await browser.runs("until('Harbour wall')")
    assert await browser.runs("location.search") == ""
    await browser.do("Input.dispatchMouseEvent", type="mouseMoved", x=5, y=5)
    await browser.runs("document.querySelector('textarea').focus()")
    await browser.do("Input.dispatchKeyEvent", type="keyDown", text="\r", **ENTER)
    assert await browser.runs("until('dawn')")
    taken = await browser.do("Page.captureScreenshot")
    (folder / "page.png").write_bytes(base64.b64decode(taken["data"]))
    assert {httpx.URL(each).host for each in browser.asked if "//" in each} == {served.host}
