"""`briefgen render` without the rest of briefgen: starting up is most of the time that it takes."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


def plain_arguments(arguments: Sequence[str]) -> tuple[str, str, str, str] | None:
    """Return template, data, output and language of a `render` command line; None if it says anything else."""
    names: list[str] = []
    options = {"-o": "", "--language": "en"}
    rest = iter(arguments)
    for one in rest:
        key = {"--out": "-o", "-l": "--language"}.get(one, one)
        if key in options:
            options[key] = next(rest, "")
        elif one.startswith("-"):
            return None
        else:
            names.append(one)
    if len(names) != 2 or not all(options.values()):
        return None
    return names[0], names[1], options["-o"], options["--language"]


def run(render: Callable[..., bytes], template: str, data: str, out: str, language: str) -> int:
    """Render (with `briefgen.render`), write the file and tell its name; print findings and return 1 without one."""
    from briefgen.findings import FindingsError, as_text

    try:
        render_file(render, Path(template), Path(data), Path(out), language)
    except FindingsError as reason:
        for finding in reason.findings:
            sys.stderr.write(f"{as_text(finding)}\n\n")
        sys.stderr.write(f"{len(reason.findings)} errors. Nothing was written.\n")
        return 1
    sys.stdout.write(f"{out}\n")
    return 0


def render_file(render: Callable[..., bytes], template: Path, data: Path, out: Path, language: str) -> None:
    """Write `out`, the template with the data in it; raise FindingsError, and leave an earlier file as it was.

    `render` is `briefgen.render`: the package's own, which knows the filters of rich values.
    """
    made = render(template, data, language=language)
    from briefgen.findings import FindingsError, Place, error
    from briefgen.package import in_place_of

    if out.suffix.lower() in {".xlsx", ".xltx"} and b"xl/vbaProject.bin" in made:
        told = f"{out.as_posix()} would hold macros"
        why = "a workbook with macros must be named .xlsm; Excel refuses to open it otherwise"
        mend = "write to a file that ends in .xlsm, or save the template without macros"
        raise FindingsError(error("B683", told, why=why, help=mend, place=Place(str(out))))

    try:
        with in_place_of(out) as file:
            file.write(made)
    except OSError as reason:
        why = str(reason.strerror or reason).lower()
        raise FindingsError(
            error("B664", f"{out.as_posix()} cannot be written", why=why, place=Place(str(out)))
        ) from None
