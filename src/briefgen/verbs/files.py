"""Single files of Word, Excel and PDF: rendered, checked, signed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from briefgen.findings import FindingsError, error

if TYPE_CHECKING:
    from briefgen.audit import Audit
    from briefgen.generator import Result


def render_file(template: str | Path, data: str | Path, out: str | Path, *, language: str = "en") -> list[Path]:
    """Write a Word or Excel template with the data of a JSON or YAML file in it to `out`. Raises FindingsError."""
    from briefgen import render
    from briefgen.merge import command

    command.render_file(render, Path(template), Path(data), Path(out), language)
    return [Path(out)]


def check_template(template: str | Path, *, annotate: str | Path | None = None) -> Result:
    """Return every mistake of a Word template; write a copy with a comment at each to `annotate`."""
    from briefgen import Template
    from briefgen.generator import Result
    from briefgen.save import save

    result = Result()
    try:
        made = Template(template)
        result.findings = made.check()
        if annotate is not None and result.findings:
            save({Path(annotate): made.annotate()})
            result.files = [Path(annotate)]
    except FindingsError as reason:
        result.findings += reason.findings
    result.stopped = bool(result.findings)
    return result


def check_workbook(workbook: str | Path, *, allow_panes: bool = False, strict: bool = False) -> Audit | Result:
    """Hold any Excel workbook against the rules of good official statistics (docs/excel-annex.md).

    One that holds tags is a template: its mistakes and remarks are returned (docs/excel-templates.md).
    """
    from briefgen.audit import audit_file
    from briefgen.workbook import WorkbookTemplate

    try:
        template = WorkbookTemplate(workbook)
    except FindingsError:  # the audit tells what is wrong with the file
        template = None
    if template is not None and template.tagged:
        from briefgen.generator import Result

        found = template.check()
        stops = ("error", "warning") if strict else ("error",)
        return Result(findings=found, stopped=any(finding.severity in stops for finding in found))
    return audit_file(Path(workbook), allow_panes=allow_panes, strict=strict)


def sign(
    paper: str | Path, key: str | Path, *, passphrase: str | None = None, out: str | Path | None = None
) -> list[Path]:
    """Write a PDF paper with a signature after PAdES to `out` (left out: beside it, with `-signed` in its name).

    `key` is a PKCS 12 file. Raises FindingsError.
    """
    from briefgen.save import save
    from briefgen.writers.pdf.signing import sign as signed

    paper = Path(paper)
    path = paper.with_name(f"{paper.stem}-signed{paper.suffix}") if out is None else Path(out)
    save({path: signed(read_paper(paper), Path(key), passphrase)})
    return [path]


def read_paper(paper: Path) -> bytes:
    """Return the bytes of a finished paper. Raises FindingsError if it cannot be read."""
    try:
        return paper.read_bytes()
    except OSError as reason:
        raise FindingsError(
            error("B643", f"{paper} cannot be read", why=reason.strerror, help="name a PDF paper that exists")
        ) from None
