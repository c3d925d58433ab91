"""What a step makes of a brief, and the fields of a template, as text."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from briefgen import Template, facts, generator, language
from briefgen.document import as_text
from briefgen.findings import FindingsError
from briefgen.generator import Request
from briefgen.model.describe import schema
from briefgen.view import view

if TYPE_CHECKING:
    from briefgen import WorkbookTemplate
    from briefgen.view import View

WORKBOOKS = (".xlsx", ".xlsm", ".xltx", ".xltm")
"""The endings of templates that are made in Excel."""

What = Literal["schema", "source", "brief", "view", "document", "fields"]


def show(what: What, brief: str | Path | None = None, *, lang: str | None = None, document: str | None = None) -> str:
    """Return the value of one step as text: the JSON schema, the source, the facts, the view or the documents.

    Raises FindingsError if the brief cannot be read that far.
    """
    if what == "schema":
        return json.dumps(schema(), ensure_ascii=False, indent=2)
    if brief is None:
        raise ValueError(f"show {what} needs a brief")
    if what == "fields":
        return json.dumps(_template(brief).fields(), ensure_ascii=False, indent=2)
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
        statistics = result.source.statistics if result.source is not None else None
        seen = view(result.brief, language.load(lang or result.brief.languages[0]), statistics=statistics)
        return "\n".join(_printed(seen))
    if not result.documents:
        raise FindingsError(*result.findings)
    made = [one for one in result.documents if document in (None, one.name)]
    if not made:
        known = ", ".join(dict.fromkeys(one.name for one in result.documents))
        raise LookupError(f"there is no document `{document}`: there are {known}")
    return "\n".join(as_text(one) for one in made)


def _template(file: str | Path) -> Template | WorkbookTemplate:
    """Return a template made in Word or in Excel."""
    if Path(file).suffix.lower() in WORKBOOKS:
        from briefgen import WorkbookTemplate  # the engine of workbooks, only where it is asked for

        return WorkbookTemplate(file)
    return Template(file)


def _printed(seen: View) -> list[str]:
    """Return every name of a view with what it prints."""
    lines = []
    for name, value in seen.names.items():
        if isinstance(value, list):
            lines += [f"{name}.{number}  {item}" for number, item in enumerate(value)]
        elif name != "trade":
            lines.append(f"{name}  {value}")
    lines += [f"trade.{year.year}  {year.exports} | {year.imports} | {year.turnover}" for year in seen.trade.years]
    return lines
