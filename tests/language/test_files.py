"""The language files: the same keys in each, every word that the model and the writers need, clean letters."""

import re
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

import pytest
import yaml

from briefgen import language
from briefgen.findings import FindingsError
from briefgen.language import loading
from briefgen.model import brief as model
from briefgen.model.brief import LISTS
from briefgen.model.fields import Certainty, Record
from briefgen.model.figure import Qualifier
from briefgen.model.trade import Word
from papers import LABELS

CODES = ("en", "ky", "ru", "tg", "uk")
FREE = {  # what lies deeper differs with the grammar
    ("plural",), ("units", "*"), ("nouns", "*"), ("dates", "months"), ("dates", "quarters"), ("ordinals", "endings"),
    ("number", "endings"),
}  # fmt: skip
NOT_PRINTED = {("Person", "gender"), ("StatisticalFile", "engine")}
KINDS = {
    ("Brief", "status"): "brief",
    ("Source", "status"): "source",
    ("Body", "status"): "body",
    ("Decision", "status"): "decision",
    ("Treaty", "status"): "treaty",
    ("Meeting", "level"): "level",
    ("Statement", "kind"): "statement",
    ("Event", "kind"): "event",
    ("Claim", "about"): "about",
    ("Claim", "trend"): "trend",
    ("StatedFigure", "measure"): "measure",
    ("Flow", "flow"): "flow",
    ("Flow", "mark"): "mark",
    ("Commodity", "flow"): "flow",
    ("Potential", "kind"): "potential",
    ("Issue", "likelihood"): "likelihood",
    ("Conflict", "status"): "conflict",
}


def keys(data: Any, path: tuple[str, ...] = ()) -> set[tuple[str, ...]]:
    general = (path[0], "*") if len(path) == 2 else path
    if not isinstance(data, dict) or path in FREE or general in FREE:
        return {path}
    return {path} | {found for key, value in data.items() for found in keys(value, (*path, key))}


def values(data: Any) -> list[str]:
    if isinstance(data, dict):
        return [text for value in data.values() for text in values(value)]
    if isinstance(data, list):
        return [text for value in data for text in values(value)]
    return [data]


def literals() -> list[tuple[str, str, tuple[str, ...]]]:
    """Return record, field and values of every field of the model that takes one of a few words."""
    records = (model.Brief, *LISTS.values())
    for record in records:
        record.model_rebuild()
    return [
        (record.__name__, name, get_args(kind))
        for record in records
        for name, info in record.model_fields.items()
        for kind in (info.annotation, *get_args(info.annotation))
        if get_origin(kind) is Literal
    ]


def test_the_languages_there_are() -> None:
    assert language.available() == CODES


@pytest.mark.parametrize("code", CODES)
def test_a_file_tells_its_own_code_and_loads_once(code: str) -> None:
    loaded = language.load(code)
    assert loaded.code == code
    assert loaded.bcp47.split("-")[0] == code
    assert language.load(code) is loaded
    assert loaded.labels["language"] == loaded.name


def test_all_files_have_the_same_keys() -> None:
    read = {code: keys(loading._read(code)) for code in CODES}
    for code in CODES:
        assert read[code] == read["uk"], code


@pytest.mark.parametrize("code", CODES)
def test_no_key_is_written_twice(code: str) -> None:
    def look(node: yaml.Node) -> None:
        if isinstance(node, yaml.MappingNode):
            names = [key.value for key, _ in node.value]
            assert len(names) == len(set(names)), [name for name in names if names.count(name) > 1]
            for _, value in node.value:
                look(value)
        elif isinstance(node, yaml.SequenceNode):
            for value in node.value:
                look(value)

    root = yaml.compose((Path(loading.__file__).parent / f"{code}.yaml").read_text(encoding="utf-8"))
    assert isinstance(root, yaml.MappingNode)
    look(root)


@pytest.mark.parametrize("code", CODES)
def test_every_label_of_the_writers_is_there(code: str) -> None:
    assert set(LABELS) <= set(language.load(code).labels)


@pytest.mark.parametrize("code", CODES)
def test_every_word_of_the_model_is_there_and_no_other(code: str) -> None:
    words = language.load(code).words
    needed: dict[str, set[str]] = {"certainty": set(Certainty), "qualifier": set(Qualifier)}
    needed["verdict"] = set(get_args(Word))
    for record, field, options in literals():
        if (record, field) not in NOT_PRINTED:
            needed.setdefault(KINDS[record, field], set()).update(options)
    assert {kind: set(found) for kind, found in words.items()} == needed


@pytest.mark.parametrize("code", CODES)
def test_values_are_clean(code: str) -> None:
    for text in values(loading._read(code)):
        assert not re.search("[\u202f\u2009'\u02bc]", text), text
        assert "\u00a0\u00a0" not in text, text
        for word in re.findall(r"[^\W\d_]+", text):
            latin, cyrillic = (re.search(letters, word) for letters in ("[A-Za-z]", "[Ѐ-ӿ]"))
            assert not (latin and cyrillic), f"look-alike letters in {word}"


def test_letters_of_the_other_language() -> None:
    def words(code: str) -> str:
        data = loading._read(code)
        return " ".join(values({key: part for key, part in data.items() if key not in ("lists", "aliases")}))

    assert not re.search("[ыэъё]", words("uk"))
    for code in ("ru", "ky", "tg"):
        assert not re.search("[іїєґ]", words(code))
    assert not re.search("[ңүөғқӯҳҷӣ]", words("uk") + words("ru"))
    assert not re.search("[ғқӯҳҷӣ]", words("ky"))
    assert not re.search("[ңүөьыщц]", words("tg"))


@pytest.mark.parametrize(
    ("code", "meant"),
    [("ua", "uk"), ("UK", "uk"), ("ukr", "uk"), ("us", "en"), ("gb", "en"), ("rus", "ru"), ("kg", "ky"), ("tj", "tg")],
)
def test_a_code_of_a_country_is_understood(code: str, meant: str) -> None:
    with pytest.raises(FindingsError) as caught:
        language.load(code)
    (finding,) = caught.value.findings
    assert finding.code == "B410"
    assert finding.help == f"did you mean `{meant}`?"


@pytest.mark.parametrize("code", ["xx", "", "../uk", "uk.yaml", "українська"])
def test_an_unknown_code_lists_the_languages(code: str) -> None:
    with pytest.raises(FindingsError) as caught:
        language.load(code)
    (finding,) = caught.value.findings
    assert finding.code == "B410"
    assert finding.message == f"`{code}` is not a language of briefgen"
    assert "en, ky, ru, tg, uk" in str(finding.help)


def test_the_record_base_is_seen() -> None:
    assert all(issubclass(record, Record) for record in LISTS.values())
    assert len(literals()) > 15


def test_words_of_values() -> None:
    uk = language.load("uk")
    assert uk.word("decision", "in progress") == "виконується"
    assert uk.word("certainty", Certainty.CONFIRMED) == "підтверджено"
    for kind, value in (("decisions", "done"), ("decision", "finished")):
        with pytest.raises(FindingsError) as caught:
            uk.word(kind, value)
        assert caught.value.findings[0].code == "B412"


def test_cases() -> None:
    forms = {"nom": "Київ", "gen": "Києва"}
    uk, ru, en = (language.load(code) for code in ("uk", "ru", "en"))
    assert uk.case(forms, "gen") == "Києва"
    assert uk.case(forms, "loc") is None
    assert en.case(forms, "loc") == "Київ"
    assert ru.case(forms, "voc") == "Київ"  # Russian has no vocative
    for known in (uk, en):
        with pytest.raises(FindingsError) as caught:
            known.case(forms, "genitive")
        assert caught.value.findings[0].code == "B411"
