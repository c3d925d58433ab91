"""A small valid brief and ways to write it down, for the tests of steps 1 and 2."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import yaml

from briefgen import facts as step2
from briefgen.findings import FindingsError, as_text
from briefgen.inputs import read
from briefgen.scaffold import workbook

if TYPE_CHECKING:
    from pathlib import Path

    from briefgen.findings import Finding
    from briefgen.model.brief import Brief
    from briefgen.source import Source

FACTS: dict[str, Any] = {
    "id": "small",
    "title": {"uk": "Перша — Друга", "ru": "Первая — Вторая", "en": "First and Second"},
    "perspective": "XAA",
    "partner": "XBB",
    "as_of": "2024-01",
    "languages": ["uk", "ru", "en"],
    "version": "1.10",
    "objective": "=1+1 #REF! — words for every language",
    "parties": [
        {
            "id": "XAA",
            "name": {"uk": {"nom": "Перша", "gen": "Першої"}, "ru": "Первая", "en": "First"},
            "short": {"uk": "Перша", "en": "First\n\u201cquoted\u201d, with; marks: and _x0041_"},
        },
        {"id": "XBB", "name": "Second", "short": {"uk": "Друга", "en": "NO"}},
    ],
    "sources": [{"id": "office", "title": "Office", "date": "2024", "status": "official"}],
    "bodies": [{"id": "commission", "name": "Commission", "members": ["XAA", "XBB"], "main": "yes"}],
    "sessions": [{"id": "s2", "body": "commission", "number": "2", "date": "2023-04-12/2023-04-13"}],
    "figures": [{"id": "f1", "measure": "turnover", "value": "20.5", "unit": "mln USD", "qualifier": "at least"}],
    "trade": [
        {
            "reporter": "XAA",
            "partner": "WLD",
            "flow": "export",
            "commodity": "0101",
            "period": "2023",
            "value": "26740.5",
            "unit": "thousand USD",
            "source": ["office"],
        },
        {"reporter": "XAA", "partner": "XBB", "flow": "import", "period": "2011-12", "value": "0.1", "unit": "%"},
    ],
    "talking_points": [{"text": {"en": "Hold the third session."}}],
}


def as_yaml(facts: dict[str, Any]) -> str:
    """Return facts as YAML."""
    return str(yaml.safe_dump(facts, allow_unicode=True, sort_keys=False))


def write(folder: Path, form: str, facts: dict[str, Any] | None = None) -> Path:
    """Write facts as `brief.<form>` into the folder."""
    facts = FACTS if facts is None else facts
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"brief.{form}"
    if form == "xlsx":
        path.write_bytes(workbook(facts))
    else:
        text = as_yaml(facts) if form == "yaml" else json.dumps(facts, ensure_ascii=False, indent=1)
        path.write_text(text, encoding="utf-8")
    return folder


def text(folder: Path, content: str | bytes, name: str = "brief.yaml") -> Path:
    """Write one file into the folder and return the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def reading(path: Path) -> tuple[Source | None, list[Finding]]:
    """Read; where it stops, return what was found."""
    try:
        return read(path)
    except FindingsError as stop:
        return None, list(stop.findings)


def both(path: Path) -> tuple[Brief | None, list[Finding]]:
    """Read and build; return all that was found."""
    source, findings = reading(path)
    if source is None:
        return None, findings
    brief, more = step2.build(source)
    return brief, [*findings, *more]


def codes(findings: list[Finding]) -> list[str]:
    """Return the codes found, sorted."""
    return sorted(finding.code for finding in findings)


def one(findings: list[Finding], code: str) -> Finding:
    """Return the only finding, which must have the code."""
    assert codes(findings) == [code], "\n".join(map(as_text, findings))
    return findings[0]
