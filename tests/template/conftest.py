"""Filling words in a folder of the test's own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from briefgen.template import fill, find
from small_view import SmallView


@pytest.fixture
def words(tmp_path: Path) -> Any:
    """Fill words with names; return the document and the findings."""

    def run(text: str, **names: Any) -> Any:
        folder = tmp_path / "templates" / "t"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "paper.en.md").write_text(text, encoding="utf-8")
        template = find("t", [tmp_path / "templates"])
        return fill(template, "paper", SmallView(**names), 0)

    return run
