"""Count the pairs of letters of Cyrillic prose, for the detector of wrong encodings: proofreading/data/bigrams.txt.

    python bench/make_bigrams.py

Reads the clean sample of the tests and our own language files; the result is letters only, no text.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TEXTS = (
    *sorted((ROOT / "tests" / "proofreading" / "clean").glob("*.txt")),
    *sorted((ROOT / "src" / "briefgen" / "language").glob("*.yaml")),
)
TARGET = ROOT / "src" / "briefgen" / "proofreading" / "data" / "bigrams.txt"
CODES = ("uk", "ru", "ky", "tg")
MOST = 380


def main() -> None:
    """Count and write."""
    common: set[str] = set()
    for code in CODES:
        counted: Counter[str] = Counter()
        for path in TEXTS:
            if code in path.stem.split("-"):
                words = re.findall(r"[Ѐ-ԯ’]{2,}", path.read_text(encoding="utf-8").lower())
                counted.update(word[at : at + 2] for word in words for at in range(len(word) - 1))
        common.update(pair for pair, _ in counted.most_common(MOST) if pair.isalpha())
    lines = [f"# The {MOST} most frequent pairs of letters in each language, by bench/make_bigrams.py"]
    pairs = sorted(common)
    lines += [" ".join(pairs[at : at + 32]) for at in range(0, len(pairs), 32)]
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(pairs)} pairs")


if __name__ == "__main__":
    main()
