"""What we write ourselves passes our own language check: words files, labels, docs, the sample brief."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from briefgen import checks, generator
from briefgen.generator import Request
from briefgen.proofreading.judging import proofread
from briefgen.proofreading.reading import TEXTS
from proofreading.pages import CODES, found

ROOT = Path(__file__).parents[2]
WORDS = sorted(ROOT.glob("templates/*/*.md"))
DOCS = [ROOT / "README.md", *sorted(ROOT.glob("docs/*.md"))]
ON_PURPOSE = {("inputs.md", "B431"), ("languages.md", "B442"), ("trade.md", "B431")}
"""A sign that is spoken of, a list of styles, and minus signs between words."""


@pytest.mark.parametrize("path", WORDS, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_words_files(path: Path) -> None:
    code = path.stem.rpartition(".")[2]
    assert proofread(TEXTS[".md"](path.read_text("utf-8"), path.name, code)) == []


@pytest.mark.parametrize("path", DOCS, ids=lambda path: path.name)
def test_docs(path: Path) -> None:
    findings = proofread(TEXTS[".md"](path.read_text("utf-8"), path.name, "en"))
    assert [one for one in findings if (path.name, one.code) not in ON_PURPOSE] == []


@pytest.mark.parametrize("code", CODES)
def test_labels(code: str) -> None:
    data = yaml.load((ROOT / f"src/briefgen/language/{code}.yaml").read_text("utf-8"), yaml.BaseLoader)  # noqa: S506 - makes text alone
    labels = [*data["labels"].values(), *(word for words in data["words"].values() for word in words.values())]
    assert found("\n".join(labels), code, "brief") == []


def test_the_sample_brief() -> None:
    brief = generator.read(Request(ROOT / "inputs" / "kyrgyzstan-tajikistan-2011")).brief
    assert brief is not None
    assert checks.proofread(brief) == []
