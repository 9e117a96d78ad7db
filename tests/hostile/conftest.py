"""The hostile server, the driver of each test process, and the report at the end."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import httpcore
import pytest

from tests.hostile.cases import HOSTILE, server_module
from tests.hostile.driver import CANARY, Driver

if TYPE_CHECKING:
    from collections.abc import Iterator

_VERDICTS = "hostile_verdicts"

# Written with printf, so that an argument with a newline or a backslash in it stays itself.
_BROWSER = """#!/bin/sh
for each in "$@"; do printf '%s\\0' "$each"; done > '{}'
"""


@pytest.fixture(scope="session")
def driver(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Driver]:
    """One server, one pool, one browser that only notes what it was given."""
    if HOSTILE is None:
        pytest.skip("the hostile corpus is not here")
    folder = tmp_path_factory.mktemp("hostile")
    note, browser = folder / "opened", folder / "browser"
    browser.write_text(_BROWSER.format(note))
    browser.chmod(0o700)
    module = server_module()
    with pytest.MonkeyPatch.context() as patch, module.HostileServer() as server:
        patch.setenv("BROWSER", f"{browser} %s")
        patch.setenv("DATELINE_LOOPBACK_GAP", "0")
        patch.setattr("webbrowser._tryorder", None)
        patch.setattr("webbrowser._browsers", {})
        connected = _watch_connections(patch)
        driver = Driver(server, module, folder, note, connected)
        yield driver
        driver.close()
    CANARY.unlink(missing_ok=True)


def _watch_connections(patch: pytest.MonkeyPatch) -> list[tuple[str, int]]:
    connected: list[tuple[str, int]] = []
    connect = httpcore.AnyIOBackend.connect_tcp

    async def noted(self: Any, host: str, port: int, *rest: Any, **kw: Any) -> Any:
        connected.append((host, port))
        return await connect(self, host, port, *rest, **kw)

    patch.setattr(httpcore.AnyIOBackend, "connect_tcp", noted)
    return connected


@pytest.fixture
def verdicts(record_property: Any) -> Any:
    """Takes what was found about a case to the report."""

    def note(case_id: str, found: list[Any]) -> None:
        record_property(_VERDICTS, json.dumps([case_id, found]))

    return note


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """One line for all, and with -rA one for each case."""
    told = [
        json.loads(value)
        for reports in terminalreporter.stats.values()
        for report in reports
        if getattr(report, "when", "") == "call"
        for name, value in report.user_properties
        if name == _VERDICTS
    ]
    if not told:
        return
    held = [case for case, found in told if not any(state == "broken" for _, state, _ in found)]
    untested = sum(state == "vacuous" for _, found in told for _, state, _ in found)
    terminalreporter.section("hostile corpus")
    terminalreporter.line(
        f"{len(held)} of {len(told)} cases hold; {untested} requirements have nothing to judge yet"
    )
    if terminalreporter.hasopt("p"):
        for case, found in sorted(told):
            broken = [f"{name} ({why})" for name, state, why in found if state == "broken"]
            empty = [name for name, state, _ in found if state == "vacuous"]
            line = f"{'BROKEN' if broken else 'holds ':6} {case}: {len(found)} requirements"
            line += f"; {'; '.join(broken)}" if broken else ""
            line += f"; nothing to judge: {', '.join(empty)}" if empty else ""
            terminalreporter.line(line)
