"""The tags of a look: what they may say, and what is told when they say something else."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from jinja2 import StrictUndefined, TemplateSyntaxError, nodes
from jinja2.meta import find_undeclared_variables
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from briefgen.findings import Place, did_you_mean, error

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from jinja2 import Template

    from briefgen.findings import Finding
    from briefgen.writers.word.heal import Healed, Tag

BODY = "body"
"""The name of the words of a paper: `{{p body }}`."""

_LINE = Markup('</w:t><w:br/><w:t xml:space="preserve">')
_TAB = Markup('</w:t><w:tab/><w:t xml:space="preserve">')


class _Environment(ImmutableSandboxedEnvironment):
    """Jinja for looks: names in, text out; nothing else of Python can be reached."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        if isinstance(obj, dict):
            return obj[attribute] if attribute in obj else self.undefined(obj=obj, name=attribute)
        return super().getattr(obj, attribute)


@cache
def environment() -> _Environment:
    """Return the one environment of all looks: everything printed is escaped, nothing unknown is blank."""
    made = _Environment(
        autoescape=True,
        undefined=StrictUndefined,
        keep_trailing_newline=True,
        finalize=lambda value: "" if value is None else value,
    )
    made.filters["lines"] = _lines
    made.filters["blocks"] = _blocks
    made.tests["filled"] = lambda value: value is not None and value != ""
    return made


def _lines(value: Any) -> Any:
    """Print line breaks and tabs of a value as Word writes them."""
    if not isinstance(value, str) or ("\n" not in value and "\t" not in value):
        return value
    text = str(escape(value)).replace("\n", _LINE)
    return Markup(text.replace("\t", _TAB))  # noqa: S704 - escaped above


def _blocks(value: Any) -> Markup:
    """Let the drawn words through; they are the only thing that is WordprocessingML already."""
    if not isinstance(value, Markup):
        raise TypeError("only the words of the paper can stand in {{p }}")
    return value


def compiled(
    made: _Environment, file: str, healed: Healed, names: dict[str, Tag]
) -> tuple[Template | None, list[Finding]]:
    """Return the template of a part, or everything that keeps it from being one (B611, B612).

    Add to `names` each name the part uses, with the tag that uses it first.
    """
    findings = [_broken(file, tag) for tag in healed.broken]
    whole = None
    try:
        if not findings:
            tree = made.parse(healed.source)
            unknown_here = find_undeclared_variables(tree)
            code = made.compile(tree)
            for name, line in _names(tree):
                if name.partition(".")[0] in unknown_here:
                    names.setdefault(name, _tag_at(healed, line))
            return made.template_class.from_code(made, code, made.make_globals(None)), []
    except TemplateSyntaxError as reason:
        whole = _not_understood(file, _tag_at(healed, reason.lineno), reason)
    for tag in healed.tags:
        if tag.kind in {"print", "blocks"}:
            findings += _alone(made, file, tag, names)
    if whole is not None and not any(finding.code == "B612" for finding in findings):
        findings.append(whole)
    return None, findings


def _alone(made: _Environment, file: str, tag: Tag, names: dict[str, Tag]) -> list[Finding]:
    """Look at one printing tag of a part that is no template as a whole."""
    try:
        tree = made.parse(f"{{{{ ({tag.inside}) }}}}")
        made.compile(tree, raw=True)
    except TemplateSyntaxError as reason:
        return [_not_understood(file, tag, reason)]
    for name, _ in _names(tree):
        if name.partition(".")[0] not in made.globals:
            names.setdefault(name, tag)
    return []


def _names(tree: nodes.Template) -> Iterator[tuple[str, int]]:
    """Yield every name read in a template, such as `title` or `label.page`, with its line."""
    inner = set()
    for node in tree.find_all(nodes.Getattr):
        if isinstance(node.node, nodes.Name):
            inner.add(id(node.node))
            yield f"{node.node.name}.{node.attr}", node.lineno
    for name in tree.find_all(nodes.Name):
        if id(name) not in inner and name.ctx == "load":
            yield name.name, name.lineno


def _tag_at(healed: Healed, line: int) -> Tag:
    return next((tag for tag in healed.tags if tag.line >= line), healed.tags[-1])


def places_for_words(file: str, main: str, every: list[Tag]) -> list[Finding]:
    """Return what is wrong with where the words of the paper go (B614): exactly one paragraph of the document."""
    wanted = "write {{p body }} alone in one paragraph of the document"
    findings = []
    places = [tag for tag in every if tag.inside == BODY or tag.kind == "blocks"]
    for tag in places:
        why = None
        if tag.kind == "print" or tag.written != tag.around:
            why = "the words are whole paragraphs and tables, so they need a paragraph of their own"
        elif tag.inside != BODY:
            why = f"`{tag.inside}` is no block of text; only `{BODY}` is"
        elif tag.part != main:
            why = "headers, footers and notes cannot hold the words"
        elif tag is not next(one for one in places if one.inside == BODY):
            why = "the words already have a place"
        if why:
            findings.append(_finding("B614", f"`{tag.written}` cannot stand {where(tag)}", file, tag, why, wanted))
    if not places:
        findings.append(error("B614", "the look has no place for the words", help=wanted, place=Place(file)))
    return findings


def _broken(file: str, tag: Tag) -> Finding:
    told = f"a tag is broken {where(tag)}: `{tag.written}` has no other half"
    return _finding("B611", told, file, tag, None, "write the whole tag in one paragraph, such as {{ title }}")


def unknown_names(
    file: str, names: Mapping[str, Tag], known: Mapping[str, object], labels: Mapping[str, str]
) -> list[Finding]:
    """Return a finding (B613) for each name in the tags of a look that the document does not know."""
    findings = []
    for name, tag in names.items():
        first, _, rest = name.partition(".")
        if first not in known:
            findings.append(_unknown(file, tag, name, did_you_mean(first, known)))
        elif first == "label" and rest and rest not in labels:
            findings.append(_unknown(file, tag, name, did_you_mean(rest, labels)))
    return findings


def _unknown(file: str, tag: Tag, name: str, near: str | None) -> Finding:
    return _finding("B613", f"`{name}` is unknown {where(tag)}", file, tag, f"the tag is `{tag.written}`", near)


def failed(file: str, part: str, reason: Exception) -> Finding:
    """Return the finding for a tag that could not be printed (B616)."""
    return error("B616", f"a tag of {part} cannot be printed", why=str(reason), place=Place(file))


def where(tag: Tag) -> str:
    """Return the place of a tag in words: `in word/header1.xml, paragraph 2`."""
    return f"in {tag.part}" + (f", paragraph {tag.paragraph}" if tag.paragraph else "")


def _not_understood(file: str, tag: Tag, reason: TemplateSyntaxError) -> Finding:
    told = f"the tag `{tag.written}` is not understood {where(tag)}"
    return _finding("B612", told, file, tag, reason.message, "a tag holds a name, such as {{ title }}")


def _finding(code: str, told: str, file: str, tag: Tag, why: str | None, mend: str | None) -> Finding:
    return error(code, told, why=why, help=mend, place=Place(file, excerpt=tag.around or tag.written))
