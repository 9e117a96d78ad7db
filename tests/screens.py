"""Takes the pictures of the README: `python -m tests.screens [FOLDER] [NAME...]`.

The sample edition at a moment that stands still, driven by keys. Needs rsvg-convert (librsvg) and
the fonts DejaVu Sans Mono and Noto Sans Mono CJK; with pngquant the files are a third as large.
"""

from __future__ import annotations

import asyncio
import html
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from unicodedata import bidirectional

from rich.cells import cell_len

from reader.config.load import Loaded
from reader.config.settings import Settings
from reader.service.edition import open_edition
from reader.tui.app import DatelineApp
from reader.tui.screens.base import NORMAL
from reader.tui.start import with_theme
from tests.looks.test_looks import AS_OF, settled
from tests.tui.conftest import until

FOLDER = Path(__file__).parents[1] / "assets" / "screens"


@dataclass(frozen=True, slots=True)
class Shot:
    """A picture: its size in cells, and the keys that lead to what it shows."""

    name: str
    width: int
    height: int
    keys: str = ""
    theme: str = "dateline-dark"


SHOTS = (
    Shot("wide", 160, 44, "m j s j j j j j j enter"),
    Shot("normal", 100, 32),
    Shot("narrow", 60, 30),
    Shot("code", 120, 40, "g 4 slash q u e r y enter enter z space"),
    Shot(
        "table", 120, 40, "g 4 slash t i t l e colon n u m b e r s enter enter z", "dateline-light"
    ),
    Shot("search", 100, 32, "g 4 slash d a m enter"),
    Shot("help", 100, 32, "question_mark"),
    Shot("light", 100, 32, "j enter", "dateline-light"),
    Shot("stories", 100, 14, "T w"),
    Shot("followed", 150, 34, "T w q"),
    Shot("story", 120, 44, "T w enter"),
    Shot("told", 120, 34, "T w enter m n space"),
    Shot("rewritten", 120, 30, "T w enter G k d"),
)

_CELL, _LINE = 12.2, 24.4
"""Pixels a cell has in the SVG that Textual writes, whose letters are 20 pixels high."""
_MONO_SIZE = _CELL / 0.60205
"""Pixels; DejaVu Sans Mono is 0.602 of its size wide, and must fill a cell exactly."""
_FILL = _LINE / (1.164 * _MONO_SIZE)
"""How much lines are stretched so that they meet from row to row."""
_ABOVE = 18.5
"""Pixels from the top of a row to the line its letters stand on."""
_TEXT = re.compile(r'<text class="(\S+)" x="(\S+)" y="(\S+)" textLength="\S+" (\S+)>([^<]*)</text>')
_FAMILY = re.compile(r"font-family:\s*Fira Code,?[^;]*;")
_RUNS = re.compile(
    "(?P<plain>[\u0020-\u02ff\u0370-\u058f\u0600-\u06ff\u2000-\u206f\u2070-\u20cf]+)"
    "|(?P<line>[\u2500-\u257f])|(?P<block>[\u2580-\u2590\u2594\u2595])|(?P<other>.)",
    re.DOTALL,
)


def drawn(svg: str) -> str:
    """The SVG of a screen, with every letter in its cell whatever the font it is taken from.

    Renderers differ in what they make of `textLength`, so each character that our monospaced font
    does not have at its own width is placed by itself.
    """
    svg = re.sub(r"@font-face\s*{[^}]*}", "", svg)
    svg = _FAMILY.sub("font-family: DejaVu Sans Mono, Noto Sans Mono CJK JP;", svg)
    svg = svg.replace("font-size: 20px", f"font-size: {_MONO_SIZE:.3f}px")
    return _TEXT.sub(_placed, svg)


def _placed(found: re.Match[str]) -> str:
    dress, start, base, clip, text = found.groups()
    x, y, out = float(start), float(base), []
    for run in _RUNS.finditer(html.unescape(text)):
        words = run[0].replace("\u00a0", " ")
        if run["block"]:
            out.append(f'<rect class="{dress}" {_block(words, x, y - _ABOVE)}/>')
        elif words.strip():
            how = "" if run["line"] else clip
            out.append(f"<g {how}>{_letters(words, dress, x, y, line=bool(run['line']))}</g>")
        x += _CELL * cell_len(words)
    return "".join(out)


def _letters(words: str, dress: str, x: float, y: float, *, line: bool) -> str:
    bare = words.strip()
    x += _CELL * (len(words) - len(words.lstrip()))
    shown = html.escape(bare).replace(" ", "\u00a0")
    place = f'x="{x:.2f}" y="{y:.2f}"'
    if line:
        place = f'transform="translate({x:.2f} {y:.2f}) scale(1 {_FILL:.4f})"'
    elif _from_the_right(bare):
        shown = f"\u202b{shown}\u202c"
        if words.startswith(" "):
            place = f'x="{x + _CELL * cell_len(bare):.2f}" y="{y:.2f}" text-anchor="end"'
    return f'<text class="{dress}" {place}>{shown}</text>'


def _from_the_right(words: str) -> bool:
    """Whether the first letter that has a direction is of a script written from the right."""
    strong = (way for each in words if (way := bidirectional(each)) in ("L", "R", "AL"))
    return next(strong, "L") != "L"


def _block(block: str, x: float, top: float) -> str:
    """A block element as the part of its cell that it fills."""
    code = ord(block)
    left, low, wide, high = 0.0, 0.0, 1.0, 1.0
    if 0x2581 <= code <= 0x2588:
        high = (code - 0x2580) / 8
        low = 1 - high
    elif 0x2589 <= code <= 0x258F:
        wide = (0x2590 - code) / 8
    elif code in (0x2590, 0x2595):
        wide = 1 / 2 if code == 0x2590 else 1 / 8
        left = 1 - wide
    else:
        high = 1 / 2 if code == 0x2580 else 1 / 8
    return (
        f'x="{x + left * _CELL:.2f}" y="{top + low * _LINE:.2f}"'
        f' width="{wide * _CELL:.2f}" height="{high * _LINE + 0.25:.2f}"'
    )


async def taken(shot: Shot) -> str:
    """The SVG of a screen."""
    async with open_edition(lambda: AS_OF) as reader:

        async def sample():
            return reader

        await reader.stories.gather()
        app = DatelineApp(None, sample, loaded=with_theme(Loaded(Settings()), shot.theme))
        async with app.run_test(size=(shot.width, shot.height)) as pilot:
            await until(pilot, lambda: getattr(app.screen, "side", None) is not None)
            await until(pilot, lambda: app.screen.list.current is not None)
            if shot.width >= NORMAL:
                await until(pilot, lambda: app.screen.shown is not None)
            await settled(app, pilot)
            for key in shot.keys.split():
                await pilot.press(key)
                await settled(app, pilot)
            return app.export_screenshot(title="dateline")


def write(svg: str, path: Path) -> None:
    """Write a picture as PNG, with few colours where pngquant is at hand."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "screen.svg"
        source.write_text(drawn(svg), "utf-8")
        subprocess.run(["rsvg-convert", "-o", str(path), str(source)], check=True)
    if shutil.which("pngquant"):
        few = [
            "pngquant",
            "--force",
            "--skip-if-larger",
            "--strip",
            "--speed",
            "1",
            "--ext",
            ".png",
            "64",
        ]
        subprocess.run([*few, str(path)], check=False)


def main() -> None:
    os.environ["TZ"] = "UTC"
    time.tzset()
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    for shot in SHOTS:
        if len(sys.argv) < 3 or shot.name in sys.argv[2:]:
            path = folder / f"{shot.name}.png"
            write(asyncio.run(taken(shot)), path)
            size = path.stat().st_size // 1000
            sys.stdout.write(f"{path.name}  {shot.width}x{shot.height}  {size} kB\n")


if __name__ == "__main__":
    main()
