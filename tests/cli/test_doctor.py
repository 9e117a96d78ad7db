"""`dateline doctor`: what is well, and what is not, with the exit code of that."""

from __future__ import annotations


def test_all_is_well_on_a_machine_where_dateline_was_used(filled) -> None:
    answer = filled("doctor")
    assert answer.code == 0, answer.out
    assert "its pages are sound" in answer.out
    assert "All is well." in answer.err


def test_it_makes_nothing_where_there_is_nothing(dateline) -> None:
    assert dateline("doctor").code == 0
    assert not dateline.home.exists()


def test_wrong_settings_and_a_folder_open_to_others_are_told_together(filled) -> None:
    (filled.home / "config" / "config.toml").write_text("[looks]\nthem = 'nord'\n")
    (filled.home / "config").chmod(0o755)
    found = filled("doctor", "--json")
    assert found.code == 2
    wrong = [each["told"] for each in found.object["findings"] if each["wrong"]]
    assert len(wrong) == 2
    assert "can be read by others" in wrong[0]
    assert "did you mean theme?" in wrong[1]


def test_a_damaged_store_is_told(filled) -> None:
    (filled.home / "data" / "dateline.db").write_bytes(b"no database" * 1000)
    answer = filled("doctor")
    assert answer.code == 3
    assert "is damaged" in answer.out


def test_the_password_of_a_proxy_is_not_shown(dateline) -> None:
    answer = dateline("doctor", https_proxy="http://ines:secret@proxy.example:8080")
    assert "proxy.example:8080" in answer.out
    assert "secret" not in answer.out
