"""The rows that every engine writes: 8 mixed columns, the same on every machine; and how a run is measured."""

from __future__ import annotations

import gc
import json
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path

TITLES = ("Reporter", "Partner", "HS", "Commodity", "Year", "Value, US$", "Weight, kg", "Share")
FORMATS = ("General", "General", "@", "General", "0", "#,##0.00", "#,##0", "0.0%")
WIDTHS = (12, 14, 10, 32, 8, 16, 14, 9)

Row = tuple[str, str, str, str, int, float, int, float]
Write = Callable[[list[Row], str], object]


def rows(count: int) -> list[Row]:
    """Return so many rows."""
    chance = random.Random(2011)  # noqa: S311 - the same rows each time
    reporters = [f"Reporter {number}" for number in range(20)]
    partners = [f"Partner & area {number}" for number in range(200)]
    codes = [f"{number:06d}" for number in range(10_000, 1_000_000, 198)][:5000]
    goods = [f"Товари групи {code}, не зазначені в іншому місці" for code in codes]
    found = []
    for _ in range(count):
        at = chance.randrange(5000)
        found.append(
            (
                chance.choice(reporters),
                chance.choice(partners),
                codes[at],
                goods[at],
                chance.randint(1994, 2023),
                round(chance.random() * 10**6, 2),
                chance.randint(0, 10**7),
                chance.random(),
            )
        )
    return found


def peak() -> int:
    """Return the highest memory of this process so far, in KiB."""
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def run(modes: dict[str, Write]) -> None:
    """Write the rows that the command line asks for (mode, number, file); print CPU seconds and MiB above the rows."""
    mode, count, out = sys.argv[1:]
    given = rows(int(count))
    write = modes[mode]
    write(given[:50], str(Path(out).with_suffix(".warm.xlsx")))
    gc.collect()
    before, start = peak(), time.process_time()
    write(given, out)
    used = time.process_time() - start
    print(json.dumps({"cpu": used, "more": (peak() - before) / 1024}))
