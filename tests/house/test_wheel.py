"""What a person who installs dateline gets."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]


def test_the_wheel_has_the_package_and_its_assets_and_nothing_else(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(build, cwd=CHECKOUT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("dateline-*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    for path in (CHECKOUT / "reader").rglob("*.py"):
        assert str(path.relative_to(CHECKOUT)) in names
    shipped = [*(CHECKOUT / "assets").glob("*.tcss"), CHECKOUT / "assets/starter.opml"]
    for folder in ("edition", "frequencies", "keymaps"):
        shipped += [path for path in (CHECKOUT / "assets" / folder).rglob("*") if path.is_file()]
    for path in shipped:
        assert f"reader/{path.relative_to(CHECKOUT)}" in names
    tops = {name.split("/")[0] for name in names}
    assert tops == {"reader", next(top for top in tops if top.endswith(".dist-info"))}
    assert not [name for name in names if "screens/" in name and name.startswith("reader/assets")]
