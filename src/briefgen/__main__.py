"""`python -m briefgen` and the command `briefgen`."""

from __future__ import annotations

import gc
import os
import sys
from typing import NoReturn


def main() -> None:
    """Run the command line; `render`, and `check` of a workbook, run without the rest: it is slower than they are."""
    arguments = sys.argv[1:]
    if arguments[:1] == ["render"]:
        gc.disable()  # one document and the end: there is nothing to collect
        from briefgen.merge import command

        plain = command.plain_arguments(arguments[1:])
        if plain is not None:
            from briefgen import render

            _leave(command.run(render, *plain))
        gc.enable()
    if arguments[:1] == ["check"] and arguments[-1].lower().endswith((".xlsx", ".xlsm")):
        from briefgen.audit import command as checking

        workbook = checking.plain_arguments(arguments[1:])
        if workbook is not None:
            gc.disable()
            _leave(checking.run(workbook))
    from briefgen.cli import run

    sys.exit(run(arguments))


def _leave(code: int) -> NoReturn:
    """End the process without taking it apart piece by piece, which would take a tenth of its time."""
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:  # nobody reads what it tells: Python ends as it does then
        sys.exit(code)
    os._exit(code)


if __name__ == "__main__":
    main()
