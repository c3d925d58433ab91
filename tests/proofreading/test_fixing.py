"""Mends are written back: texts keep their line ends, YAML keeps all but the characters mended."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen import verbs
from briefgen.proofreading.command import fixed_text, with_line_ends_of
from briefgen.proofreading.fixing import Edit, applied, mended_text, safe_edits
from briefgen.proofreading.yaml_values import YamlText
from proofreading.pages import page

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "inputs" / "kyrgyzstan-tajikistan-2011"

STYLES = (
    ("a: Рада , комісія # чому\nb: x\n", "a: Рада, комісія # чому\nb: x\n"),
    ("a: 'Рада , ''комісія'''\n", "a: 'Рада, ''комісія'''\n"),
    ('a: "Рада\\u00a0, \\"комісія\\""\n', 'a: "Рада, \\"комісія\\""\n'),
    ("a: |\n  Перше.\n  Рада , комісія.\nb: 1\n", "a: |\n  Перше.\n  Рада, комісія.\nb: 1\n"),
    ("a: >-\n  Перше\n  слово. Рада , комісія.\n\n  Друге.\n", "a: >-\n  Перше\n  слово. Рада, комісія.\n\n  Друге.\n"),
    ("a: Перше слово,\n  а далі Рада , комісія.\n", "a: Перше слово,\n  а далі Рада, комісія.\n"),
    ("{a: 'Рада , комісія', b: [x]}\n", "{a: 'Рада, комісія', b: [x]}\n"),
)


@pytest.mark.parametrize(("before", "after"), STYLES)
def test_one_value_is_changed_whatever_its_quotes(before: str, after: str) -> None:
    events = [event for event in yaml.parse(before) if isinstance(event, yaml.ScalarEvent)]
    scalar = next(event for event in events if "Рада" in event.value)
    at = scalar.value.index("Рада") + 4
    edit = Edit(at, at + 1, "")
    made = YamlText(before).with_value(scalar.start_mark.line + 1, scalar.start_mark.column + 1, scalar.value, [edit])
    assert made is not None
    assert made.text == after


def test_what_would_change_another_value_is_refused() -> None:
    text = "a: Рада\nb: x\n"
    assert YamlText(text).with_value(1, 4, "Рада", [Edit(4, 4, " # чому")]) is None
    assert YamlText(text).with_value(1, 4, "Рада", [Edit(4, 4, ": чому")]) is None
    assert YamlText(text).with_value(1, 4, "інше", [Edit(0, 1, "І")]) is None
    assert YamlText(text).with_value(7, 1, "Рада", [Edit(0, 1, "І")]) is None


@given(st.text(alphabet="аб' \"\\:#,-\n{}[]>|&*!%@`", min_size=1, max_size=30), st.data())
@settings(max_examples=150, deadline=None)
def test_any_value_in_double_quotes_takes_any_edit(value: str, data: st.DataObject) -> None:
    text = yaml.dump({"k": value, "z": "ї"}, allow_unicode=True, default_style='"', width=10_000)
    event = [one for one in yaml.parse(text) if isinstance(one, yaml.ScalarEvent)][1]
    start = data.draw(st.integers(0, len(value)))
    end = data.draw(st.integers(start, len(value)))
    made = YamlText(text).with_value(
        event.start_mark.line + 1, event.start_mark.column + 1, value, [Edit(start, end, "«»")]
    )
    if made is not None:
        assert yaml.safe_load(made.text) == {"k": value[:start] + "«»" + value[end:], "z": "ї"}


@given(st.text(alphabet="абіїa \u00a0'\"«».,-–%№1234м\nСТ", max_size=80))
@settings(max_examples=200, deadline=None)
def test_mending_twice_changes_nothing_more(text: str) -> None:
    once, _ = mended_text(text, page)
    twice, changes = mended_text(once, page)
    assert (twice, changes) == (once, [])
    assert once.count("\n") == text.count("\n")


@given(st.text(max_size=120))
@settings(max_examples=100, deadline=None)
def test_any_text_can_be_read(text: str) -> None:
    for code in ("uk", "ru", "en", "ky", "tg"):
        made = page(text.replace("\r", " "), code)
        edits = [edit for edit, _ in safe_edits(made)]
        assert isinstance(applied(made.raw, edits), str)


def test_line_ends_and_the_mark_stay() -> None:
    before = b"\xef\xbb\xbf" + "Рада , так.\r\nДругий рядок.\nТретій\r\n".encode()
    new, told = fixed_text("Рада , так.\nДругий рядок.\nТретій\n", "x.txt", ".txt", "uk")
    assert with_line_ends_of(before, new) == before.replace("Рада ,".encode(), "Рада,".encode())
    assert [one.code for one in told] == ["B496"]


@pytest.fixture
def brief(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SAMPLE, tmp_path / "brief", ignore=shutil.ignore_patterns("excel", "json")))


def test_a_brief_is_mended_and_nothing_else_in_it_changes(brief: Path) -> None:
    file = brief / "brief.yaml"
    right = file.read_text("utf-8")
    wrong = right.replace("Відділ Центральної", "Відділ  Центральної").replace(
        "активізацію роботи Міждержавної ради", "активізацію  роботи Міждержавної pади", 1
    )
    assert wrong != right
    file.write_text(wrong, "utf-8")
    result = verbs.check(brief, fix=True)
    assert file.read_text("utf-8") == right
    told = [finding for finding in result.findings if finding.code == "B496"]
    assert len(told) == 3
    assert all(finding.place is not None and finding.place.line for finding in told)
    assert not [one for one in verbs.check(brief, fix=True).findings if one.code == "B496"]


def test_a_block_of_lines_is_mended(brief: Path) -> None:
    file = brief / "brief.yaml"
    text = file.read_text("utf-8")
    start = text.index("  uk: Домовитися")
    end = text.index("\n", start)
    block = "  uk: |\n    Домовитися про роботу.  # не коментар\n\n    Рада  та комісія , разом."
    file.write_text(text[:start] + block + text[end:], "utf-8")
    told = [one.code for one in verbs.check(brief, languages=["uk"], fix=True).findings]
    assert told.count("B496") == 3
    mended = block.replace("  # не", " # не").replace("Рада  та", "Рада та").replace("комісія ,", "комісія,")
    assert file.read_text("utf-8") == text[:start] + mended + text[end:]


def test_a_value_in_another_file_is_not_mended(brief: Path) -> None:
    file = brief / "brief.yaml"
    text = file.read_text("utf-8")
    start = text.index("\nagenda:")
    end = text.index("\n\n", start)
    file.write_text(text[:start] + text[end:], "utf-8")
    (brief / "agenda.csv").write_text("session,text.uk\nigc-10,лінія CASA - 1000\n", "utf-8")
    result = verbs.check(brief, languages=["uk"], fix=True)
    assert "B494" in {finding.code for finding in result.findings}
    assert "CASA - 1000" in (brief / "agenda.csv").read_text("utf-8")
