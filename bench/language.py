"""Measure the language check: pages a second of plain text in each language, after loading.

    python bench/language.py [--write]

A page has 1,800 characters with spaces. The text is the clean sample of the tests, ten pages a document; CPU seconds.
With --write the numbers go to bench/results/language.md.
"""

from __future__ import annotations

import argparse
import time
from statistics import median

import reporting
from briefgen.proofreading.judging import proofread
from briefgen.proofreading.norm import LANGUAGES
from briefgen.proofreading.reading import TEXTS
from reporting import MACHINE, ROOT

CLEAN = ROOT / "tests" / "proofreading" / "clean"
PAGE = 1800
PAGES = 10
RUNS = 15


def text_of(code: str) -> str:
    """Return ten pages of paragraphs of five sentences."""
    lines = []
    for name in ("official", "catalogues"):
        lines += [line for line in (CLEAN / f"{name}-{code}.txt").read_text("utf-8").splitlines() if line[:1] != "#"]
    paragraphs = [" ".join(lines[at : at + 5]) for at in range(0, len(lines), 5)]
    text = "\n".join(paragraphs)
    while len(text) < PAGES * PAGE:
        text += "\n" + text
    return text[: PAGES * PAGE]


def measure(code: str) -> tuple[float, float, int]:
    """Return seconds to load and pages a second, and how many findings the text has."""
    text = text_of(code)
    start = time.process_time()
    findings = proofread(TEXTS[".txt"](text, "text.txt", code))
    first = time.process_time() - start
    times = []
    for _ in range(RUNS):
        start = time.process_time()
        proofread(TEXTS[".txt"](text, "text.txt", code))
        times.append(time.process_time() - start)
    return max(0.0, first - median(times)), PAGES / median(times), len(findings)


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="write bench/results/language.md")
    write = parser.parse_args().write
    lines = [
        f"{MACHINE}. CPU seconds of the process.",
        f"Documents of {PAGES} pages of {PAGE} characters; the median of {RUNS} runs after the first.",
        "",
        "| language | loading | pages a second | µs a page |",
        "|---|---|---|---|",
    ]
    for code in LANGUAGES:
        loading, speed, _ = measure(code)
        lines.append(f"| {code} | {1000 * loading:.0f} ms | {speed:.0f} | {1e6 / speed:.0f} |")
    text = "\n".join(lines) + "\n"
    print(text)
    if write:
        reporting.write("language", "The language check", text)


if __name__ == "__main__":
    main()
