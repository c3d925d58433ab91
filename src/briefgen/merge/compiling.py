"""Compiling: the source of a part becomes code, once; every mistake of its tags is told with its place."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from io import StringIO
from typing import TYPE_CHECKING, Any

from jinja2 import StrictUndefined, TemplateSyntaxError, nodes
from jinja2.compiler import CodeGenerator

from briefgen.merge import mistakes
from briefgen.merge.blocks import MIDDLES, OTHER_FILES, match, opens
from briefgen.merge.filters import FILTERS
from briefgen.merge.healing import Healed
from briefgen.merge.lifting import lift
from briefgen.merge.sandbox import Sandbox
from briefgen.merge.source import OWN, PRINT, PRINTED, STATE, STATED, Around, Vanishing, Writer
from briefgen.merge.values import OWN as OWN_CONTEXT

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from types import CodeType

    from jinja2.compiler import Frame

    from briefgen.findings import Finding
    from briefgen.merge.tags import Tag

TEMPLATE_FILE = "<template>"
"""The file name of compiled parts in tracebacks."""


@dataclass(slots=True, eq=False)
class Compiled:
    """A part ready to print.

    `lines` maps a line of the code to the tag it comes from; `tree` is its syntax tree; `checked` says that the XML
    printed must be read once more, because filters over blocks of it may have broken it.
    """

    part: str
    xml: str
    code: CodeType
    arounds: tuple[Around, ...]
    tags: tuple[Tag, ...]
    lines: tuple[tuple[int, Tag], ...]
    tree: nodes.Template
    checked: bool
    telling: mistakes.Teller

    def tag_at(self, line: int) -> Tag:
        """Return the tag that a line of the code comes from."""
        found = self.tags[0]
        for number, tag in self.lines:
            if number > line:
                break
            found = tag
        return found


@dataclass(slots=True, eq=False)
class Outcome:
    """What compiling a part gave: the part (None: it has no tags, or mistakes), its tags and its mistakes."""

    compiled: Compiled | None = None
    tags: list[Tag] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    broken: list[Tag] = field(default_factory=list)


class Code(CodeGenerator):
    """Writes the code of a part: one yield for each stretch between statements, data looked up first in mappings."""

    contexts: dict[int, int]

    def visit_Output(self, node: nodes.Output, frame: Frame) -> None:  # noqa: N802 - Jinja's name
        """Write a stretch of text and printed values."""
        if frame.buffer is None:
            self.writeline("yield concat((")
        else:
            self.writeline(f"{frame.buffer}.extend((")
        self.indent()
        for child in node.nodes:
            if isinstance(child, nodes.TemplateData):
                self.writeline(f"{child.data!r},")
                continue
            own = isinstance(child, nodes.Filter) and child.name == OWN
            self.newline(child)
            self.write("show(")
            self.visit(child, frame)
            self.write(f", {OWN_CONTEXT if own else self.contexts.get(child.lineno, OWN_CONTEXT)}),")
        self.outdent()
        self.writeline("))")

    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:  # noqa: N802 - Jinja's name
        """Write `a ~ b`."""
        self.write("joined(")
        for part in node.nodes:
            self.visit(part, frame)
            self.write(", ")
        self.write(")")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802 - Jinja's name
        """Write `a.b`."""
        self.write("fetch(")
        self.visit(node.node, frame)
        self.write(f", {node.attr!r})")


@cache
def environment() -> Sandbox:
    """Return the environment that every template is compiled in; each rendering has a copy of its own."""
    made = Sandbox(
        PRINT_PAIRS[2], PRINT_PAIRS[3], PRINT_PAIRS[0], PRINT_PAIRS[1], "\x05", "\x06",
        keep_trailing_newline=True,
        undefined=StrictUndefined,
        extensions=["jinja2.ext.do", "jinja2.ext.loopcontrols"],
        cache_size=0,
        autoescape=False,
    )  # fmt: skip
    made.filters = {name: one for name, one in made.filters.items() if name not in _TAKEN_OUT} | FILTERS
    made.tests = {**made.tests, "filled": lambda value: value is not None and value != ""}
    made.globals = {name: made.globals[name] for name in ("range", "dict", "cycler", "joiner", "namespace")}
    made.globals.update(dict.fromkeys(("_next_id", "_once", "_colour", "_sheet")))
    return made


def register(filters: Mapping[str, Callable[..., Any]]) -> None:
    """Add filters, such as those of rich values, to the ones that every template knows."""
    if not filters.keys() <= FILTERS.keys():
        FILTERS.update(filters)
        environment.cache_clear()


PRINT_PAIRS = (PRINT, PRINTED, STATE, STATED)
_TAKEN_OUT = {"random", "urlize", "xmlattr"}


def compile_part(
    file: str, name: str, xml: str, vanishing: Vanishing | None = None, telling: mistakes.Teller | None = None
) -> Outcome:
    """Compile a part (its name, its XML); `file` is the template's name in findings, which `telling` makes."""
    if "{" not in xml and "}}" not in xml and "%7B%7B" not in xml:
        return Outcome()
    healed = Healed(name, xml)
    if not healed.tags and not healed.broken and healed.verbatim is None and not healed.contents:
        return Outcome()
    telling = telling or mistakes.Teller(file, name, xml)
    blocks, unmatched = match(healed.tags)
    lifted = lift(healed, blocks)
    findings = [telling.broken(tag) for tag in healed.broken]
    findings += [telling.unmatched(one) for one in unmatched]
    if healed.verbatim:
        findings.append(telling.verbatim(healed.verbatim))
    findings += [telling.beside(tag, text) for tag, text in lifted.beside]
    findings += [telling.misplaced(tag) for tag in lifted.misplaced]
    findings += [telling.other_file(tag) for tag in healed.tags if tag.word in OTHER_FILES]
    if not unmatched:
        findings += [telling.across(block) for block in lifted.across]
    findings += [finding for tag in healed.tags for finding in _empty(telling, tag)]
    source = Writer(healed, lifted.units, blocks, vanishing)
    text = source.write()
    outcome = compile_source(telling, text, healed.tags, source.arounds, findings)
    outcome.broken = [] if outcome.compiled else healed.broken
    return outcome


def compile_source(
    telling: mistakes.Teller,
    text: str,
    tags: list[Tag],
    arounds: list[Around],
    findings: list[Finding],
    made: Sandbox | None = None,
    code: type[Code] = Code,
) -> Outcome:
    """Compile the source of a part, or tell every mistake of its tags with the `findings` made already."""
    made = made or environment()
    if not findings:
        try:
            tree = made.parse(text)
        except TemplateSyntaxError:
            tree = None
        if tree is not None:
            findings = _unknown_helpers(made, telling, tags, tree)
            if not findings:
                return Outcome(_compiled(made, telling, tags, arounds, tree, code), tags)
    broken = {finding.message for finding in findings}
    for tag in tags:
        found = _alone(made, telling, tag)
        findings += [finding for finding in found if finding.message not in broken]
    if not findings:
        findings.append(telling.whole(_reason(made, text), tags))
    return Outcome(None, tags, list(dict.fromkeys(findings)))


def _reason(made: Sandbox, text: str) -> TemplateSyntaxError:
    try:
        made.parse(text)
    except TemplateSyntaxError as reason:
        return reason
    raise AssertionError("a part without mistakes did not compile")


def _empty(telling: mistakes.Teller, tag: Tag) -> list[Finding]:
    return [telling.empty(tag)] if not tag.inside and tag.kind != "comment" else []


def _compiled(
    made: Sandbox,
    telling: mistakes.Teller,
    tags: list[Tag],
    arounds: list[Around],
    tree: nodes.Template,
    kind: type[Code],
) -> Compiled:
    checked = _prepare(tree, made)
    name, xml = telling.part, telling.xml
    generator = kind(made, name, TEMPLATE_FILE, None, False, made.optimized)
    generator.contexts = {tag.line: tag.context for tag in tags if tag.kind == "print"}
    written = StringIO()
    generator.stream = written
    generator.visit(tree)
    code = compile(written.getvalue(), TEMPLATE_FILE, "exec")
    by_line = {tag.line: tag for tag in tags}
    lines = []
    for of_source, of_code in sorted(generator.debug_info, key=lambda pair: pair[1]):
        tag = by_line.get(of_source)
        if tag is not None:
            lines.append((of_code, tag))
    return Compiled(name, xml, code, tuple(arounds), tuple(tags), tuple(lines), tree, checked, telling)


def _prepare(tree: nodes.Template, made: Sandbox) -> bool:
    """Count the turns of loops, keep captured XML apart from text; say whether filters work over XML."""
    checked = False
    for node in tree.find_all((nodes.For, nodes.AssignBlock, nodes.FilterBlock, nodes.ScopedEvalContextModifier)):
        if isinstance(node, nodes.For):
            node.iter = nodes.Filter(node.iter, "_every", [], [], None, None, lineno=node.iter.lineno)
        elif isinstance(node, nodes.AssignBlock):
            checked = checked or node.filter is not None
            inner = node.filter
            node.filter = nodes.Filter(inner, "_captured", [], [], None, None, lineno=node.lineno)
        elif isinstance(node, nodes.FilterBlock):
            checked = checked or node.filter.name not in {"_cell", "_table"}
        elif isinstance(node, nodes.ScopedEvalContextModifier):
            node.options = []
    tree.set_environment(made)
    return checked


def _unknown_helpers(made: Sandbox, telling: mistakes.Teller, tags: list[Tag], tree: nodes.Template) -> list[Finding]:
    """Return a finding for each filter and test that does not exist."""
    findings = []
    for node in tree.find_all((nodes.Filter, nodes.Test)):
        kind, known = ("filter", made.filters) if isinstance(node, nodes.Filter) else ("test", made.tests)
        if node.name not in known:
            tag = next((one for one in tags if one.line >= node.lineno), tags[-1])
            findings.append(telling.helper(tag, kind, node.name, known))
    return findings


def _alone(made: Sandbox, telling: mistakes.Teller, tag: Tag) -> list[Finding]:
    """Look at one tag of a part that is no template as a whole."""
    text = _standing_alone(tag)
    if text is None:
        return []
    try:
        tree = made.parse(text)
        made.compile(tree, raw=True)
    except TemplateSyntaxError as reason:
        if reason.message and "No filter named" not in reason.message and "No test named" not in reason.message:
            return [telling.not_understood(tag, reason.message)]
        tree = made.parse(text)
    for node in tree.find_all((nodes.Filter, nodes.Test)):
        node.lineno = tag.line
    return _unknown_helpers(made, telling, [tag], tree)


def _standing_alone(tag: Tag) -> str | None:
    """Return a template with one tag alone, its block closed."""
    if tag.kind == "comment" or not tag.inside or tag.word in OTHER_FILES or tag.word.startswith("end"):
        return None
    if tag.kind == "print":
        return f"{PRINT} ({tag.inside}) {PRINTED}"
    if tag.word in MIDDLES:
        return f"{STATE} if 1 {STATED}{STATE} {tag.inside} {STATED}{STATE} endif {STATED}"
    if tag.word in {"colspan", "cellbg"}:
        return f"{PRINT} ({tag.inside[len(tag.word) :]}) {PRINTED}"
    if tag.word in {"vm", "hm"}:
        return None
    if tag.word in {"break", "continue"}:
        return f"{STATE} for a in [] {STATED}{STATE} {tag.inside} {STATED}{STATE} endfor {STATED}"
    end = f"{STATE} end{tag.word} {STATED}" if opens(tag) else ""
    return f"{STATE} {tag.inside} {STATED}{end}"
