"""`forms.lock.yaml` beside a brief: the case forms that a person has confirmed, read and written line by line.

    uk:
      Емомалі Рахмон:
        gen: Емомалі Рахмона

By language, nominative and case. Comments, order and every line that does not change stay when a form is added.
"""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import yaml

from briefgen.findings import FindingsError, did_you_mean, error
from briefgen.inputs.files import File, load_text
from briefgen.language import available
from briefgen.language.inflection.form import Form, Status
from briefgen.language.inflection.spelling import plain
from briefgen.model.text import CASES
from briefgen.source import LOCK

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from pathlib import Path

    from briefgen.findings import Finding, Place
    from briefgen.inputs.pages import TextPage
    from briefgen.language.inflection.form import Used

HEAD = """# Case forms that a person has confirmed for this brief, by language, nominative and case.
# `briefgen forms` lists and adds them; they may be corrected here by hand.
"""

Confirmed = dict[str, dict[str, dict[str, str]]]
"""Forms by language, nominative and case."""

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_PLAIN = re.compile(r"[^\W\d_][\w’'ʼ. —–-]*[\w.]|[^\W\d_]")
_WORDS_OF_YAML = frozenset({"yes", "no", "on", "off", "true", "false", "null", "y", "n"})


def read_lock(folder: Path) -> tuple[Confirmed, list[Finding]]:
    """Return the confirmed forms of a brief's folder, none if it has no such file, and what is wrong with them."""
    path = folder / LOCK
    if not path.exists() and not path.is_symlink():
        return {}, []
    try:
        page, findings = load_text(File(path, folder))
        root = _compose(page)
    except FindingsError as stop:
        return {}, list(stop.findings)
    confirmed: Confirmed = {}
    findings = [*findings, *_shape(page, root)]
    if findings:
        return {}, findings
    for language, lemmas in _pairs(root):
        for lemma, forms in _pairs(lemmas):
            row = confirmed.setdefault(language.value, {}).setdefault(plain(lemma.value), {})
            row.update({case.value: form.value for case, form in _pairs(forms)})
    return confirmed, []


def written(folder: Path, changes: Confirmed) -> dict[Path, bytes]:
    """Return the file with the forms added or replaced, ready to be saved; raise FindingsError if it cannot be read."""
    path = folder / LOCK
    if not path.exists():
        page_text = HEAD
    else:
        page, findings = load_text(File(path, folder))
        findings = [*findings, *_shape(page, _compose(page))]
        if findings:
            raise FindingsError(*findings)
        page_text = page.text if page.text.endswith("\n") else page.text + "\n"
    for language, lemmas in sorted(changes.items()):
        for lemma, forms in lemmas.items():
            for case in CASES:
                if case in forms:
                    page_text = _with(page_text, language, lemma, case, forms[case])
    return {path: page_text.encode()}


def chosen(
    used: Sequence[Used], accept: Sequence[str], corrections: Sequence[str], *, certain: bool, everything: bool
) -> tuple[list[Used], Confirmed]:
    """Return the forms as they will stand, and those of them to write.

    Raises ValueError, in words for the user, for words that no form of the brief belongs to and for a correction that
    is not `words|case=form`.
    """
    lemmas = {plain(one.lemma): one.lemma for one in used}
    for key in accept:
        if plain(key) not in lemmas:
            raise ValueError(f"`{key}` is not among the words of this brief" + _hint(key, lemmas))
    wanted = {plain(key) for key in accept}
    corrected = dict(_correction(text, lemmas) for text in corrections)
    changes: Confirmed = {}
    result = []
    for one in used:
        lemma, status = plain(one.lemma), one.form.status
        form = corrected.get((lemma, one.case))
        taken = everything or lemma in wanted or (certain and status is Status.CERTAIN)
        if form is None and taken and status.automatic:
            form = plain(one.form.text)
        if form is None:
            result.append(one)
            continue
        if status is Status.EXPLICIT:
            raise ValueError(f"the {one.case} form of `{lemma}` stands in the facts: correct it there")
        changes.setdefault(one.language, {}).setdefault(lemma, {})[one.case] = form
        result.append(replace(one, form=Form(form, Status.CONFIRMED, "lock")))
    unused = [f"{lemma}|{case}" for lemma, case in corrected if not any(
        plain(one.lemma) == lemma and one.case == case for one in used)]  # fmt: skip
    if unused:
        raise ValueError(f"the papers of this brief print no form `{unused[0]}`")
    return result, changes


def _correction(text: str, lemmas: Collection[str]) -> tuple[tuple[str, str], str]:
    found = re.fullmatch(r"(.+)\|([a-z]{3})=(.+)", text.strip())
    if found is None:
        raise ValueError(f'`{text}` is no correction: write "words|case=form", such as "Київ|loc=Києві"')
    lemma, case, form = plain(found[1]), found[2], plain(found[3])
    if case not in CASES:
        raise ValueError(f"`{case}` is not a case: use {', '.join(CASES)}")
    if lemma not in lemmas:
        raise ValueError(f"`{lemma}` is not among the words of this brief" + _hint(lemma, lemmas))
    return (lemma, case), form


def _hint(word: str, known: Collection[str]) -> str:
    meant = did_you_mean(word, known)
    return f"; {meant}" if meant else ""


def _with(text: str, language: str, lemma: str, case: str, form: str) -> str:
    """Return the text of the file with one more form, or with another form in its place."""
    root = yaml.compose(text, Loader=_LOADER)
    lines = text.split("\n")
    tongue = _find(root, language)
    if tongue is None:
        return text + f"{language}:\n" + f"  {_quoted(lemma)}:\n    {case}: {_quoted(form)}\n"
    row = _find(tongue[1], lemma)
    if row is None:
        at = _end(tongue[1])
        lines[at:at] = [f"  {_quoted(lemma)}:", f"    {case}: {_quoted(form)}"]
        return "\n".join(lines)
    old = _find(row[1], case)
    if old is None:
        lines[_end(row[1]) : _end(row[1])] = [f"    {case}: {_quoted(form)}"]
        return "\n".join(lines)
    start, end = old[1].start_mark, old[1].end_mark
    if old[1].value != form:
        lines[start.line : end.line + 1] = [
            lines[start.line][: start.column] + _quoted(form) + lines[end.line][end.column :]
        ]
    return "\n".join(lines)


def _end(node: Any) -> int:
    """Return the number of the line after the last value of a mapping."""
    while isinstance(node, yaml.MappingNode) and node.value:
        node = node.value[-1][1]
    return int(node.end_mark.line) + 1


def _find(node: Any, name: str) -> tuple[Any, Any] | None:
    """Return key and value of a mapping by its name, or None."""
    if not isinstance(node, yaml.MappingNode):
        return None
    return next(((key, value) for key, value in node.value if plain(key.value) == plain(name)), None)


def _pairs(node: Any) -> Iterator[tuple[Any, Any]]:
    yield from (node.value if isinstance(node, yaml.MappingNode) else ())


def _quoted(text: str) -> str:
    """Return a text as YAML: as it is where that is safe, else in double quotes."""
    safe = _PLAIN.fullmatch(text) and text.lower() not in _WORDS_OF_YAML
    return text if safe else json.dumps(text, ensure_ascii=False)


# ------------------------------------------------------------ what can be wrong


def _compose(page: TextPage) -> Any:
    try:
        return yaml.compose(page.text, Loader=_LOADER)
    except yaml.MarkedYAMLError as reason:
        mark = reason.problem_mark or reason.context_mark
        place = page.place(mark.line + 1, mark.column + 1) if mark else page.place(0, 0)
        mend = "put texts with colons or quotes in double quotes; give lines of one level the same indentation"
        raise FindingsError(error("B127", f"`{LOCK}` cannot be read as YAML", help=mend, place=place)) from None


def _shape(page: TextPage, root: Any) -> Iterator[Finding]:
    """Find what is not a language, a nominative, a case with its form."""
    if root is None:
        return
    if not isinstance(root, yaml.MappingNode):
        yield _shapeless(page, root, "the file")
    for language, lemmas in _pairs(root):
        if language.value not in available():
            listed = f"there are {', '.join(available())}"
            meant = did_you_mean(language.value, available())
            message = f"`{language.value}` is not a language of briefgen"
            yield error("B128", message, help=f"{meant} {listed}" if meant else listed, place=_place(page, language))
        if not isinstance(lemmas, yaml.MappingNode):
            yield _shapeless(page, lemmas, f"`{language.value}`")
        for lemma, forms in _pairs(lemmas):
            if not isinstance(forms, yaml.MappingNode):
                yield _shapeless(page, forms, f"`{lemma.value}`")
            for case, form in _pairs(forms):
                if case.value not in CASES:
                    mend = f"use {', '.join(CASES)}"
                    yield error("B128", f"`{case.value}` is not a case", help=mend, place=_place(page, case))
                if not isinstance(form, yaml.ScalarNode) or not form.value.strip():
                    yield _shapeless(page, form, f"`{case.value}` of `{lemma.value}`")


def _shapeless(page: TextPage, node: Any, what: str) -> Finding:
    return error(
        "B127",
        f"{what} holds no forms by language, word and case" if what == "the file" else f"{what} holds no form",
        why="the file holds languages, in each the words in their nominative, and under them a form for each case",
        help="write for example `uk:`, below it `  Київ:`, below it `    loc: Києві`",
        place=_place(page, node),
    )


def _place(page: TextPage, node: Any) -> Place:
    start, end = node.start_mark, node.end_mark
    length = end.column - start.column if end.line == start.line else 1
    return page.place(start.line + 1, start.column + 1, length)
