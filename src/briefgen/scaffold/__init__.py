"""New briefs and templates to start from; nothing that exists is ever overwritten."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from briefgen.findings import FindingsError, Place, error

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefgen.findings import Finding

Form = Literal["yaml", "json", "excel"]
_EXAMPLE = Path(__file__).with_name("example")
_NAME = "EXAMPLE-NAME"
_SCHEMA_FILE = "brief.schema.json"
_SCHEMA_LINE = f"# yaml-language-server: $schema={_SCHEMA_FILE}\n"


def new_brief(name: str, folder: Path, form: Form, facts: Mapping[str, Any] | None = None) -> list[Path]:
    """Write `folder/name` with the facts, or with a small example to edit (Excel: an empty workbook).

    Returns the files written. Raises FindingsError if the name is none or the folder exists.
    """
    target = _target(name, folder)
    if form == "excel":
        files = {"brief.xlsx": workbook({"id": name} if facts is None else facts)}
    elif facts is None:
        files = _example(name, form)
    else:
        files = _written(facts, form)
    return _save(target, files)


def new_template(name: str, folder: Path, source_template: Path) -> list[Path]:
    """Copy a template to `folder/name`; return the files written.

    Raises FindingsError if the name is none, the folder exists or there is no such template.
    """
    target = _target(name, folder)
    if not source_template.is_dir():
        message = f"there is no template `{source_template.as_posix()}`"
        mend = "`briefgen list templates` shows those there are"
        raise FindingsError(error("B172", message, help=mend, place=Place(source_template.as_posix())))
    try:
        shutil.copytree(source_template, target, ignore=shutil.ignore_patterns(".*", "~$*", "__pycache__"))
    except (OSError, shutil.Error) as reason:
        raise FindingsError(_unwritable(target, reason)) from None
    return sorted(path for path in target.rglob("*") if path.is_file())


def new_look(file: Path, profile: str = "") -> list[Path]:
    """Write a Word look with every tag and style that words need, its page as in a profile; return the file.

    Raises FindingsError if the file exists or cannot be written, or if there is no such profile.
    """
    from briefgen import language
    from briefgen.scaffold.word_look import word_look  # python-docx is slow to import

    made = word_look(language.profile(profile).page) if profile else word_look()

    if file.exists() or file.is_symlink():
        raise FindingsError(_exists(file))
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("xb") as stream:
            stream.write(made)
    except OSError as reason:
        raise FindingsError(_unwritable(file, reason)) from None
    return [file]


def workbook(facts: Mapping[str, Any] | None) -> bytes:
    """Return `brief.xlsx` with the facts filled in, or with headers alone; the same facts give the same bytes."""
    from briefgen.scaffold.sheets import workbook as made  # openpyxl is slow to import

    return made(facts)


def _example(name: str, form: Form) -> dict[str, bytes]:
    text = (_EXAMPLE / "brief.yaml").read_text(encoding="utf-8").replace(_NAME, name)
    files = {"trade.csv": (_EXAMPLE / "trade.csv").read_bytes(), _SCHEMA_FILE: _schema()}
    if form == "yaml":
        return {"brief.yaml": text.encode(), **files}
    import yaml

    return {"brief.json": _json(yaml.load(text, yaml.BaseLoader)), **files}  # noqa: S506 - it makes text only


def _written(facts: Mapping[str, Any], form: Form) -> dict[str, bytes]:
    """Return the files for facts that are given; trade, which is long, stands in a table of its own."""
    rest = {name: value for name, value in facts.items() if name != "trade"}
    files = {_SCHEMA_FILE: _schema()}
    if "trade" in facts:
        files["trade.csv"] = _csv(facts["trade"])
    if form == "json":
        return {"brief.json": _json(rest), **files}
    import yaml

    text = yaml.safe_dump(rest, allow_unicode=True, sort_keys=False, width=110)
    return {"brief.yaml": (_SCHEMA_LINE + text).encode(), **files}


def _csv(rows: list[dict[str, Any]]) -> bytes:
    from briefgen.model.brief import Flow
    from briefgen.scaffold.flat import cells, columns

    flat = [cells(Flow, row) for row in rows]
    names = [name for name in columns(Flow, rows, ()) if any(name in row for row in flat)]
    made = io.StringIO()
    writer = csv.DictWriter(made, names, lineterminator="\n")
    writer.writeheader()
    writer.writerows(flat)
    return made.getvalue().encode()


def _json(facts: Mapping[str, Any]) -> bytes:
    return (json.dumps({"$schema": _SCHEMA_FILE, **facts}, ensure_ascii=False, indent=2) + "\n").encode()


def _schema() -> bytes:
    from briefgen.model.describe import schema

    return (json.dumps(schema(), ensure_ascii=False, indent=2) + "\n").encode()


def _target(name: str, folder: Path) -> Path:
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]{0,79}", name):
        message = f"`{name[:60]}` cannot be the name of a folder"
        mend = "use letters a-z, digits and hyphens, such as talks-2024-01"
        raise FindingsError(error("B170", message, help=mend, place=Place(folder.as_posix())))
    target = folder / name
    if target.exists() or target.is_symlink():
        raise FindingsError(_exists(target))
    return target


def _save(target: Path, files: Mapping[str, bytes]) -> list[Path]:
    try:
        target.mkdir(parents=True)
        for file, content in files.items():
            with (target / file).open("xb") as stream:
                stream.write(content)
    except FileExistsError:
        raise FindingsError(_exists(target)) from None
    except OSError as reason:
        raise FindingsError(_unwritable(target, reason)) from None
    return [target / file for file in files]


def _exists(target: Path) -> Finding:
    mend = "choose another name, or remove the folder if it is not needed"
    message = f"`{target.as_posix()}` exists already"
    return error("B171", message, why="nothing is overwritten", help=mend, place=Place(target.as_posix()))


def _unwritable(target: Path, reason: Exception) -> Finding:
    why = reason.strerror if isinstance(reason, OSError) else None
    mend = "check the folder above it and the room on the disk"
    return error("B172", f"`{target.as_posix()}` cannot be written", why=why, help=mend, place=Place(target.as_posix()))
