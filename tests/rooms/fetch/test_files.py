from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from reader.fetch.files import FileLoader
from reader.fetch.loaders import Loaders
from reader.model.errors import FetchError
from reader.model.fetched import Loaded, LoadedFolder, NotModified
from reader.text.url import path_to_url

FILES = FileLoader(lambda name: name.endswith((".html", ".txt")))


def problem(path: Path, limit: int = 1000) -> str:
    with pytest.raises(FetchError) as caught:
        FILES.read(path, limit=limit)
    return caught.value.problem


def names(folder: Path) -> list[str]:
    answer = FILES.read(folder)
    assert isinstance(answer, LoadedFolder)
    return [str(Path(file.path).relative_to(folder)) for file in answer.files]


async def test_a_file_is_read_and_known_again(tmp_path: Path) -> None:
    path = tmp_path / "käse & brot #1.xml"
    path.write_bytes(b"<rss/>")
    first = await FILES.load(path_to_url(path))
    assert isinstance(first, Loaded)
    assert (first.body, first.url) == (b"<rss/>", path_to_url(path))
    assert isinstance(await FILES.load(path_to_url(path), first.validators), NotModified)
    path.write_bytes(b"<rss></rss>")
    assert isinstance(await FILES.load(path_to_url(path), first.validators), Loaded)


def test_what_is_no_file_is_told_and_never_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert problem(tmp_path / "pipe") == f"{tmp_path}/pipe is a pipe, not a file"
    assert problem(Path("/dev/zero")) == "/dev/zero is a device, not a file"
    assert problem(tmp_path / "nothing") == f"there is no file {tmp_path}/nothing"
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(tmp_path / "s"))
        assert problem(tmp_path / "s") == f"{tmp_path}/s is a socket, not a file"


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(b"x" * 1001)
    assert problem(tmp_path / "a.html").endswith("a.html is larger than 0.001 MB")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.html").touch(mode=0)
    assert problem(tmp_path / "a.html").endswith("a.html may not be read")


def test_a_folder_gives_its_articles_in_order_and_leaves_out_what_is_none(tmp_path: Path) -> None:
    for name in (
        "b.html",
        "a.txt",
        "picture.png",
        ".hidden.html",
        "sub/c.html",
        "b_files/advert.html",
        ".git/x.txt",
        "1/2/3/4/deep.txt",
        "1/2/3/4/5/too-deep.txt",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name)
    assert names(tmp_path) == ["1/2/3/4/deep.txt", "a.txt", "b.html", "sub/c.html"]


def test_links_out_of_a_folder_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret")
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "a.txt").write_text("a")
    (folder / "out.txt").symlink_to(tmp_path / "secret.txt")
    (folder / "in.txt").symlink_to(folder / "a.txt")
    (folder / "dangling.txt").symlink_to(folder / "nowhere")
    (folder / "round").symlink_to(folder)
    assert names(folder) == ["a.txt", "in.txt"]


def test_a_folder_tells_what_it_could_not_read_and_gives_the_rest(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("a")
    os.mkfifo(tmp_path / "b.txt")
    answer = FILES.read(tmp_path)
    assert isinstance(answer, LoadedFolder)
    assert len(answer.files) == 1
    assert answer.unreadable == (f"{tmp_path}/b.txt is a pipe, not a file",)


def test_a_folder_that_did_not_change_is_not_read_again(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("a")
    known = FILES.read(tmp_path).validators
    assert isinstance(FILES.read(tmp_path, known), NotModified)
    (tmp_path / "b.txt").write_text("b")
    assert isinstance(FILES.read(tmp_path, known), LoadedFolder)


def test_a_folder_that_became_empty_is_no_problem(tmp_path: Path) -> None:
    (tmp_path / "picture.png").touch()
    (tmp_path / "a.txt").write_text("a")
    known = FILES.read(tmp_path).validators
    (tmp_path / "a.txt").unlink()
    answer = FILES.read(tmp_path, known)
    assert isinstance(answer, LoadedFolder)
    assert answer.files == ()


def test_names_that_are_no_text_or_drive_a_terminal_are_harmless(tmp_path: Path) -> None:
    name = os.fsdecode(b"\xff\x1b[2J.txt")
    (tmp_path / name).write_text("a")
    assert names(tmp_path) == [name]
    (tmp_path / name).unlink()
    assert problem(tmp_path / name) == f"there is no file {tmp_path}/\ufffd[2J.txt"


async def test_an_address_of_no_known_kind_has_no_loader() -> None:
    with pytest.raises(FetchError) as caught:
        await Loaders(FILES, FILES).load("gopher://a.example/")
    assert caught.value.kind == "address"
