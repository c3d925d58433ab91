"""Step 7: all files or none."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from briefgen.findings import FindingsError
from briefgen.save import save


def content(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_files_are_written_and_replaced(tmp_path: Path) -> None:
    save({tmp_path / "o/uk/a": b"1", tmp_path / "o/en/b": b"2"})
    save({tmp_path / "o/uk/a": b"3"})
    assert content(tmp_path) == {"o/uk/a": b"3", "o/en/b": b"2"}


def test_a_target_that_cannot_be_replaced_leaves_all_as_it_was(tmp_path: Path) -> None:
    save({tmp_path / "a": b"1", tmp_path / "b": b"1"})
    (tmp_path / "c").mkdir()
    (tmp_path / "c/inside").write_bytes(b"kept")
    before = content(tmp_path)
    with pytest.raises(FindingsError) as caught:
        save({tmp_path / "a": b"2", tmp_path / "new": b"2", tmp_path / "c": b"2"})
    assert caught.value.findings[0].code == "B701"
    assert content(tmp_path) == before


def test_a_failure_while_staging_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"x")
    with pytest.raises(FindingsError) as caught:
        save({tmp_path / "new/folder/a": b"1", tmp_path / "file/b": b"2"})
    assert caught.value.findings[0].place is not None
    assert content(tmp_path) == {"file": b"x"}
    assert not (tmp_path / "new").exists()


def test_a_failure_in_the_middle_puts_the_first_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    save({tmp_path / "a": b"1", tmp_path / "b": b"1"})
    original, calls = Path.replace, []

    def fail_late(self: Path, target: Path) -> Path:
        if self.name.endswith(".part"):
            calls.append(self)
            if len(calls) == 2:
                raise PermissionError(13, "Permission denied", str(target))
        return original(self, target)

    monkeypatch.setattr(Path, "replace", fail_late)
    with pytest.raises(FindingsError) as caught:
        save({tmp_path / "a": b"2", tmp_path / "b": b"2"})
    assert "close the file" in (caught.value.findings[0].help or "")
    monkeypatch.undo()
    assert content(tmp_path) == {"a": b"1", "b": b"1"}


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="a superuser may write anywhere")
def test_a_folder_that_forbids_writing(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(FindingsError):
        save({tmp_path / "a": b"1"})
    tmp_path.chmod(0o700)


def test_ctrl_c_in_the_middle_puts_all_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    save({tmp_path / "a": b"1", tmp_path / "b": b"1"})
    original, calls = Path.replace, []

    def interrupted(self: Path, target: Path) -> Path:
        calls.append(self)
        if len(calls) == 4:
            raise KeyboardInterrupt
        return original(self, target)

    monkeypatch.setattr(Path, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        save({tmp_path / "a": b"2", tmp_path / "b": b"2", tmp_path / "c": b"2"})
    monkeypatch.undo()
    assert content(tmp_path) == {"a": b"1", "b": b"1"}


def test_a_full_disk_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("briefgen.save.os.fsync", full)
    with pytest.raises(FindingsError) as caught:
        save({tmp_path / "new/a": b"1"})
    assert "make room" in (caught.value.findings[0].help or "")
    assert list(tmp_path.iterdir()) == []
