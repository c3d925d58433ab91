"""The guide to inputs is true: its field reference is made from the model, and its examples are read."""

from __future__ import annotations

import re
from pathlib import Path

import yaml

from briefgen.model.brief import HEAD, LISTS, Brief
from briefgen.model.describe import descriptions, summary
from briefgen.model.fields import Certainty
from briefgen.model.figure import Qualifier
from briefgen.model.kinds import kinds, required
from briefgen.model.period import Period
from briefgen.scaffold.hints import hint
from inputs.forms import FACTS, both, text, write

GUIDE = Path(__file__).parents[1] / "docs" / "inputs.md"
START = "<!-- fields: written by pytest --accept tests/test_docs_inputs.py -->\n"
END = "<!-- end of fields -->\n"


def fields() -> str:
    """Return the field reference in Markdown."""
    parts = []
    for name, record in {"brief": Brief, **LISTS}.items():
        parts += [f"\n### {name}\n", summary(record), "", "| field | what it is | how to write it |", "|---|---|---|"]
        for field in HEAD if record is Brief else record.model_fields:
            shown = f"**{field}**" if field in required(record) else field
            cells = (text.replace("|", "\\|") for text in (descriptions(record)[field], hint(record, field)))
            parts.append(f"| {shown} | {' | '.join(cells)} |")
    return "\n".join(parts) + "\n\n"


def test_the_field_reference_is_up_to_date(accept: bool) -> None:
    guide = GUIDE.read_text("utf-8")
    before, _, rest = guide.partition(START)
    _, _, after = rest.partition(END)
    wanted = f"{before}{START}{fields()}{END}{after}"
    if accept:
        GUIDE.write_text(wanted, "utf-8")
    assert GUIDE.read_text("utf-8") == wanted, "run pytest --accept tests/test_docs_inputs.py"


def test_every_date_of_the_guide_is_one() -> None:
    table = GUIDE.read_text("utf-8").partition("## Dates")[2].partition("## ")[0]
    dates = re.findall(r"`(\d{4}[^`]*)`", table)
    assert len(dates) == 11
    for date in dates:
        Period.parse(date)


def test_every_yaml_example_has_only_known_fields() -> None:
    examples = re.findall(r"```yaml\n(.*?)```", GUIDE.read_text("utf-8"), re.DOTALL)
    assert len(examples) == 5
    known = {field for record in (Brief, *LISTS.values()) for field in kinds(record)}
    for example in examples:
        for name, value in yaml.load(example, yaml.BaseLoader).items():  # noqa: S506 - it makes text only
            assert name in known
            if name in LISTS:
                assert all(set(row) <= set(kinds(LISTS[name])) for row in value)


def test_the_header_of_trade_is_the_one_that_is_read(tmp_path: Path) -> None:
    header = re.findall(r"```text\n(reporter.*)\n```", GUIDE.read_text("utf-8"))
    assert header == [",".join(LISTS["trade"].model_fields)]
    write(tmp_path, "yaml", {name: value for name, value in FACTS.items() if name != "trade"})
    text(tmp_path, f"{header[0]}\nXAA,WLD,export,0101,2023,1.5,thousand USD,,office\n", "trade.csv")
    brief, findings = both(tmp_path)
    assert findings == []
    assert brief is not None
    assert len(brief.trade) == 1


def test_every_word_for_certainty_and_exactness_is_explained() -> None:
    guide = GUIDE.read_text("utf-8").partition("## All fields")[0]
    for word in (*Certainty, *Qualifier):
        assert f"`{word}`" in guide
