"""`forms.lock.yaml` and `briefgen forms`: forms are listed, confirmed, corrected; nothing else in the file changes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from briefgen import language, verbs
from briefgen.cli import run
from briefgen.findings import FindingsError, Severity
from briefgen.inputs.forms_lock import read_lock, written
from briefgen.language.inflection import Status
from briefgen.model.brief import Brief
from briefgen.view import view

if TYPE_CHECKING:
    from typing import Any

FACTS = """id: b
title: {uk: Т}
perspective: AAA
partner: UKR
as_of: 2011
languages: [uk]
parties:
  - {id: AAA, name: {uk: Республіка Атлантида}, short: {uk: Атлантида}}
  - {id: UKR, name: {uk: Україна}, short: {uk: Україна}}
persons:
  - {id: a, party: AAA, given: {uk: Джек}, family: {uk: Воробець}, gender: m, post: {uk: Міністр торгівлі}}
  - {id: b, party: UKR, given: {uk: Олена}, family: {uk: Мельник}, gender: f}
meetings:
  - {id: m, date: 2011, place: {uk: Київ}, participants: [a], source: [s]}
sources:
  - {id: s, title: {uk: Д}}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "brief.yaml").write_text(FACTS, encoding="utf-8")
    return tmp_path


def lock(folder: Path) -> str:
    return (folder / "forms.lock.yaml").read_text(encoding="utf-8")


def forms(folder: Path, **options: Any) -> dict[tuple[str, str], tuple[str, Status]]:
    made = verbs.case_forms(folder, **options)
    return {(one.lemma.replace("\u00a0", " "), one.case): (one.form.text.replace("\u00a0", " "), one.form.status)
            for one in made.used}  # fmt: skip


def test_every_form_is_listed_with_where_it_comes_from(folder: Path) -> None:
    found = forms(folder)
    assert found["Київ", "loc"] == ("Києві", Status.LEXICON)
    assert found["Міністр торгівлі", "gen"] == ("Міністра торгівлі", Status.CERTAIN)
    assert found["Джек Воробець", "gen"][1] is Status.AUTO
    assert not (folder / "forms.lock.yaml").exists()


def test_forms_are_accepted_and_corrected(folder: Path) -> None:
    forms(folder, accept_certain=True)
    assert "Міністр торгівлі:\n    gen: Міністра торгівлі\n" in lock(folder)
    assert "Воробець" not in lock(folder)
    found = forms(folder, corrections=["Джек Воробець|gen=Джека Воробця!"])
    assert found["Джек Воробець", "gen"] == ("Джека Воробця!", Status.CONFIRMED)
    again = forms(folder)
    assert again["Джек Воробець", "gen"] == ("Джека Воробця!", Status.CONFIRMED)
    assert again["Міністр торгівлі", "gen"][1] is Status.CONFIRMED
    codes = [finding.code for finding in verbs.check(folder).findings]
    assert not {"B401", "B402", "B403", "B404"} & set(codes)


def test_comments_and_order_stay(folder: Path) -> None:
    text = '# ours\nuk:\n  Київ:  # as the ministry writes\n    loc: "Києві"   # checked\n  Б:\n    gen: Б\nru:\n  А:\n    gen: А\n'
    (folder / "forms.lock.yaml").write_text(text, encoding="utf-8")
    changes = {
        "uk": {"Київ": {"loc": "КИЄВІ", "gen": "Києва"}, "Ош: місто": {"gen": "Оша"}},
        "ky": {"Ош": {"gen": "Оштун"}},
    }
    (content,) = written(folder, changes).values()
    assert content.decode() == (
        '# ours\nuk:\n  Київ:  # as the ministry writes\n    loc: КИЄВІ   # checked\n    gen: Києва\n  Б:\n    gen: Б\n'
        '  "Ош: місто":\n    gen: Оша\nru:\n  А:\n    gen: А\nky:\n  Ош:\n    gen: Оштун\n'
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("uk:\n  Київ: Києва\n", "B127", 2),
        ("- uk\n", "B127", 1),
        ("uk:\n  Київ:\n    loc: [a\n", "B127", 4),
        ("ua:\n  Київ:\n    loc: Києві\n", "B128", 1),
        ("uk:\n  Київ:\n    prep: Києві\n", "B128", 3),
        ("uk:\n  Київ:\n    loc:\n", "B127", 3),
    ],
)
def test_what_is_wrong_with_the_file_is_told(folder: Path, text: str, code: str, line: int) -> None:
    (folder / "forms.lock.yaml").write_text(text, encoding="utf-8")
    confirmed, (finding,) = read_lock(folder)
    assert confirmed == {}
    assert (finding.code, finding.severity) == (code, Severity.ERROR)
    assert finding.place is not None
    assert finding.place.line == line
    with pytest.raises(FindingsError):
        written(folder, {"uk": {"Київ": {"loc": "Києві"}}})
    assert verbs.check(folder).stopped


def test_a_final_brief_waits_for_unconfirmed_forms(folder: Path) -> None:
    brief = folder / "brief.yaml"
    brief.write_text(FACTS + "status: final\n", encoding="utf-8")
    found = [finding for finding in verbs.check(folder).findings if finding.code == "B404"]
    assert {finding.severity for finding in found} == {Severity.ERROR}
    assert found[0].place is not None
    forms(folder, accept_all=True)
    assert "B404" not in [finding.code for finding in verbs.check(folder).findings]


def test_the_command_line(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["forms", str(folder)]) == 0
    assert "uk  lexicon       loc  Київ -> Києві" in capsys.readouterr().out.splitlines()
    assert run(["forms", str(folder), "--accept", "Джек Воробець"]) == 0
    assert "uk  confirmed     gen  Джек" in capsys.readouterr().out
    assert run(["forms", str(folder), "--accept", "Джек Воробей"]) == 2
    assert "did you mean `Джек Воробець`?" in " ".join(capsys.readouterr().err.split())
    assert run(["forms", str(folder), "--set", "Київ"]) == 2
    assert run(["forms", str(folder), "--set", "Київ|prep=Києві"]) == 2
    assert run(["forms", str(folder), "--set", "Київ|dat=Києву"]) == 2
    assert run(["forms", str(folder), "Київ"]) == 2
    assert run(["forms", str(folder / "none")]) == 1


def test_words_take_the_gender_of_the_person_and_half_given_forms() -> None:
    facts: dict[str, Any] = {
        "id": "b",
        "title": "T",
        "perspective": "AAA",
        "partner": "AAA",
        "as_of": "2011",
        "languages": ["uk"],
        "parties": [{"id": "AAA", "name": "А", "short": "А"}],
        "persons": [
            {"id": "m", "given": {"uk": "Саша"}, "family": {"uk": "Мельник"}, "gender": "m", "party": "AAA"},
            {"id": "f", "given": {"uk": "Саша"}, "family": {"uk": "Мельник"}, "gender": "f", "party": "AAA"},
            {
                "id": "h",
                "given": {"uk": "Кохір"},
                "family": {"uk": {"nom": "Расулзода", "ins": "Расулзода"}},
                "gender": "m",
                "party": "AAA",
            },
        ],
    }
    made = view(Brief.model_validate(facts), language.load("uk"))
    case, people = made.filters["case"], [made.facts.by_id("persons", key) for key in "mfh"]
    assert [case(person, "ins") for person in people] == [
        "Сашею\u00a0Мельником",
        "Сашею\u00a0Мельник",
        "Кохіром\u00a0Расулзода",
    ]
    assert case(people[0].family, "gen") == "Мельника"
    assert {finding.code for finding in made.findings} <= {"B402", "B403"}
