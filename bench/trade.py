"""Measure the statistics of trade on generated rows: briefgen beside pandas and polars, each run a new process.

    python bench/trade.py [--rows 1,10] [--big] [--only pair] [--files FOLDER] [--write]

Tasks: `pair`, all of turnover, largest goods, partners, both offices and potential of one pair; `all`, for every pair
and year turnover and growth, for every reporter and year the ten largest chapters each way and the concentration on
partners. Rows are made by DuckDB, the same for everybody: codes of UN Comtrade, one row in five a part of another.
--rows are millions; --big adds 100 (Parquet only; it needs 4 GB of disk). --files keeps what is made in a folder, and
takes what is there already. Every engine must give the same sums.
With --write the numbers go to bench/results/trade.md.
"""

from __future__ import annotations

import json
import os
import sys
import time
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import argparse

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))

BEFORE = {str(year): str(year - 1) for year in range(1900, 2100)}
REPORTER, PARTNER, YEAR = "KGZ", "TJK", 2020
M49 = {"KGZ": 417, "TJK": 762}
BIG = 100
BYTES_A_ROW = {"parquet": 40, "csv": 110}
ENGINES = {
    "briefgen": ("parquet", "csv"),
    "briefgen (Python alone)": ("csv",),
    "polars": ("parquet", "csv"),
    "pandas": ("parquet", "csv"),
}
NEEDED = ["reporterCode", "partnerCode", "flowCode", "period", "cmdCode", "motCode", "primaryValue"]

# ---------------------------------------------------------------- rows


SHAPES = {1: (5, 20, 40), 10: (21, 100, 76), BIG: (21, 200, 230)}
"""Years, reporters and partners of files up to so many million rows."""


def generate(path: Path, rows: int) -> None:
    """Write generated rows as CSV or Parquet, clustered by year and reporter as bulk files are, no trade twice."""
    import duckdb

    from briefgen.trade.nomenclatures import chapters
    from briefgen.trade.nomenclatures.areas import records

    years, reporters, partners = next(shape for most, shape in SHAPES.items() if rows <= most * 1_000_000)
    numbers = sorted(int(row["m49"]) for row in records("countries.csv"))
    first = list(M49.values())
    areas = [*first, *(one for one in numbers if one not in first)]
    told = {
        "years": list(range(2024 - years, 2024)),
        "flows": ["X", "M"],
        "reporters": areas[:reporters],
        "partners": [0, *areas[: partners - 2], 899],
        "goods": [one for code in sorted(chapters()) if code.isdecimal() for one in (code, f"{code}01", f"{code}0110")],
    }
    deep = -(-rows * 4 // 5 // (years * reporters * partners * 2))
    connection = duckdb.connect()
    connection.execute("set memory_limit = '2GB'")
    for name, values in told.items():
        kind = "varchar[]" if isinstance(values[0], str) else "integer[]"
        connection.execute(f"set variable {name} = cast(? as {kind})", [values])

    def pick(name: str, at: str) -> str:
        return f"list_extract(getvariable('{name}'), 1 + cast({at} as integer))"

    place = f"cell // {2 * deep}"
    code = pick("goods", f"(7 * (({place}) % {partners}) + cell % {deep} - 1) % {len(told['goods'])}")
    columns = (
        "'C' as typeCode, 'A' as freqCode",
        f"{pick('years', f'{place} // {partners * reporters}')} as period",
        f"{pick('reporters', f'({place} // {partners}) % {reporters}')} as reporterCode",
        f"{pick('flows', f'(cell // {deep}) % 2')} as flowCode",
        f"{pick('partners', f'({place}) % {partners}')} as partnerCode",
        "0 as partner2Code, 'H5' as classificationCode",
        f"case when cell % {deep} = 0 then 'TOTAL' else {code} end as cmdCode",
        "'C00' as customsCode",
        "case when i % 5 = 4 then 2100 else 0 end as motCode",
        "cast(hash(i) % 100000000000 as bigint) / 1000.0 as primaryValue",
        "cast(hash(i + 7) % 1000000000 as bigint) / 100.0 as netWgt",
    )
    form = "format parquet" if path.suffix == ".parquet" else "format csv, header"
    cells = f"select i, i - i // 5 - case when i % 5 = 4 then 1 else 0 end as cell from range({rows}) as made(i)"  # noqa: S608
    connection.execute(f"copy (select {', '.join(columns)} from ({cells})) to '{path}' ({form})")  # noqa: S608


# ---------------------------------------------------------------- briefgen


def by_briefgen(path: Path, task: str, engine: str) -> dict[str, Any]:
    """Do a task with briefgen; return what all engines must agree on."""
    from briefgen.trade.files import opened

    cube = opened([path], engine=engine).cube
    return _pair(cube) if task == "pair" else _all(cube)


def _pair(cube: Any) -> dict[str, Any]:
    from briefgen.language import load
    from briefgen.model.ratios import percent
    from briefgen.trade.indicators.comparison import potential
    from briefgen.trade.indicators.structure import rank, structure
    from briefgen.trade.pair import Pair
    from briefgen.trade.tables import TABLES, Frame

    pair = Pair(cube, REPORTER, PARTNER)
    frame = Frame(pair, load("en"), year_asked=YEAR)
    made = [TABLES[name](frame) for name in ("turnover", "exports", "partners", "mirror", "export-potential")]
    if None in made:
        raise SystemExit("a table is missing")
    goods = structure(pair.goods("export", YEAR), pair.annual("export").get(YEAR), 10)
    supply, demand = pair.world_goods(REPORTER, "export", YEAR), pair.world_goods(PARTNER, "import", YEAR)
    reach = potential(supply, demand, pair.goods("export", YEAR))
    return {
        "exports": {str(year): value for year, value in sorted(pair.annual("export").items())},
        "imports": {str(year): value for year, value in sorted(pair.annual("import").items())},
        "mirror": dict(sorted(pair.mirrored("export").items())),
        "top": list(goods.top),
        "rank": rank(pair.by_country("export", YEAR), PARTNER),
        "potential": sum(value or 0 for value in reach.values()),
        "share": str(percent(pair.annual("export").get(YEAR), pair.annual("export", "WLD").get(YEAR))),
    }


def _all(cube: Any) -> dict[str, Any]:
    from briefgen.trade.cube import BOTH, COUNTRIES, PARTNERS, YEARS, Filter
    from briefgen.trade.indicators.structure import concentration, structure

    totals = Filter(areas=COUNTRIES, flows=BOTH, steps=YEARS, digits=frozenset({0}))
    groups = turned = grown = hhi = 0
    pairs = cube.series(totals, ("reporter", "partner", "flow"), "period")
    for _, of_reporter in groupby(pairs, lambda one: one[0][0]):
        partners: dict[str, dict[str, list[int | None]]] = {"export": {}, "import": {}}
        for _, flows in groupby(of_reporter, lambda one: one[0][1]):
            both: dict[str, int | None] = {}
            for (_, _, flow), values in flows:
                groups += len(values)
                by_year = partners[flow]
                for year, milli in values.items():
                    if year in by_year:
                        by_year[year].append(milli)
                    else:
                        by_year[year] = [milli]
                both = turnover(both, values) if both else values
            turned += sum(filter(None, both.values()))
            grown += sum_of_growth(both)
        for by_year in partners.values():
            hhi += sum(round(found.of_10000) for found in map(concentration, by_year.values()) if found)
    chapters = Filter(areas=PARTNERS, flows=BOTH, steps=YEARS, digits=frozenset({2}))
    goods = cube.series(chapters, ("reporter", "period", "flow"), "chapter")
    top = sum(value for _, parts in goods for _, value in structure(parts, None, 10).top)
    return {"groups": groups, "turnover": turned, "growth": grown, "hhi": hhi, "top": top}


def turnover(one: dict[str, int | None], other: dict[str, int | None]) -> dict[str, int | None]:
    """Return the sums of two flows by year; a year that one flow lacks is that of the other."""
    found = dict(one)
    for year, value in other.items():
        before = found.get(year, 0)
        found[year] = None if value is None or before is None else before + value
    return found


def sum_of_growth(values: dict[str, int | None]) -> int:
    """Return the growth of each year on the one before, each rounded to a whole per cent, added up."""
    summed = 0
    for year, value in values.items():
        before = values.get(BEFORE[year])
        if before and value is not None:
            summed += (200 * (value - before) + before) // (2 * before)
    return summed


# ---------------------------------------------------------------- peers


def _areas(kinds: tuple[str, ...]) -> list[int]:
    from briefgen.trade.engines.columns import of_kind

    return [int(code) for code in of_kind(frozenset(kinds), "numbers")]  # type: ignore[arg-type]


def by_polars(path: Path, task: str) -> dict[str, Any]:
    """Do a task with polars, streaming."""
    import polars as pl

    read = (
        pl.scan_parquet(path)
        if path.suffix == ".parquet"
        else pl.scan_csv(path, schema_overrides={"cmdCode": pl.String})
    )
    rows = read.filter((pl.col("motCode") == 0) & pl.col("flowCode").is_in(["X", "M"]))
    milli = (pl.col("primaryValue") * 1000 + 0.5).floor().cast(pl.Int64).sum().alias("milli")

    def told(query: Any, keys: list[Any]) -> list[tuple[Any, ...]]:
        return query.group_by(keys).agg(milli).collect(engine="streaming").rows()

    total, chapter = pl.col("cmdCode") == "TOTAL", pl.col("cmdCode").str.len_chars() == 2
    if task == "pair":
        ours = rows.filter(pl.col("reporterCode").is_in(list(M49.values())))
        both = ["reporterCode", "partnerCode", "flowCode", "period"]
        return _pair_of(told(ours.filter(total), both), told(ours.filter(chapter), [*both, "cmdCode"]))
    world = _areas(("world", "group"))
    nes = _areas(("unspecified",))
    partners = rows.filter(~pl.col("partnerCode").is_in(world))
    countries = partners.filter(total & ~pl.col("partnerCode").is_in(nes))
    totals = (
        countries.group_by(["reporterCode", "partnerCode", "flowCode", "period"]).agg(milli).collect(engine="streaming")
    )
    years = totals.group_by(["reporterCode", "partnerCode", "period"]).agg(pl.col("milli").sum())
    before = years.select("reporterCode", "partnerCode", pl.col("period") + 1, pl.col("milli").alias("before"))
    joined = years.join(before, on=["reporterCode", "partnerCode", "period"])
    grown = (100 * (joined["milli"] / joined["before"] - 1)).round(0)
    shares = totals.with_columns(
        share=pl.col("milli") / pl.col("milli").sum().over(["reporterCode", "flowCode", "period"])
    )
    hhi = shares.group_by(["reporterCode", "flowCode", "period"]).agg((pl.col("share") ** 2).sum() * 10000)
    goods = partners.filter(chapter & (pl.col("cmdCode") != "99"))
    tops = goods.group_by(["reporterCode", "flowCode", "period", "cmdCode"]).agg(milli).collect(engine="streaming")
    top = tops.group_by(["reporterCode", "flowCode", "period"]).agg(pl.col("milli").top_k(10).sum())
    return {
        "groups": totals.height,
        "turnover": int(years["milli"].sum()),
        "growth": int(grown.filter(grown.is_finite()).sum()),
        "hhi": int(hhi["share"].round(0).sum()),
        "top": int(top["milli"].sum()),
    }


def by_pandas(path: Path, task: str) -> dict[str, Any]:
    """Do a task with pandas, which reads the columns it needs into memory."""
    import numpy as np
    import pandas as pd

    if path.suffix == ".parquet":
        import duckdb  # pandas alone reads no Parquet; this is the reader at hand

        rows = duckdb.sql(f"select {', '.join(NEEDED)} from read_parquet('{path}')").df()  # noqa: S608
    else:
        rows = pd.read_csv(path, usecols=NEEDED, dtype={"cmdCode": "str", "flowCode": "category"})
    rows = rows[(rows["motCode"] == 0) & rows["flowCode"].isin(["X", "M"])]
    both = ["reporterCode", "partnerCode", "flowCode", "period"]

    def told(part: Any, keys: list[str]) -> Any:
        milli = np.floor(part["primaryValue"] * 1000 + 0.5).astype("int64")
        return part.assign(milli=milli).groupby(keys, observed=True)["milli"].sum()

    if task == "pair":
        ours = rows[rows["reporterCode"].isin(list(M49.values()))]
        totals = told(ours[ours["cmdCode"] == "TOTAL"], both)
        goods = told(ours[ours["cmdCode"].str.len() == 2], [*both, "cmdCode"])
        return _pair_of(*([(*key, int(value)) for key, value in found.items()] for found in (totals, goods)))
    partners = rows[~rows["partnerCode"].isin(_areas(("world", "group")))]
    countries = partners[(partners["cmdCode"] == "TOTAL") & ~partners["partnerCode"].isin(_areas(("unspecified",)))]
    totals = told(countries, both).reset_index()
    years = totals.groupby(["reporterCode", "partnerCode", "period"])["milli"].sum().reset_index()
    joined = years.merge(years.assign(period=years["period"] + 1), on=["reporterCode", "partnerCode", "period"])
    grown = (100 * (joined["milli_x"] / joined["milli_y"] - 1)).replace([np.inf, -np.inf], np.nan).round().sum()
    keys = ["reporterCode", "flowCode", "period"]
    share = totals["milli"] / totals.groupby(keys, observed=True)["milli"].transform("sum")
    hhi = (share**2).groupby([totals[key] for key in keys], observed=True).sum() * 10000
    chapter = partners[(partners["cmdCode"].str.len() == 2) & (partners["cmdCode"] != "99")]
    tops = (
        told(chapter, [*keys, "cmdCode"]).sort_values(ascending=False).groupby(level=[0, 1, 2], observed=True).head(10)
    )
    return {
        "groups": len(totals),
        "turnover": int(years["milli"].sum()),
        "growth": int(grown),
        "hhi": int(hhi.round().sum()),
        "top": int(tops.sum()),
    }


def _pair_of(totals: list[tuple[Any, ...]], goods: list[tuple[Any, ...]]) -> dict[str, Any]:
    """Tell what a peer summed up of the pair in the form of `_pair`."""
    from fractions import Fraction

    own, other = M49[REPORTER], M49[PARTNER]
    outside = set(_areas(("world", "group", "unspecified")))
    found = {key[:4]: key[4] for key in totals}
    sold = {
        key[3:5]: key[5] for key in ((r, p, f, y, c, v) for r, p, f, y, c, v in goods) if key[:3] == (own, other, "X")
    }
    parts = {code: value for (year, code), value in sold.items() if year == YEAR}
    supply = {c: v for r, p, f, y, c, v in goods if (r, p, f, y) == (own, 0, "X", YEAR)}
    demand = {c: v for r, p, f, y, c, v in goods if (r, p, f, y) == (other, 0, "M", YEAR)}
    ranked = {key[1]: value for key, value in found.items() if (key[0], *key[2:]) == (own, "X", YEAR)}
    ranked = {code: value for code, value in ranked.items() if code not in outside and code != own}

    def years(reporter: int, partner: int, flow: str) -> dict[str, int]:
        told = {str(key[3]): value for key, value in found.items() if key[:3] == (reporter, partner, flow)}
        return dict(sorted(told.items()))

    reach = {code: min(supply[code], demand[code]) - parts.get(code, 0) for code in supply.keys() & demand.keys()}
    exported = years(own, other, "X")
    world = years(own, 0, "X")
    top = sorted(((c, v) for c, v in parts.items() if c != "99"), key=lambda one: (-one[1], one[0]))[:10]
    mine = ranked.get(other)
    return {
        "exports": exported,
        "imports": years(own, other, "M"),
        "mirror": years(other, own, "M"),
        "top": top,
        "rank": None if mine is None else 1 + sum(value > mine for value in ranked.values()),
        "potential": sum(max(0, value) for value in reach.values()),
        "share": str(Fraction(100 * exported[str(YEAR)], world[str(YEAR)])),
    }


# ---------------------------------------------------------------- measuring


def run_one(engine: str, task: str, path: Path) -> None:
    """Do one task in this process and print what came out, with the seconds after the imports of the bench."""
    start = time.perf_counter()
    if engine.startswith("briefgen"):
        found = by_briefgen(path, task, "plain" if "alone" in engine else "duckdb")
    else:
        found = {"polars": by_polars, "pandas": by_pandas}[engine](path, task)
    print(json.dumps({"seconds": time.perf_counter() - start, "found": found}))


def measured(engine: str, task: str, path: Path) -> dict[str, Any] | None:
    """Run a task in a new process; return wall and CPU seconds, peak MB and what came out, None if it was killed."""
    import subprocess

    command = [sys.executable, __file__, "--run", engine, task, str(path)]
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None  # noqa: S101 - asked for
    text = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.stdout.close()
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode < 0:
        return None
    if process.returncode:
        raise SystemExit(f"{engine} failed at {task} of {path.name}")
    told = json.loads(text.splitlines()[-1])
    whole = time.perf_counter() - start
    return told | {"wall": whole, "cpu": usage.ru_utime + usage.ru_stime, "peak": usage.ru_maxrss / 1024}


def median_of(engine: str, task: str, path: Path, runs: int) -> dict[str, Any] | None:
    """Return the run of median wall time."""
    found = [measured(engine, task, path) for _ in range(runs)]
    known = sorted((one for one in found if one is not None), key=lambda one: one["seconds"])
    return known[len(known) // 2] if len(known) == runs else None


def main() -> None:
    """Measure and print a table."""
    import argparse
    import platform
    import tempfile

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", default="1,10", help="millions of rows")
    parser.add_argument("--big", action="store_true", help=f"also {BIG} million rows, as Parquet")
    parser.add_argument("--only", choices=("pair", "all"))
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--files", type=Path, help="the folder of the generated files, which are kept")
    parser.add_argument("--write", action="store_true", help="write bench/results/trade.md")
    parser.add_argument("--make", nargs=2, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.make:
        generate(Path(asked.make[0]), int(asked.make[1]))
        return
    sizes = [*(float(one) for one in asked.rows.split(",")), *([BIG] if asked.big else [])]
    lines = [
        f"Python {platform.python_version()}, {os.cpu_count()} cores, {platform.system()}.",
        f"Load before: {os.getloadavg()[0]:.1f}. Median of {asked.runs} runs, each in a new process.",
        "Seconds are those of the task with its imports; wall and CPU are of the whole process.",
        "",
        "| rows | file | task | engine | seconds | wall s | CPU s | peak MB |",
        "|---|---|---|---|---|---|---|---|",
    ]
    with tempfile.TemporaryDirectory() as folder:
        for millions in sizes:
            lines += bench(asked.files or Path(folder), millions, asked)
    text = "\n".join(lines) + "\n"
    print(text)
    if asked.write:
        options = " --big" if asked.big else ""
        target = ROOT / "bench" / "results" / "trade.md"
        told = f"# Trade statistics\n\n`python bench/trade.py --rows {asked.rows}{options} --write`\n\n{text}"
        target.write_text(told, encoding="utf-8")


def bench(folder: Path, millions: float, asked: argparse.Namespace) -> list[str]:
    """Make the files of one size, run every engine on them, return the lines of the table."""
    import shutil
    import subprocess

    lines = []
    rows = int(millions * 1_000_000)
    for form in ("parquet", "csv") if millions <= 10 else ("parquet",):
        needed = 2 * rows * BYTES_A_ROW[form]
        path = folder / f"rows-{millions:g}M.{form}"
        if not path.exists():
            if shutil.disk_usage(folder).free < needed:
                raise SystemExit(f"{rows:,} rows as {form} need {needed / 1e9:.0f} GB of disk in {folder}")
            begun = path.with_stem(f"{path.stem}-begun")
            subprocess.run([sys.executable, __file__, "--make", str(begun), str(rows)], check=True)
            begun.rename(path)
        for task in ("pair", "all") if asked.only is None else (asked.only,):
            told: dict[str, Any] | None = None
            for engine, forms in ENGINES.items():
                if form not in forms or (engine == "pandas" and millions > 10) or ("alone" in engine and millions > 1):
                    continue
                found = median_of(engine, task, path, asked.runs)
                name = f"| {millions:g} M | {form} | {task} | {engine} |"
                if found is None:
                    lines.append(f"{name} killed | | | |")
                    continue
                told = told or found["found"]
                agrees(told, found["found"], f"{engine}, {task}, {path.name}")
                numbers = f"{found['seconds']:.2f} | {found['wall']:.2f} | {found['cpu']:.2f} | {found['peak']:.0f}"
                lines.append(f"{name} {numbers} |")
                print(lines[-1], flush=True)
        if asked.files is None:
            path.unlink()
    return lines


def agrees(one: dict[str, Any], two: dict[str, Any], where: str) -> None:
    """Stop if two engines differ: sums to the last digit, growth and concentration as far as floats can be right."""
    for name, value in one.items():
        other = two[name]
        if name in ("growth", "hhi"):
            if abs(value - other) > 1e-6 * abs(value) + 50:
                raise SystemExit(f"{where}: {name} is {other}, not {value}")
        elif json.dumps(value) != json.dumps(other):
            raise SystemExit(f"{where}: {name} is {other}, not {value}")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--run"]:  # one run of the others: what the bench itself needs is no part of it
        run_one(sys.argv[2], sys.argv[3], Path(sys.argv[4]))
    else:
        main()
