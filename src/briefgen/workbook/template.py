"""A workbook template: read and compiled once, rendered often."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefgen.findings import Finding, FindingsError, in_order
from briefgen.merge import mistakes as of_data
from briefgen.merge.limits import Limits
from briefgen.package import PackageError, write_package
from briefgen.workbook.mistakes import unusable
from briefgen.workbook.opening import Book
from briefgen.workbook.reading import Reading, read

if TYPE_CHECKING:
    from collections.abc import Iterable


class WorkbookTemplate:
    """An Excel workbook (.xlsx, .xlsm) with tags.

    Raise FindingsError (B670) if the file cannot be read. Mistakes in its tags are told by `check`, and by `render`
    before anything is made.
    """

    def __init__(self, source: str | Path | bytes, *, limits: Limits | None = None, name: str | None = None) -> None:
        self.limits = limits or Limits()
        self.file = name or ("template" if isinstance(source, bytes) else Path(source).as_posix())
        try:
            data = source if isinstance(source, bytes) else Path(source).read_bytes()
            self.book = Book(data, self.limits)
            self.reading: Reading = read(self.file, self.book)
        except OSError as reason:
            raise FindingsError(unusable(self.file, str(reason.strerror or reason).lower())) from None
        except (PackageError, UnicodeDecodeError) as reason:
            raise FindingsError(unusable(self.file, str(reason))) from None
        except (ValueError, LookupError) as reason:  # numbers and addresses that are none
            raise FindingsError(unusable(self.file, f"it is damaged ({reason})")) from None

    @property
    def findings(self) -> list[Finding]:
        """The mistakes and remarks found in the template."""
        return self.reading.findings

    @property
    def tagged(self) -> bool:
        """Say whether the workbook holds any tag, or what was meant to be one."""
        return any(True for _ in self.reading.compiled()) or any(one.severity == "error" for one in self.findings)

    def check(self, names: Iterable[str] | Mapping[str, Any] | None = None) -> list[Finding]:
        """Return every mistake of the template; with `names` (those of the data) also names that are unknown."""
        if names is None:
            return in_order(self.findings)
        from briefgen.merge.fields import unknown_names

        return in_order([*self.findings, *unknown_names(self.reading.compiled(), set(names) | self.reading.own_names)])

    def fields(self) -> dict[str, Any]:
        """Return a JSON Schema of the names the template needs; raise FindingsError if it has mistakes."""
        from briefgen.merge.fields import schema

        self._stop()
        return schema(self.reading.nested())

    def render(self, data: Mapping[str, Any], *, language: str = "en", folder: str | Path | None = None) -> bytes:  # noqa: ARG002 - as Word templates
        """Return the workbook with the data in it.

        Raise FindingsError with every mistake of the template, or everything missing in the data that can be found.
        """
        from briefgen.workbook.rendering import Outcome

        self._stop()
        if not isinstance(data, Mapping):
            raise FindingsError(of_data.nameless(self.file, type(data).__name__))
        try:
            return write_package(Outcome(self.file, self.book, self.reading, data, language).parts())
        except PackageError as reason:
            raise FindingsError(unusable(self.file, str(reason))) from None

    def _stop(self) -> None:
        errors = [finding for finding in self.findings if finding.severity == "error"]
        if errors:
            raise FindingsError(*in_order(errors))


def check(data: bytes, name: str = "template") -> list[Finding]:
    """Return every mistake of a workbook template."""
    try:
        return WorkbookTemplate(data, name=name).check()
    except FindingsError as reason:
        return list(reason.findings)


def render(
    template: str | Path | bytes | WorkbookTemplate, data: Mapping[str, Any] | str | Path, *, language: str = "en"
) -> bytes:
    """Return a workbook template with data in it; `data` are names with values, or a JSON or YAML file of them.

    Raise FindingsError with everything that is wrong with the template or missing in the data.
    """
    made = template if isinstance(template, WorkbookTemplate) else WorkbookTemplate(template)
    if isinstance(data, (str, Path)):
        from briefgen.merge.data import read_data

        data = read_data(Path(data))
    return made.render(data, language=language)
