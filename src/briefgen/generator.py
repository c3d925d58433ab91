"""The single generator module: the seven steps in their order, and nothing else.

1 read, 2 build, 3 check, 4 view, 5 fill, 6 draw, 7 save (docs/architecture.md).
It knows no format, no language and no field; it returns what was made and found, never prints and never exits.
"""

from __future__ import annotations

import logging
import os
import re
from calendar import timegm
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from briefgen import checks, facts, inputs, language, template, view, writers
from briefgen import save as saving
from briefgen.findings import Finding, FindingsError, did_you_mean, error, has_errors, in_order

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from briefgen.document import Document
    from briefgen.language.inflection.form import Used
    from briefgen.model.brief import Brief
    from briefgen.source import Source
    from briefgen.trade.holdings import Holdings

log = logging.getLogger("briefgen")


@dataclass(frozen=True, slots=True)
class Request:
    """What a run is asked for; what is left empty is taken from the brief or made whole."""

    brief: Path
    template: str | None = None
    languages: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    out: Path = Path("output")
    strict: bool = False
    taken: frozenset[str] = frozenset()
    """Ids of briefs that other runs of the same command write: their folders are not to be written over."""


@dataclass(slots=True)
class Result:
    """What a run made: the values of the steps, the files written, and everything found, errors first.

    `step` is the last step that was begun; `stopped` says that findings kept the run from its end.
    """

    step: int = 0
    source: Source | None = None
    brief: Brief | None = None
    documents: list[Document] = field(default_factory=list)
    files: list[Path] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    forms: list[Used] = field(default_factory=list)
    """The case forms that the papers print."""
    stopped: bool = False
    summary: str = ""
    """A last line of a report, for a run that counts what it looked at."""


class BugError(Exception):
    """Raised when a step fails by a fault of briefgen itself; carries the step's number."""

    def __init__(self, step: int) -> None:
        super().__init__(f"step {step}")
        self.step = step


class _StoppedError(Exception):
    """Ends a run whose findings are too grave to go on."""


class _Run:
    """One run over one brief."""

    def __init__(self, request: Request) -> None:
        self.request = request
        self.result = Result()

    def begin(self, step: int, name: str) -> None:
        """Note which step is at work; stop before it if what was found forbids to go on."""
        if has_errors(self.result.findings, strict=self.request.strict and step > 5):
            raise _StoppedError
        self.result.step = step
        log.info("Step %d - %s", step, name)

    def found(self, findings: Iterable[Finding]) -> None:
        """Keep findings, each with the place of its fact."""
        source = self.result.source
        self.result.findings += [
            finding.placed(source.place(finding.at)) if source and finding.at else finding for finding in findings
        ]

    def to_brief(self) -> Brief:
        """Steps 1 and 2."""
        self.begin(1, "read")
        self.result.source, findings = inputs.read(self.request.brief)
        self.found(findings)
        if has_errors(findings):  # what could be read is judged all the same: one run tells of everything
            self.found(facts.build(self.result.source, partial=True)[1])
        self.begin(2, "build")
        brief, findings = facts.build(self.result.source)
        self.found(findings)
        if brief is None:
            raise _StoppedError
        self.result.brief = brief
        if brief.id in self.request.taken:
            message = f"another brief of this run has the id `{brief.id}` too"
            mend = "give one of them another id: their papers would go to the same folder"
            self.found([error("B702", message, help=mend, at=("id",))])
        return brief

    def to_papers(self, *, proofread: bool = False) -> list[tuple[Document, dict[str, Path]]]:
        """Steps 1 to 5: every document with its looks by format; the language check too, if asked for."""
        brief = self.to_brief()
        self.begin(3, "check")
        self.found(checks.check(brief, self.request.languages))
        if proofread:
            self.found(checks.proofread(brief, self.request.languages))
        made = template.find(self.request.template or brief.template, template.folders())
        papers = []
        moment = _moment(brief)
        for code in dict.fromkeys(self.request.languages or brief.languages):
            log.info("Step 4 - view (%s)", code)
            self.result.step = 4
            seen = view.view(brief, self._language(code, brief.profile), self._confirmed(), self._statistics())
            for name in self._documents(made, code):
                log.info("Step 5 - fill (%s, %s)", name, code)
                self.result.step = 5
                document, findings = template.fill(made, name, seen, moment)
                self.found(findings)
                if document is not None:
                    looks = {form: look for (owner, form), look in made.looks.items() if owner == name}
                    papers.append((document, looks))
            self.result.forms += seen.forms
            self.found(seen.findings)
        self.result.documents = [document for document, _ in papers]
        return papers

    def _confirmed(self) -> Mapping[str, Mapping[str, Mapping[str, str]]]:
        """Return the case forms that were confirmed for the brief."""
        assert self.result.source is not None  # noqa: S101 - step 1 is done
        return self.result.source.forms

    def _statistics(self) -> Holdings | None:
        """Return the trade statistics of the brief, if it has any."""
        return self.result.source.statistics if self.result.source is not None else None

    def _language(self, code: str, profiles: Sequence[str]) -> language.Language:
        """Load a language in the style of its profile; one that the brief asks for in vain is found at its field."""
        known = (name for name in profiles if name in language.profiles() and language.profile(name).language == code)
        try:
            return language.load(code, next(known, ""))
        except FindingsError as reason:
            at = None if self.request.languages else ("languages",)
            raise FindingsError(*(replace(finding, at=at) for finding in reason.findings)) from None

    def _documents(self, made: template.Template, code: str) -> list[str]:
        documents = [name for name in made.documents if (name, code) in made.words]
        if not documents:
            known = sorted({tongue for _, tongue in made.words})
            self.found(
                [
                    error(
                        "B512",
                        f"the template `{made.name}` has no words in `{code}`",
                        help=f"it speaks {', '.join(known)}; add a file such as `brief.{code}.md`",
                        at=None if self.request.languages else ("languages",),
                    )
                ]
            )
        return documents

    def to_files(self) -> dict[Path, bytes]:
        """Steps 1 to 6: the bytes of every file by its path."""
        papers = self.to_papers()
        forms = self.request.formats or tuple(writers.WRITERS)
        for form in forms:
            if form not in writers.WRITERS:
                hint = did_you_mean(form, writers.WRITERS) or f"there are: {', '.join(writers.WRITERS)}"
                self.found([error("B601", f"there is no format `{form}`", help=hint)])
        self.begin(6, "draw")
        brief = self.result.brief
        assert brief is not None  # noqa: S101 - step 2 is done
        drawn, findings = writers.draw(papers, forms, lambda: facts.as_json(brief))
        self.found(findings)
        folder = self.request.out / brief.id
        files = {folder / language / f"{name}.{form}": data for (name, language, form), data in drawn.items()}
        if not files and not has_errors(self.result.findings):
            self.found(
                [
                    error(
                        "B602",
                        "nothing was asked for that the template can make",
                        help="see `briefgen list formats`",
                    )
                ]
            )
        return files


def build(request: Request) -> Result:
    """Run all seven steps: write the papers of a brief to `out/<brief>/<language>/`, all or nothing."""

    def steps(run: _Run) -> None:
        files = run.to_files()
        run.begin(7, "save")
        saving.save(files)
        run.result.files = list(files)

    return _run(request, steps)


def check(request: Request) -> Result:
    """Run steps 1 to 5 with the language check and write nothing."""
    return _run(request, lambda run: run.to_papers(proofread=True))


def read(request: Request) -> Result:
    """Run steps 1 and 2: what the files say, as facts."""
    return _run(request, lambda run: run.to_brief())


def _run(request: Request, steps: Callable[[_Run], object]) -> Result:
    run = _Run(request)
    try:
        steps(run)
    except FindingsError as reason:
        run.found(reason.findings)
    except _StoppedError:
        log.info("Stopped in step %d", run.result.step)
    except Exception as reason:
        raise BugError(run.result.step) from reason
    run.result.findings = in_order(run.result.findings)
    run.result.stopped = has_errors(run.result.findings, strict=request.strict)
    return run.result


def _moment(brief: Brief) -> int:
    """Return the one time that may stand in the files: SOURCE_DATE_EPOCH, or the brief's own date."""
    stated = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not stated:
        return max(timegm((*brief.as_of.last, 0, 0, 0)), _YEAR_1980)
    if not re.fullmatch("[0-9]{1,10}", stated) or int(stated) > _YEAR_2107:
        why = "it is a whole number of seconds since 1970, up to the year 2107"
        mend = "correct the variable of the environment, or take it away"
        raise FindingsError(error("B606", f"SOURCE_DATE_EPOCH cannot be `{stated}`", why=why, help=mend))
    return max(int(stated), _YEAR_1980)


_YEAR_1980, _YEAR_2107 = 315532800, 4354819199  # the times that a zip file can hold
