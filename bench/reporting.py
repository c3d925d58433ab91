"""Reports of the benches: the machine they ran on, and the page of results."""

from __future__ import annotations

import os
import platform
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
MACHINE = f"Python {platform.python_version()}, {os.cpu_count()} cores, {platform.system()}"


def write(name: str, title: str, text: str) -> None:
    """Write what `python bench/NAME.py --write` measured to bench/results/NAME.md."""
    target = ROOT / "bench" / "results" / f"{name}.md"
    target.parent.mkdir(exist_ok=True)
    target.write_text(f"# {title}\n\n`python bench/{name}.py --write`\n\n{text}", encoding="utf-8")
