"""Measure case forms: how many are right, how many of the certain ones are wrong, and how long one takes.

    python -m bench.inflection FILE.csv [--write]

FILE.csv has the columns lang, lemma, kind, gender, case, expected; variants of a form stand between bars. The
nominative is not counted. With --write the figures go to bench/results/inflection.md. The first section of the output
has one line for each language, the second one for each kind, the third the forms that are wrong.
"""

from __future__ import annotations

import argparse
import csv
import sys
import time
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))  # as a checkout, without an installed package

from briefgen.language.inflection import KINDS, Status, inflect  # noqa: E402

CASES = {"nomn": "nom", "gent": "gen", "gen2": "gen", "datv": "dat", "accs": "acc", "ablt": "ins", "loct": "loc",
         "loc2": "loc", "voct": "voc"}  # fmt: skip
CERTAIN = (Status.EXPLICIT, Status.LEXICON, Status.CONFIRMED, Status.CERTAIN)
REPEATS = 200_000


class Figures:
    """What one file gave."""

    def __init__(self) -> None:
        self.all: Counter[tuple[str, str]] = Counter()
        self.right: Counter[tuple[str, str]] = Counter()
        self.certain: Counter[tuple[str, str]] = Counter()
        self.wrong_certain: Counter[tuple[str, str]] = Counter()
        self.wrong: list[str] = []


def measure(path: Path) -> Figures:
    """Inflect every row of the file and hold it against what is expected."""
    found = Figures()
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        case = CASES.get(row["case"].strip(), row["case"].strip())
        if case == "nom":
            continue
        language, kind = row["lang"].strip(), row["kind"].strip()
        form = inflect(
            row["lemma"].strip(),
            case,
            language,
            kind=kind if kind in KINDS else "phrase",
            gender=row["gender"].strip() or None,
        )
        right = form.text in [variant.strip() for variant in row["expected"].split("|")]
        sure = form.status in CERTAIN
        for key in ((language, ""), (language, kind)):
            found.all[key] += 1
            found.right[key] += right
            found.certain[key] += sure
            found.wrong_certain[key] += sure and not right
        if not right:
            mark = "  (called certain)" if sure else ""
            found.wrong.append(f"{language}  {row['lemma']}, {case}: {form.text}, not {row['expected']}{mark}")
    return found


def report(found: Figures) -> list[str]:
    """Return the lines to print."""
    languages = sorted({language for language, _ in found.all})
    lines = []
    for language in languages:
        right, total = found.right[language, ""], found.all[language, ""]
        lines.append(f"{language}  {100 * right / total:.1f} %  ({right} of {total})")
    for language in languages:
        for kind in sorted({kind for tongue, kind in found.all if tongue == language and kind}):
            right, total = found.right[language, kind], found.all[language, kind]
            lines.append(f"{language}  {kind:<8} {100 * right / total:5.1f} %  ({right} of {total})")
    for language in languages:
        wrong, sure, total = (part[language, ""] for part in (found.wrong_certain, found.certain, found.all))
        lines.append(f"{language}  wrong among the certain ones: {wrong} of {sure} ({100 * sure / total:.1f} % of all)")
    return lines


def speed(path: Path) -> list[str]:
    """Return what a new form and a form met before take."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.DictReader(file) if CASES.get(row["case"], "nom") != "nom"]
    calls = [
        (
            row["lemma"],
            CASES[row["case"]],
            row["lang"],
            row["kind"] if row["kind"] in KINDS else "phrase",
            row["gender"] or None,
        )
        for row in rows
    ]
    inflect.cache_clear()
    times = []
    for text, case, language, kind, gender in calls:
        start = time.perf_counter()
        inflect(text, case, language, kind=kind, gender=gender)
        times.append(time.perf_counter() - start)
    text, case, language, kind, gender = calls[0]
    start = time.perf_counter()
    for _ in range(REPEATS):
        inflect(text, case, language, kind=kind, gender=gender)
    again = (time.perf_counter() - start) / REPEATS
    times.sort()
    middle, slow = times[len(times) // 2], times[len(times) * 99 // 100]
    return [
        f"a new form: median {1e6 * middle:.0f} µs, 99 % below {1e6 * slow:.0f} µs",
        f"a form met before: {1e6 * again:.2f} µs",
    ]


def main() -> None:
    """Measure the files and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE.csv")
    parser.add_argument("--write", action="store_true", help="write bench/results/inflection.md")
    options = parser.parse_args()
    sections = []
    for path in options.files:
        found = measure(path)
        lines = report(found)
        print("\n".join(lines + found.wrong))
        timed = speed(path)
        print("\n".join(timed))
        sections += [f"## {path.name}", "", "```", *lines, *found.wrong, *timed, "```", ""]
    if options.write:
        target = ROOT / "bench" / "results" / "inflection.md"
        command = "`python -m bench.inflection FILE.csv... --write`"
        target.write_text("\n".join(["# Case forms", "", command, "", *sections]), encoding="utf-8")


if __name__ == "__main__":
    main()
