"""Papers of a brief: made, or checked without writing any."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from briefgen import generator
from briefgen.findings import FindingsError, has_errors, in_order
from briefgen.generator import Request, Result

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from briefgen.findings import Finding


def build(
    brief: str | Path,
    *,
    template: str | None = None,
    languages: Sequence[str] = (),
    formats: Sequence[str] = (),
    out: str | Path = "output",
    strict: bool = False,
    taken: Iterable[str] = (),
) -> Result:
    """Make the papers of a brief (a folder, or its brief file) and write them to `out/<brief>/<language>/`.

    Errors among `Result.findings` mean that nothing was written and earlier papers stand as they were; with `strict`
    warnings count as errors. `taken` are ids of briefs whose papers must not be written over.
    """
    languages, formats = tuple(languages), tuple(formats)
    return generator.build(Request(Path(brief), template, languages, formats, Path(out), strict, frozenset(taken)))


def check(
    brief: str | Path,
    *,
    template: str | None = None,
    languages: Sequence[str] = (),
    strict: bool = False,
    fix: bool = False,
) -> Result:
    """Read, build, check, proofread and fill a brief; write nothing, but with `fix` the safe mends of its texts."""
    request = Request(Path(brief), template, tuple(languages), strict=strict)
    if not fix:
        return generator.check(request)
    try:
        told = _mend(request)
    except FindingsError as reason:
        told = list(reason.findings)
    result = generator.check(request)
    result.findings = in_order([*result.findings, *told])
    result.stopped = has_errors(result.findings, strict=strict)
    return result


def _mend(request: Request) -> list[Finding]:
    """Write the safe mends of the texts of a brief into its YAML file; return a note of each."""
    from briefgen.checks.walk import forms, texts
    from briefgen.inputs import files as input_files
    from briefgen.proofreading import briefs, command
    from briefgen.save import save

    told: list[Finding] = []
    for _ in range(command.ROUNDS):  # one mend may lay open another
        made = generator.read(request)
        if made.brief is None or made.source is None or has_errors(made.findings):
            break  # the check that follows tells why
        words = (form for path, text in texts(made.brief) for form in forms(path, text))
        pages = briefs.manuscripts(made.brief, words, request.languages or made.brief.languages, made.source.place)
        file = made.source.folder / Path(made.source.file).name
        is_yaml = file.suffix.lower() in (".yaml", ".yml")
        text = input_files.load_text(input_files.File(file, file.parent))[0].text if is_yaml else ""
        new, found = command.fixed_brief(text, made.source.file if text else "", pages)
        told += [one for one in found if one not in told]
        if new == text:
            break
        save({file: command.with_line_ends_of(file.read_bytes(), new)})
    return told
