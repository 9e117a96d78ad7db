"""The hostile corpus: its list of cases, and its server, run from where they lie."""

from __future__ import annotations

import json
from dataclasses import dataclass
from types import ModuleType
from typing import TYPE_CHECKING, Any

from tests.corpora import CORPORA

if TYPE_CHECKING:
    from pathlib import Path

HOSTILE = CORPORA / "hostile" if CORPORA and (CORPORA / "hostile").is_dir() else None


@dataclass(frozen=True)
class Case:
    """One hostile input, the way it takes into the reader, and what must hold."""

    id: str
    channel: str
    kind: str
    path: str
    """Of the hostile server; with `?` if the case has its own query."""
    require: tuple[str, ...]
    file: str = ""
    """Relative to the corpora; empty if it is generated or a behaviour of the server."""

    @property
    def generated(self) -> bool:
        return self.path.startswith("/g/")

    def argument(self, name: str) -> str:
        """What stands after the colon of a requirement; empty if it is not required."""
        found = [each for each in self.require if each.startswith(f"{name}:")]
        return found[0].partition(":")[2] if found else ""


def cases() -> list[Case]:
    """Every case; none if the corpus is not here."""
    if HOSTILE is None:
        return []
    told = json.loads((HOSTILE / "list.json").read_text("utf-8"))["cases"]
    return [
        Case(
            each["id"],
            each["channel"],
            each["kind"],
            each["url_path"],
            tuple(each["require"]),
            each.get("file") or "",
        )
        for each in told
    ]


def server_module() -> Any:
    """The corpus' server. It looks for its files beside the folder it was written for."""
    assert HOSTILE is not None
    source = HOSTILE / "server.py"
    module = ModuleType("hostile_server")
    module.__file__ = str(HOSTILE.parent / "server.py")
    exec(compile(source.read_text("utf-8"), source, "exec"), module.__dict__)
    return module


def write_input(case: Case, module: Any, base: str, target: Path) -> Path:
    """The bytes of a case as a file, for what is read from disk."""
    assert HOSTILE is not None
    if case.file:
        body = (HOSTILE.parent / case.file).read_bytes()
        target.write_bytes(body.replace(b"@BASE@", base.encode()))
    else:
        with target.open("wb") as out:
            out.writelines(module.gen.make(case.path.removeprefix("/g/")))
    return target
