"""A language file whose name and content tell of two languages is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from briefgen.findings import FindingsError
from briefgen.language import loading

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Give an empty folder in place of that of the language files."""
    monkeypatch.setattr(loading, "_FOLDER", tmp_path)
    loading.available.cache_clear()
    loading.load.cache_clear()
    yield tmp_path
    monkeypatch.undo()
    loading.available.cache_clear()
    loading.load.cache_clear()


@pytest.mark.parametrize("content", ["code: uk\nname: x\n", "name: x\n"])
def test_a_file_that_says_it_is_another_language(folder: Path, content: str) -> None:
    (folder / "tg.yaml").write_text(content, encoding="utf-8")
    with pytest.raises(FindingsError) as stop:
        loading.load("tg")
    (found,) = stop.value.findings
    assert found.code == "B414"
    assert found.message.startswith("the language file `tg.yaml` says that its language is `")
    assert str(found.place) == "language/tg.yaml"
    assert "code: tg" in str(found.help)
