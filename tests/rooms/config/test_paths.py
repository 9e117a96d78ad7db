"""Where a person's things are, and that they are theirs alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.config.paths import Paths
from reader.model.errors import StoreError

if TYPE_CHECKING:
    from pathlib import Path


def test_everything_is_under_one_folder_that_only_its_owner_can_read(tmp_path: Path) -> None:
    home = tmp_path / "home"
    paths = Paths.find(str(home))
    paths.make()
    assert sorted(each.name for each in home.iterdir()) == ["cache", "config", "data", "state"]
    assert {each.stat().st_mode & 0o777 for each in (home, *home.iterdir())} == {0o700}


def test_a_folder_that_others_could_read_is_closed_to_them(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir(mode=0o755)
    (tmp_path / "data").chmod(0o755)
    Paths.under(tmp_path).make()
    assert (tmp_path / "data").stat().st_mode & 0o777 == 0o700


def test_the_environment_names_the_folder_and_an_argument_wins(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATELINE_HOME", str(tmp_path / "a"))
    assert Paths.find().data == tmp_path / "a" / "data"
    assert Paths.find(str(tmp_path / "b")).data == tmp_path / "b" / "data"
    monkeypatch.delenv("DATELINE_HOME")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "xdg"))
    assert Paths.find().store.name == "dateline.db"


def test_a_place_that_cannot_be_used_is_a_plain_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="cannot make the folder") as caught:
        Paths.under(tmp_path / "file").make()
    assert "--home" in caught.value.hint
