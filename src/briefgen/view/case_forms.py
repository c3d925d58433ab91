"""Words of the facts in a case: given, confirmed, of the lexicon, made by rule, or marked as missing."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from briefgen.findings import error, note, warning
from briefgen.language.inflection.form import Form, Status, Used
from briefgen.view.values import Phrase

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from briefgen.findings import FactPath, Finding
    from briefgen.language import Language
    from briefgen.model.brief import Brief

Confirmed: TypeAlias = "Mapping[str, Mapping[str, Mapping[str, str]]]"
"""Forms that a person has confirmed, by language, nominative and case."""

CASE_NAMES = {
    "nom": "nominative",
    "gen": "genitive",
    "dat": "dative",
    "acc": "accusative",
    "ins": "instrumental",
    "loc": "locative",
    "voc": "vocative",
    "abl": "ablative",
}
_KINDS = {
    ("parties", "name"): "country",
    ("parties", "short"): "country",
    ("persons", "given"): "given",
    ("persons", "family"): "family",
    ("persons", "post"): "post",
    ("bodies", "name"): "body",
    ("sessions", "place"): "place",
    ("meetings", "place"): "place",
}
_ORDER = tuple(Status)
_NBSP = "\u00a0"


class CaseForms:
    """The case forms of a brief in one language, and which of them the papers have used so far."""

    def __init__(self, brief: Brief, language: Language, confirmed: Confirmed | None) -> None:
        self.brief = brief
        self.language = language
        self.confirmed = (confirmed or {}).get(language.code, {})
        self._used: dict[tuple[str, str, str], Used] = {}

    def in_case(self, value: Phrase, case: str) -> Phrase:
        """Return the words in the case and keep what was used; a missing form prints with a visible mark."""
        language = self.language
        if case == "nom" or case not in language.cases:
            return Phrase(language.case(value.forms, case) or str(value), value.forms, value.origin, value.foreign)
        path: FactPath = tuple(int(step) if step.isdigit() else step for step in (value.origin or "").split("."))
        form = self._form(value, case, path)
        self._used.setdefault((str(value), case, form.text), Used(language.code, path, str(value), case, form))
        if form.status is Status.FAILED:
            return Phrase(f"[{value}: {case}?]", value.forms, value.origin, value.foreign)
        text = form.text if form.status is Status.EXPLICIT else language.typeset(form.text)
        return Phrase(text, value.forms, value.origin, value.foreign)

    def _form(self, value: Phrase, case: str, path: FactPath) -> Form:
        if case in value.forms:
            return Form(value.forms[case], Status.EXPLICIT, "inputs")
        if value.startswith("["):  # words in another language, marked as such
            return Form(value, Status.FAILED)
        from briefgen.language.inflection import resolve

        kind = _KINDS.get((str(path[0]), str(path[-1])), "phrase")
        code, confirmed = self.language.code, self.confirmed
        record = getattr(self.brief, str(path[0]))[path[1]] if kind != "phrase" else None
        gender = getattr(record, "gender", None)
        if kind in ("given", "family"):
            words = {field: getattr(record, field).words(code) or {"nom": str(value)} for field in ("given", "family")}
            if str(value) != self.language.typeset(words[kind]["nom"]):
                return self._name(value, case, words, gender)
        return resolve(value, case, code, confirmed=confirmed, kind=kind, gender=gender)

    def _name(self, value: Phrase, case: str, words: dict[str, dict[str, str]], gender: str | None) -> Form:
        """Return a whole name; where the inputs give the case of one half, only the other is made."""
        from briefgen.language.inflection import resolve

        code = self.language.code
        whole = resolve(value, case, code, confirmed=self.confirmed, kind="person", gender=gender)
        if whole.status is Status.CONFIRMED or not any(case in forms for forms in words.values()):
            return whole
        halves = [
            resolve(forms["nom"], case, code, given=forms, confirmed=self.confirmed, kind=field, gender=gender)
            for field, forms in words.items()
        ]
        worst = max(halves, key=lambda half: _ORDER.index(half.status))
        return Form(_NBSP.join(half.text for half in halves), worst.status, worst.engine)

    # ------------------------------------------------------------ what was used

    @property
    def used(self) -> list[Used]:
        """Every form that was printed so far."""
        return list(self._used.values())

    @property
    def findings(self) -> Iterator[Finding]:
        """Findings on forms that are missing or that nobody has confirmed, one for each word and kind of doubt."""
        kinds: dict[tuple[FactPath, str, Status], list[Used]] = {}
        for used in self._used.values():
            kinds.setdefault((used.path, used.lemma, used.form.status), []).append(used)
        for (path, lemma, status), found in kinds.items():
            if status is Status.FAILED:
                yield from (self._missing(used) for used in found)
            elif status.automatic:
                yield self._automatic(path, lemma, status, found)

    def _missing(self, used: Used) -> Finding:
        field = ".".join(str(step) for step in used.path)
        return warning(
            "B401",
            f"`{used.lemma}` is needed in the {CASE_NAMES[used.case]} case ({used.language})",
            why="the words of the template ask for this form, and it is not in the facts",
            help=f"write it as `{field}.{used.language}.{used.case}`; until then the paper shows a mark",
            at=used.path,
        )

    def _automatic(self, path: FactPath, lemma: str, status: Status, found: list[Used]) -> Finding:
        code = self.language.code
        forms = ", ".join(f"{used.case} `{used.form.text}`" for used in found)
        many = "forms" if len(found) > 1 else "a form"
        accept = f'read them; if they are right: `briefgen forms BRIEF --accept "{lemma.replace(_NBSP, " ")}"`'
        mend = f"{accept}; if not, write the right one beside the nominative"
        if self.brief.status == "final":
            return error(
                "B404",
                f"`{lemma}` stands in {many} that nobody has confirmed ({code}): {forms}",
                why="the status of the brief is `final`, and a rule made what it prints",
                help=mend,
                at=path,
            )
        if status is Status.CERTAIN:
            message = f"`{lemma}` stands in {many} made by rule ({code}): {forms}"
            return note("B402", message, why="nobody has confirmed what a rule made", help=mend, at=path)
        message = f"`{lemma}` stands in {many} that may be wrong ({code}): {forms}"
        why = "the words are not in the lexicon, and the rules leave a doubt"
        return warning("B403", message, why=why, help=mend, at=path)
