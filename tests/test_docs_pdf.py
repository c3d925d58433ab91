"""The guide to looks of PDFs: its example is a look, and it names every key."""

from __future__ import annotations

import re
from pathlib import Path

from briefgen.writers.pdf import write
from briefgen.writers.pdf.look import Band, Letterhead, Look, Style, Styles
from papers import document
from pdf_rules import broken

PAGE = (Path(__file__).parents[1] / "docs" / "pdf.md").read_text("utf-8")


def test_the_example_is_a_look(tmp_path: Path) -> None:
    (example,) = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
    look = tmp_path / "brief.pdf.yaml"
    look.write_text(example, "utf-8")
    assert broken(write(document(), look)) == []


def test_it_names_every_key() -> None:
    for kind in (Look, Style, Styles, Band, Letterhead):
        for name in kind._fields:
            assert re.search(rf"\b{name}\b", PAGE), name
