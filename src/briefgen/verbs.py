"""The verbs of briefgen as functions: what the command line does, for use from Python.

None of them prints or exits; each returns what it made and found.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from briefgen import Template, facts, generator, language, render, scaffold, template, writers
from briefgen import view as views
from briefgen.document import as_text
from briefgen.findings import FindingsError, did_you_mean, error
from briefgen.generator import Request, Result
from briefgen.merge.command import render_file as write_rendered
from briefgen.model.describe import schema
from briefgen.save import save
from briefgen.view.tables import OPTIONS, TABLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

What = Literal["schema", "source", "brief", "view", "document", "fields"]
Kind = Literal["templates", "languages", "formats", "fields", "tables", "checks"]


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
    brief: str | Path, *, template: str | None = None, languages: Sequence[str] = (), strict: bool = False
) -> Result:
    """Read, build, check and fill a brief; write nothing."""
    return generator.check(Request(Path(brief), template, tuple(languages), strict=strict))


def new_brief(
    name: str, folder: str | Path = "inputs", *, form: Literal["yaml", "json", "excel"] = "yaml"
) -> list[Path]:
    """Write a small working brief to edit (the Excel form: an empty workbook); return the files. Never overwrites."""
    return scaffold.new_brief(name, Path(folder), form)


def new_template(name: str, folder: str | Path = "templates", *, like: str = "talks") -> list[Path]:
    """Copy a template under a new name to edit; return the files. Never overwrites."""
    return scaffold.new_template(name, Path(folder), template.find(like, template.folders()).folder)


def new_look(file: str | Path) -> list[Path]:
    """Write a Word look with every tag and style that words need, to go on from in Word. Never overwrites."""
    return scaffold.new_look(Path(file))


def convert(brief: str | Path, name: str, folder: str | Path, form: Literal["yaml", "json", "excel"]) -> list[Path]:
    """Write the facts of a brief in another form under `folder/name`; return the files. Raises FindingsError."""
    result = generator.read(Request(Path(brief)))
    if result.brief is None:
        raise FindingsError(*result.findings)
    return scaffold.new_brief(name, Path(folder), form, facts.plain(result.brief))


def show(what: What, brief: str | Path | None = None, *, lang: str | None = None, document: str | None = None) -> str:
    """Return the value of one step as text: the JSON schema, the source, the facts, the view or the documents.

    Raises FindingsError if the brief cannot be read that far.
    """
    if what == "schema":
        return json.dumps(schema(), ensure_ascii=False, indent=2)
    if brief is None:
        raise ValueError(f"show {what} needs a brief")
    if what == "fields":
        return json.dumps(Template(brief).fields(), ensure_ascii=False, indent=2)
    request = Request(Path(brief), languages=(lang,) if lang else ())
    result = generator.check(request) if what == "document" else generator.read(request)
    if what == "source" and result.source is not None:
        places = sorted(result.source.places.items(), key=lambda item: [(isinstance(s, int), s) for s in item[0]])
        return "\n".join(f"{'.'.join(map(str, path))}  <- {place}" for path, place in places if path)
    if result.brief is None:
        raise FindingsError(*result.findings)
    if what == "brief":
        return json.dumps(facts.plain(result.brief), ensure_ascii=False, indent=2)
    if what == "view":
        seen = views.view(result.brief, language.load(lang or result.brief.languages[0]))
        return "\n".join(_printed(seen))
    if not result.documents:
        raise FindingsError(*result.findings)
    made = [one for one in result.documents if document in (None, one.name)]
    if not made:
        known = ", ".join(dict.fromkeys(one.name for one in result.documents))
        raise LookupError(f"there is no document `{document}`: there are {known}")
    return "\n".join(as_text(one) for one in made)


def _documents_of(folder: Path) -> str:
    try:
        return ", ".join(template.find(folder.name, [folder.parent]).documents)
    except FindingsError as reason:
        return f"({reason.findings[0].message})"


def _printed(seen: views.View) -> list[str]:
    """Return every name of a view with what it prints."""
    lines = []
    for name, value in seen.names.items():
        if isinstance(value, list):
            lines += [f"{name}.{number}  {item}" for number, item in enumerate(value)]
        elif name != "trade":
            lines.append(f"{name}  {value}")
    lines += [f"trade.{year.year}  {year.exports} | {year.imports} | {year.turnover}" for year in seen.trade.years]
    return lines


def listing(kind: Kind) -> list[tuple[str, str]]:
    """Return what there is of a kind, each with a few words on it."""
    match kind:
        case "templates":
            found = template.names(template.folders())
            return [(name, _documents_of(folder)) for name, folder in found.items()]
        case "languages":
            return [(code, language.load(code).labels["language"]) for code in language.available()]
        case "formats":
            names = {"docx": "Word", "pdf": "PDF", "xlsx": "Excel"}
            return [(form, names[form]) for form in writers.WRITERS]
        case "fields":
            lists = [(name, ", ".join(fields)) for name, fields in views.fact_names().items()]
            return [*lists, *views.NAMES.items()]
        case "tables":
            return [
                (name, f"{' '.join((made.__doc__ or '').split())} Options: {', '.join(OPTIONS.get(name, ('none',)))}.")
                for name, made in TABLES.items()
            ]
        case "checks":
            return [(code, page.splitlines()[0].partition(": ")[2]) for code, page in _explanations().items()]


def explain(code: str) -> str:
    """Return the page of a finding code, in Markdown. Raises LookupError for a code that does not exist."""
    pages = _explanations()
    found = pages.get(code.upper())
    if found is None:
        hint = did_you_mean(code.upper(), pages) or "`briefgen list checks` shows them"
        raise LookupError(f"there is no finding `{code}`; {hint}")
    return found


@cache
def _explanations() -> dict[str, str]:
    folder = Path(__file__).with_name("explanations")
    return {path.stem: path.read_text(encoding="utf-8") for path in sorted(folder.glob("B*.md"))}


def render_file(template: str | Path, data: str | Path, out: str | Path, *, language: str = "en") -> list[Path]:
    """Write a Word template with the data of a JSON or YAML file in it to `out`. Raises FindingsError."""
    write_rendered(render, Path(template), Path(data), Path(out), language)
    return [Path(out)]


def sign(
    paper: str | Path, key: str | Path, *, passphrase: str | None = None, out: str | Path | None = None
) -> list[Path]:
    """Write a PDF paper with a signature after PAdES to `out` (left out: beside it, with `-signed` in its name).

    `key` is a PKCS 12 file. Raises FindingsError.
    """
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


def check_template(template: str | Path, *, annotate: str | Path | None = None) -> Result:
    """Return every mistake of a Word template; write a copy with a comment at each to `annotate`."""
    result = Result()
    try:
        made = Template(template)
    except FindingsError as reason:
        result.findings = list(reason.findings)
    else:
        result.findings = made.check()
        if annotate is not None and result.findings:
            Path(annotate).write_bytes(made.annotate())
            result.files = [Path(annotate)]
    result.stopped = bool(result.findings)
    return result
