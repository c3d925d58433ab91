"""Wording: a file proofread in one language, the case forms that the papers of a brief print."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from briefgen import generator
from briefgen.findings import FindingsError, has_errors
from briefgen.generator import Request, Result
from briefgen.save import save

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefgen.findings import Finding
    from briefgen.language.inflection.form import Used


def proofread(file: str | Path, *, languages: Sequence[str], strict: bool = False, fix: bool = False) -> Result:
    """Proofread a Word, PDF, Excel, text or Markdown file in one language; with `fix` mend texts where it is safe.

    Findings stand in the order of the file, errors first.
    """
    from briefgen.inputs import files as input_files
    from briefgen.proofreading import command

    path, result = Path(file), Result()
    kind, opened = path.suffix.lower(), input_files.File(path, path.parent)
    try:
        code = command.one_language(languages, opened.shown)
        if kind in command.BINARY:
            data = input_files.load(opened, input_files.WORKBOOK_LIMIT)
            result.findings = command.of_file(data, opened.shown, kind, code, fix=fix)
        else:
            page, found = input_files.load_text(opened)
            text: str = page.text
            told: list[Finding] = []
            if fix and not found:
                text, told = command.fixed_text(page.text, opened.shown, kind, code)
            if text != page.text:
                save({path: command.with_line_ends_of(path.read_bytes(), text)})
                result.files = [path]
            result.findings = [*found, *command.of_text(text, opened.shown, kind, code), *told]
    except FindingsError as reason:
        result.findings = list(reason.findings)
    result.stopped = has_errors(result.findings, strict=strict)
    return result


class CaseForms(NamedTuple):
    """The case forms that the papers of a brief print, and the files that were written."""

    used: list[Used]
    files: list[Path]


def case_forms(
    brief: str | Path,
    *,
    languages: Sequence[str] = (),
    accept: Sequence[str] = (),
    accept_certain: bool = False,
    accept_all: bool = False,
    corrections: Sequence[str] = (),
) -> CaseForms:
    """Return every case form that the papers of a brief print, confirming some in its `forms.lock.yaml`.

    `accept` names words whose forms made by rule are right; `accept_certain` takes those that the rules have no doubt
    of, `accept_all` all of them. A correction is `words|case=form`. Raises FindingsError if the brief cannot be read,
    ValueError, in words for the user, for words or a correction that do not fit the brief.
    """
    from briefgen.inputs.forms_lock import chosen, written

    result = generator.check(Request(Path(brief), languages=tuple(languages)))
    if result.brief is None or result.source is None:
        raise FindingsError(*result.findings)
    used, changes = chosen(result.forms, accept, corrections, certain=accept_certain, everything=accept_all)
    files = written(result.source.folder, changes) if changes else {}
    save(files)
    return CaseForms(used, list(files))
